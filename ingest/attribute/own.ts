import type { Attribution, OwnStatement, Span } from '../../src/claim.ts';
import { assertionOf } from './assertion.ts';
import { AUXILIARIES } from './cues.ts';
import { isQuestion, type Structure } from './layout.ts';
import { isToldOn, type Line, type View } from './tokens.ts';

/** Shorter sentences seldom assert anything that can stand alone. */
const MIN_WORDS = 5;
/** A sentence is its writer's own where no more than this share of its words is another's. */
const MAX_REPORTED = 0.6;
/** Beside a report, this many words of the writer's own must remain. */
const MIN_REMAINDER = 8;

/**
 * Below it a sentence is narration, transition or furniture too often. Of the sentences above it in `bench:mentions`, 92 of
 * 100 assert something in the studied texts, each judged by weights fitted without it, 85 in the held ones and all in real
 * documents; from .65 on recall falls faster than errors do.
 */
const LEAST_ASSERTION = 0.6;
/** Plain as a sentence may be, whether its writer stands for it is less sure than that a quotation is one. */
const MOST_CONFIDENCE = 0.9;

/** Sentences that assert something in the voice of the document: `reported` are the attributions of plain speech. */
export function ownStatements(view: View, reported: Attribution[], structure: Structure): OwnStatement[] {
  const covered = cover(view, reported);
  const bodies = view.blocks.filter((block) => block.kind === 'paragraph').length;
  let seen = 0;
  let block = -1;
  const own: OwnStatement[] = [];
  for (const line of view.lines) {
    const { kind } = view.blocks[line.block]!;
    if (line.block !== block && kind === 'paragraph') seen++;
    block = line.block;
    if (!/^(?:paragraph|item|quotation)$/.test(kind) || structure.owner.has(line.block)) continue;
    const text = view.text.slice(line.start, line.end);
    if (!isAssertion(view, line, text) || isAside(text, seen / bodies)) continue;
    if (isInsideQuotation(view, line) || isToldOn(view, line)) continue;
    const share = covered(line);
    if (share.reported > MAX_REPORTED * share.words) continue;
    // A sentence that opens with somebody's words reports them, whatever it adds of who and where.
    if (share.reported > 0 && view.tokens[line.first]?.kind === 'open') continue;
    if (share.reported > 0 && share.words - share.reported < MIN_REMAINDER) continue;
    const assertion = assertionOf(text);
    if (assertion < LEAST_ASSERTION) continue;
    own.push({ content: { start: line.start, end: line.end }, confidence: Math.min(MOST_CONFIDENCE, assertion) });
  }
  return own;
}

/** For a sentence: its words, and how many stand in reported content, its source or its cue. One pass over both. */
function cover(view: View, reported: Attribution[]) {
  const spans = reported.flatMap((a) => [
    ...a.content,
    ...a.source,
    ...a.cue,
    ...betweenOf(view.text, a),
    ...openingOf(view.text, a),
  ]);
  const delta = new Map<number, number>();
  for (const { start, end } of spans) {
    delta.set(start, (delta.get(start) ?? 0) + 1);
    delta.set(end, (delta.get(end) ?? 0) - 1);
  }
  const edges = [...delta].sort((a, b) => a[0] - b[0]);
  const depth: boolean[] = [];
  let at = 0;
  let open = 0;
  for (const token of view.tokens) {
    while (at < edges.length && edges[at]![0] <= token.start) open += edges[at++]![1];
    depth.push(open > 0);
  }
  return (line: Line) => {
    let words = 0;
    let count = 0;
    for (let i = line.first; i < line.last; i++) {
      if (view.tokens[i]!.kind !== 'word') continue;
      words++;
      if (depth[i]) count++;
    }
    return { words, reported: count };
  };
}

/** What stands between reporting words and the clause that is reported: whom somebody told, when and where. */
function betweenOf(text: string, { cue, content }: Attribution): Span[] {
  const [last, first] = [cue.at(-1), content[0]];
  if (!last || !first || first.start < last.end || first.start - last.end > LONGEST_BETWEEN) return [];
  if (!/\bthat\s/i.test(text.slice(first.start - 5, first.start + 5))) return [];
  return [{ start: last.end, end: first.start }];
}

/** In characters: some twenty words. */
const LONGEST_BETWEEN = 120;

/** "In a letter to the council, the mayor said": where and when it was said, before who said it. */
function openingOf(text: string, { source, cue }: Attribution): Span[] {
  const subject = source[0];
  if (!subject || !cue[0] || cue[0].start < subject.end) return [];
  const from = Math.max(0, subject.start - LONGEST_OPENING);
  const opening = OPENING.exec(text.slice(from, subject.start));
  return opening ? [{ start: subject.start - opening[1]!.length, end: subject.start }] : [];
}

/** In characters: some twenty-five words. */
const LONGEST_OPENING = 160;
const OPENING =
  /(?:^|[.!?]["”’]?\s|\n)\s*((?:In|On|At|During|Before|Speaking|Writing|Asked|Addressing|Responding|Answering|Quoted|Pressed)\b[^.!?;:"“”]*,\s*)$/;

/** Somebody's words, even where the text does not say whose. */
function isInsideQuotation(view: View, line: Line): boolean {
  for (let i = line.first; i < line.last; i++) {
    const token = view.tokens[i]!;
    if (token.kind === 'word' && token.quotation < 0) return false;
  }
  return true;
}

function isAssertion(view: View, line: Line, text: string): boolean {
  if (isQuestion(view, line) || /[:：]$/.test(text)) return false;
  if (/\p{Script=Han}/u.test(text)) return text.length >= 2 * MIN_WORDS && /[。！]/.test(text);
  const words = view.tokens.slice(line.first, line.last).filter((token) => token.kind === 'word');
  if (words.length < MIN_WORDS || !/\p{Ll}/u.test(text)) return false;
  const ended = /[.!。][”"'’»)\]®\s]*$/u.test(text);
  if (!ended && !(words.length >= LONG_FRAGMENT && goesOnBelow(view, line))) return false;
  // "To protect the harvest ..." states a policy without a finite verb.
  if (words[0]!.word === 'to' && words.length >= 8) return true;
  return words.some(
    (token, i) =>
      AUXILIARIES.has(token.word) ||
      /'(?:s|re|ve|ll|d)$/.test(token.word) ||
      (i > 0 && !token.capital && VERB_LIKE.test(token.word)),
  );
}

/** Words from which a sentence without a full stop is taken for one broken by a page, if the next block goes on. */
const LONG_FRAGMENT = 12;

function goesOnBelow(view: View, line: Line): boolean {
  const next = view.blocks[line.block + 1];
  return (
    next !== undefined &&
    line.end >= view.blocks[line.block]!.end - 1 &&
    /^\p{Ll}/u.test(view.text.slice(next.start, next.start + 2))
  );
}

const VERB_LIKE =
  /(?:ed|[^su]s|ew|ought|aught)$|^(?:said|say|made|make|took|take|gave|give|went|go|came|come|saw|see|got|get|kept|keep|held|hold|led|lead|let|met|put|ran|run|set|sent|sought|support|need|want|know|think|believe|call|offer|serve|built|became|began|fell|found|left|lost|paid|rose|won|threaten|remain|continue|mean|use|work|show)$/;

const TRANSITION =
  /\b(?:next|last|final|first|second|third|following|another|other)\s+(?:point|item|part|one|step|section|chapter|initiative|argument|topic|stop)s?\b|^(?:on|now|back|let us|let's|turning)\s+(?:on\s+)?to\b/i;
const FURNITURE =
  /^(?:click|read (?:more|also|the|our)|sign (?:up|in)|subscribe|follow us|share (?:this|on)|log (?:in|out)|fill in|leave a|photo|image|picture|getty|©|copyright|you are (?:commenting|reading|using)|contact us|related|more (?:about|on|from)|see also|also see|advertis|this (?:article|story|page|post|site) (?:is|was|has|uses|first)|(?:additional |with )?(?:reporting|editing|writing) by|all rights|type to|send us|connecting to|join (?:us|our)|download|print|cookies?\b)/i;
const LICENCE =
  /all rights reserved|written permission|(?:may|can) be used,? provided|strictly prohibited|terms (?:of|and) (?:use|conditions)|privacy policy/i;
const BIOGRAPHY =
  /\b(?:is|was) (?:an?|the|our) [^.]{0,60}\b(?:reporter|journalist|correspondent|editor|columnist|writer|contributor|freelancer|author|blogger)\b|\byears(?: of)? (?:reporting|experience|covering|writing)\b|\b(?:daily|weekly) (?:digest|newsletter)\b/i;
const NO_COMMENT = /\b(?:for comment|to comment|request(?:s)? for (?:an )?(?:comment|interview))\b/i;
/** Biographies stand at the end: in the last part of a document's paragraphs. */
const TAIL = 0.75;

/** What a text says about itself, its author or its course rather than about its matter. */
function isAside(text: string, position: number): boolean {
  const short = text.split(/\s+/).length <= 14;
  return (
    FURNITURE.test(text) ||
    LICENCE.test(text) ||
    NO_COMMENT.test(text) ||
    (short && TRANSITION.test(text)) ||
    (position >= TAIL && BIOGRAPHY.test(text))
  );
}
