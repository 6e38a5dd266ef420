import type { Span } from '../../src/claim.ts';
import type { Report } from './index.ts';
import { phraseAfter } from './sources.ts';
import { Finder, type Line, type Phrase, spanOf, type Token, type View } from './tokens.ts';

/**
 * "Citing X, the paper reported that ...", "..., the paper reported, citing X", "The paper quotes X: “...”": X says it, and
 * the paper carries it. Reports as found, those of such sentences with both. Linear.
 */
export function withCited(seen: View, reports: Report[], cited: Cited[]): Report[] {
  const citationOf = finderOf(seen, cited);
  return reports.map((report) => {
    const { source, cue } = spansOf(seen, report);
    const one = citationOf(report);
    if (!one || !cue || !source) return report;
    if (isQuoted(one)) return cue.start === one.cue.start ? quoted(seen, report, one, source) : report;
    return isCarried(seen, report, one, cue) ? byCited(seen, report, one, { source, cue }) : report;
  });
}

/** Without those that take whom somebody cites for what he says. */
export function withoutCitations(seen: View, reports: Report[], cited: Cited[]): Report[] {
  const citationOf = finderOf(seen, cited);
  return reports.filter((report) => {
    const one = citationOf(report);
    return !one || isQuoted(one) || spansOf(seen, report).cue?.start !== one.cue.start;
  });
}

/** Somebody whom a sentence cites. */
export interface Cited {
  line: Line;
  source: Phrase;
  /** "citing", "quotes". */
  cue: Span;
  /** The token of the colon after "quotes X". */
  colon?: number;
}

function isQuoted(one: Cited): one is Cited & { colon: number } {
  return one.colon !== undefined;
}

/** Whom the sentences of a document cite. */
export function citedIn({ tokens, lines }: View): Cited[] {
  const all: Cited[] = [];
  for (const line of lines) {
    for (let i = line.first; i < line.last - 1; i++) {
      const token = tokens[i]!;
      if (token.quotation >= 0 || !CITES.test(token.word)) continue;
      const isParticiple = token.word.endsWith('ing');
      // "A citing of sources" and "by citing" are no such clauses.
      if (isParticiple && i > line.first && tokens[i - 1]!.kind !== 'comma' && tokens[i - 1]!.kind !== 'close')
        continue;
      const found = i === line.first ? openingPhrase(tokens, i + 1, line.last) : phraseAfter(tokens, i + 1, line.last);
      const phrase = withTie(tokens, found, line.last);
      if (!phrase || !isSomebody(tokens, phrase)) continue;
      const colon = tokens[phrase.to]?.word === ':' && tokens[phrase.to + 1]?.kind === 'open' ? phrase.to : undefined;
      if (isParticiple === (colon !== undefined)) continue;
      all.push({
        line,
        source: phrase,
        cue: { start: token.start, end: token.end },
        ...(colon === undefined ? {} : { colon }),
      });
      break;
    }
  }
  return all;
}

/** Whom a sentence cites that opens with it: up to the comma, or to that behind "a lawyer". */
function openingPhrase(tokens: Token[], from: number, last: number): Phrase | undefined {
  const commaFrom = (at: number) => {
    for (let i = at; i < Math.min(last, at + LONGEST_OPENING); i++) if (tokens[i]!.kind !== 'word') return i;
    return undefined;
  };
  const first = commaFrom(from);
  if (first === undefined || first === from || tokens[first]!.kind !== 'comma') return undefined;
  const second = /^an?$/.test(tokens[first + 1]?.word ?? '') ? commaFrom(first + 1) : undefined;
  return { from, to: second !== undefined && tokens[second]!.kind === 'comma' ? second : first };
}

/** In tokens. */
const LONGEST_OPENING = 20;

/** "people familiar with the matter", "a person close to the talks". */
function withTie(tokens: Token[], phrase: Phrase | undefined, last: number): Phrase | undefined {
  if (!phrase || !/^(?:familiar|close)$/.test(tokens[phrase.to - 1]!.word)) return phrase;
  let to = phrase.to;
  while (to < Math.min(last, phrase.to + LONGEST_TIE) && tokens[to]!.kind === 'word') to++;
  return { from: phrase.from, to };
}

/** In tokens. */
const LONGEST_TIE = 8;

const CITES = /^(?:citing|quoting|cites|cited|quotes|quoted)$/;

/** Names, and nouns for those who tell; laws, reasons and figures are cited too, and say nothing. */
function isSomebody(tokens: Token[], { from, to }: Phrase): boolean {
  const words = tokens.slice(from, to);
  const head = words.findIndex(
    ({ kind, word }) => kind === 'comma' || /^(?:of|for|from|in|at|by|on|with|to|familiar|close|who|that)$/.test(word),
  );
  const named = head < 0 ? words : words.slice(0, head);
  if (named.some(({ word }) => TELLS.test(word))) return true;
  const last = named.at(-1);
  return last?.capital === true && !/^\d/.test(last.word) && !LAW.test(last.word);
}

const TELLS =
  /^(?:officials?|sources?|people|persons?|minist(?:er|ers|ry|ries)|spokes\w+|diplomats?|experts?|analysts?|insiders?|aides?|lawyers?|witness(?:es)?|residents?|employees?|executives?|agency|agencies|newspapers?|reports?|statements?|documents?|memos?|letters?|stud(?:y|ies)|surveys?|media|researchers?|lawmakers?|regulators?|embassy|department|commission)$/;
const LAW =
  /^(?:acts?|laws?|codes?|orders?|treat(?:y|ies)|directives?|regulations?|articles?|constitution|charter|conventions?|amendment|clause|section)$/;

/** The clause stands beside what is said, and who says "reported" carries it: a minister who cites a study speaks himself. */
function isCarried(seen: View, { frame }: Report, one: Cited, cue: Span): boolean {
  const { start, end } = one.cue;
  if (frame.content.some((span) => span.start <= start && start < span.end)) return false;
  return QUOTING.test(seen.text.slice(start, end)) || CARRIES.test(seen.text.slice(cue.start, cue.end));
}

const QUOTING = /^quoting$/i;
const CARRIES = /\b(?:report(?:ed|s|ing)?|wr(?:ote|ites|itten))\b/i;

/** "The paper quotes X: “...”". */
function quoted(seen: View, report: Report, one: Cited & { colon: number }, source: Span): Report {
  const quotation = seen.tokens[one.colon + 1]!.quotation;
  const { spans } = seen.quotations[quotation]!;
  const frame = { ...report.frame, content: spans, quotations: [quotation], direct: true };
  return byCited(seen, { ...report, frame }, one, { source, cue: one.cue });
}

function byCited(seen: View, report: Report, { source, cue }: Cited, carrier: { source: Span; cue: Span }): Report {
  const confidence = report.found?.confidence ?? CONFIDENCE;
  const named = spanOf(seen.tokens, source.from, source.to);
  return { ...report, carrier, found: { source: named, cue, confidence }, frame: { ...report.frame, source } };
}

const CONFIDENCE = 0.75;

/** Where a report has its source and its reporting words. */
export function spansOf(
  { tokens }: View,
  { frame, found }: Report,
): { source: Span | undefined; cue: Span | undefined } {
  if (found) return found;
  return {
    source: frame.source && spanOf(tokens, frame.source.from, frame.source.to),
    cue: spanOf(tokens, frame.cue.first, frame.cue.last),
  };
}

/** The citation in the sentence in which a report has its cue. */
function finderOf(seen: View, cited: Cited[]): (report: Report) => Cited | undefined {
  const lines = new Finder(cited.map(({ line }) => line));
  return (report) => {
    const at = spansOf(seen, report).cue?.start;
    const found = at === undefined ? undefined : cited[lines.index(at)];
    return found && found.line.start <= at! ? found : undefined;
  };
}
