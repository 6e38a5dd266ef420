import type { Attribution, Extractor, Span } from '../../src/claim.ts';
import { lengthInWords } from '../../src/text.ts';
import { type Frame, framesOf, innerFramesOf } from './contents.ts';
import { type Cue, PLAIN } from './cues.ts';
import { extractDamaged } from './damaged.ts';
import { ownStatements } from './own.ts';
import { findQuotations } from './quotations.ts';
import { signaturesOf } from './signatures.ts';
import { firstSubject } from './sources.ts';
import { NOBODY, readStructure, type Structure } from './structure.ts';
import { isToldOn, type Line, type Phrase, spanOf, type View, view } from './tokens.ts';

/**
 * Attribution by rules over quotation marks, reporting words and block structure. No rule knows a country, a person or
 * an outlet. Cost is linear in the text.
 */
export const rules: Extractor = {
  name: 'rules-1',
  async extract(document) {
    if (document.quality === 'damaged') return extractDamaged(document.text, document.blocks, document.names);
    const { seen, structure, reports } = readByRules(document);
    const attributions = assemble(seen, reports, structure);
    const spoken = attributions.filter((a) => a.plain).map((a) => a.attribution);
    return { attributions: attributions.map((a) => a.attribution), own: ownStatements(seen, spoken, structure) };
  },
};

/** The words of an intact document, its layout, and what the rules find in it before layouts and reports are joined. */
export function readByRules(document: Pick<Parameters<Extractor['extract']>[0], 'text' | 'blocks' | 'sentences'>): {
  seen: View;
  structure: Structure;
  reports: Report[];
} {
  const seen = view(document, findQuotations(document.text, document.blocks));
  const frames = seen.lines.map((line) => readable(seen, line.block, framesOf(seen, line)));
  const structure = readStructure(seen, frames);
  return { seen, structure, reports: linkQuotations(seen, frames, structure) };
}

/** A stretch in quotation marks inside indirect speech is given as a quotation of its own from this length, in words. */
const MIN_QUOTED = 6;
/** A quotation that stands alone belongs to the last speaker only this many blocks on. */
const SPEAKER_REACH = 1;

/** Headings repeat what the text says: only what they quote counts. Furniture never does. */
function readable(seen: View, block: number, frames: Frame[]): Frame[] {
  const { kind } = seen.blocks[block]!;
  if (kind === 'furniture' || kind === 'table') return [];
  return kind === 'heading'
    ? frames.filter((frame) => frame.cue.kind === 'say' && frame.quotations.length > 0)
    : frames;
}

/** A frame in its place; `found` is what a model found of it, whose words a frame's tokens only approach. */
export interface Report {
  frame: Frame;
  block: number;
  /** Its speaker stands behind a dash. */
  signed?: boolean;
  /** A quotation alone, of whoever the sentence before reports. */
  follows?: boolean;
  found?: { source: Span | undefined; cue: Span | undefined; confidence: number };
  /** Who only hands the words on, and by which words he says so. */
  carrier?: { source: Span; cue: Span };
}

/** One report for each frame; quotations without a reporting word go to the speaker before or introduced by a colon. */
function linkQuotations(seen: View, framesByLine: Frame[][], structure: Structure): Report[] {
  const owned = new Map<number, Frame>();
  // "It outlines the following five points" says what its list says.
  const introductions = new Set(structure.found.map((layout) => layout.cue?.start));
  const reports: Report[] = [];
  for (const { frame, block, quotation } of signaturesOf(seen)) {
    if (structure.owner.has(block)) continue;
    reports.push({ frame, block, signed: true });
    owned.set(quotation, frame);
  }
  seen.lines.forEach((line, i) => {
    if (structure.owner.get(line.block) === NOBODY) return;
    for (const frame of framesByLine[i]!) {
      // "The paper said: “...,” the paper said." is one attribution.
      if (introductions.has(seen.tokens[frame.cue.first]!.start)) continue;
      // "I would say that ..." in somebody's own turn is his claim as it stands.
      if (structure.owner.has(line.block) && isOwn(seen, frame)) continue;
      if (frame.direct && frame.quotations.every((quotation) => owned.get(quotation)?.direct)) continue;
      reports.push({ frame, block: line.block });
      for (const quotation of frame.quotations) if (!owned.has(quotation)) owned.set(quotation, frame);
    }
  });
  let speaker: Report | undefined;
  let told: { frame: Frame; line: number } | undefined;
  seen.lines.forEach((line, i) => {
    for (const frame of framesByLine[i]!) {
      if (isToldBy(frame)) told = { frame, line: i };
      if (!(frame.direct || frame.introduces) || !frame.source) continue;
      const ends = frame.quotations.map((quotation) => lastBlockOf(seen, quotation, seen.quotations[quotation]!.block));
      speaker = { frame, block: Math.max(line.block, ...ends) };
    }
    const first = seen.tokens[line.first];
    if (first?.kind !== 'open' || owned.has(first.quotation) || structure.owner.has(line.block)) return;
    if (seen.blocks[line.block]!.kind === 'heading') return;
    const before = seen.lines[i - 1];
    const near =
      told && told.line === i - 1 ? told.frame : before && framesByLine[i - 1]!.length === 0 && actorOf(seen, before);
    if (near && before?.block === line.block && isAlone(seen, line)) {
      const { spans } = seen.quotations[first.quotation]!;
      const frame = { ...near, content: spans, quotations: [first.quotation], direct: true, after: false };
      reports.push({ frame, block: line.block, follows: true });
      owned.set(first.quotation, frame);
      return;
    }
    if (!speaker || line.block - speaker.block > SPEAKER_REACH || isToldOn(seen, line)) return;
    const { frame } = speaker;
    if (!frame.content.length) frame.direct = true;
    frame.content.push(...seen.quotations[first.quotation]!.spans);
    frame.quotations.push(first.quotation);
    owned.set(first.quotation, frame);
    speaker.block = Math.max(line.block, lastBlockOf(seen, first.quotation, line.block));
  });
  return withoutShadows(
    seen,
    reports.filter(({ frame }) => frame.content.length > 0),
  );
}

/** Speech in other words than the speaker's. */
function isToldBy({ direct, introduces, source, cue }: Frame): boolean {
  return !direct && !introduces && source !== undefined && !cue.modal && /^(?:say|tell|according)$/.test(cue.kind);
}

/** "Asked about it, Ada Stone shrugged.": whoever acts in a sentence without quotations, by name or as he or she. */
function actorOf({ tokens }: View, { first, last }: Line): Omit<Frame, 'content' | 'quotations'> | undefined {
  if (last - first > LONGEST_ACT || tokens.slice(first, last).some(({ quotation }) => quotation >= 0)) return undefined;
  if (tokens[last - 1]?.word !== '.') return undefined;
  const source = firstSubject(tokens, first, last);
  if (!source || source.to >= last - 1) return undefined;
  const words = tokens.slice(source.from, source.to);
  const isNamed = words.every(({ kind, capital, word }) => kind === 'word' && capital && !/^(?:the|\d.*)$/.test(word));
  if (!isNamed && !(words.length === 1 && /^s?he$/.test(words[0]!.word))) return undefined;
  const cue: Cue = { first: source.to, last: source.to + 1, kind: 'say', lemma: tokens[source.to]!.word, ...PLAIN };
  return { cue, source, direct: true, after: false, introduces: false };
}

/** In tokens. */
const LONGEST_ACT = 40;

/** A sentence that is one quotation and nothing else. */
function isAlone({ tokens }: View, { first, last }: Line): boolean {
  const { quotation } = tokens[first]!;
  return tokens.slice(first, last).every((token) => token.quotation === quotation);
}

/** What somebody is said to want or praise, inside what is said, is no claim beside it: only reports of speech nest. */
function withoutShadows(seen: View, reports: Report[]): Report[] {
  return reports.filter(
    (report, i) =>
      report.frame.direct ||
      /^(?:say|tell|according)$/.test(report.frame.cue.kind) ||
      outerOf(seen, reports, i) === undefined,
  );
}

function lastBlockOf(seen: View, quotation: number, block: number): number {
  return block + seen.quotations[quotation]!.spans.length - 1;
}

interface Assembled {
  attribution: Attribution;
  /** Plain speech by someone named: what it covers is not the document's own voice. */
  plain: boolean;
}

/** All attributions with the links between them: layouts first, then reports, then what quotations hold. */
export function assemble(seen: View, reports: Report[], structure: Structure): Assembled[] {
  const all: Assembled[] = structure.found.map((layout) => ({
    attribution: {
      source: layout.source ? [layout.source] : [],
      cue: layout.cue ? [layout.cue] : [],
      content: layout.content,
      manner: layout.direct ? 'direct' : 'indirect',
      confidence: layout.source ? LAYOUT_CONFIDENCE : NAMELESS_CONFIDENCE,
    },
    plain: true,
  }));
  const base = all.length;
  const holder = new Map<number, number>();
  reports.forEach((report, i) => {
    const { frame } = report;
    const within = outerOf(seen, reports, i);
    const index = within === undefined ? structure.owner.get(report.block) : base + within;
    const attribution = { ...(index === undefined ? {} : { within: index }), ...toAttribution(seen, report) };
    all.push({ attribution, plain: isPlain(seen, frame) });
    // The innermost report of a quotation holds it.
    for (const quotation of frame.quotations) holder.set(quotation, base + i);
  });
  reports.forEach((report, i) => {
    const carrier = carrierOf(seen, report);
    if (!carrier) return;
    const { attribution } = all[base + i]!;
    attribution.within = all.push({ attribution: carriedBy(carrier, attribution), plain: true }) - 1;
  });
  reports.forEach((report, i) => {
    if (!report.frame.direct) all.push(...quotedParts(seen, report, base + i, holder));
  });
  for (const line of seen.lines) {
    for (const frame of innerFramesOf(seen, line)) {
      const within = holder.get(seen.tokens[frame.cue.first]!.quotation);
      if (within !== undefined) all.push({ attribution: { within, ...toAttribution(seen, { frame }) }, plain: false });
    }
  }
  return all;
}

/** Who quotes a speaker says nothing himself: a hop of the chain, around what is quoted. */
function carriedBy({ source, cue }: NonNullable<Report['carrier']>, quoted: Attribution): Attribution {
  return {
    source: [source],
    cue: [cue],
    content: [],
    manner: 'indirect',
    confidence: quoted.confidence,
    ...(quoted.within === undefined ? {} : { within: quoted.within }),
  };
}

function carrierOf({ tokens }: View, { carrier, frame: { by, cue } }: Report): Report['carrier'] {
  if (!by || !cue.quoting) return carrier;
  const { verb } = cue.quoting;
  return { source: spanOf(tokens, by.from, by.to)!, cue: spanOf(tokens, verb.from, verb.to)! };
}

/** “The minister said the plan was "a danger to ..."”: the words in marks are the speaker's own. */
function quotedParts(seen: View, report: Report, index: number, holder: Map<number, number>): Assembled[] {
  const { frame } = report;
  const parts = frame.quotations.filter(
    (q) => holder.get(q) === index && wordCount(seen, seen.quotations[q]!.spans) >= MIN_QUOTED,
  );
  return parts.map((quotation) => ({
    attribution: {
      within: index,
      ...toAttribution(seen, report),
      content: seen.quotations[quotation]!.spans,
      manner: 'direct',
      confidence: QUOTED_CONFIDENCE,
    },
    plain: frame.source !== undefined,
  }));
}

function wordCount(seen: View, spans: Span[]): number {
  return spans.reduce((sum, span) => sum + lengthInWords(seen.text.slice(span.start, span.end)), 0);
}

/** How many reports to either side are looked at for one that holds this one; a sentence seldom has more. */
const NEIGHBOURS = 6;

/** Index of the innermost report whose content holds the cue of report `i`. */
function outerOf(seen: View, reports: Report[], i: number): number | undefined {
  const inner = reports[i]!.frame;
  let found: number | undefined;
  for (let k = Math.max(0, i - NEIGHBOURS); k < Math.min(reports.length, i + NEIGHBOURS + 1); k++) {
    const outer = reports[k]!.frame;
    if (k === i || !holds(seen, outer, inner)) continue;
    // Where each holds the other, a clause after the content ("..., X said") is the outer one, then the earlier one.
    const mutual = holds(seen, inner, outer);
    if (mutual && ((inner.after && !outer.after) || (inner.after === outer.after && i < k))) continue;
    if (found === undefined || holds(seen, reports[found]!.frame, outer)) found = k;
  }
  return found;
}

function holds(seen: View, outer: Frame, inner: Frame): boolean {
  const at = seen.tokens[inner.cue.first]!.start;
  return outer.content.some((span) => span.start <= at && at < span.end);
}

/** Plain speech by another; "We call on ..." outside quotation marks is the document's own voice. */
function isPlain(seen: View, { cue, source, direct }: Frame): boolean {
  if (!source || cue.modal || !(direct || /^(?:say|tell|according)$/.test(cue.kind))) return false;
  return !isOwn(seen, { source });
}

/** The source is the one who speaks. */
function isOwn(seen: View, { source }: Pick<Frame, 'source'>): boolean {
  return source !== undefined && /^(?:we|i)(?:'|$)/.test(seen.tokens[source.from]!.word);
}

/**
 * By kind of report. Right in the training part of PolNeAR, who and what: quotations .92, plain speech .72, all others
 * .54 to .58, with "would" or "might" .41. Wishes, attitudes and impressions count for less here: they are seldom claims.
 */
const CONFIDENCE = { say: 0.75, tell: 0.75, according: 0.75, to: 0.45, object: 0.4, noun: 0.4, seem: 0.3 };
const DIRECT_CONFIDENCE = 0.9;
const NAMELESS_CONFIDENCE = 0.5;
const QUOTED_CONFIDENCE = 0.75;
const LAYOUT_CONFIDENCE = 0.8;
/** "Would say" and "might argue" are reports less often; those of speech are kept, with their hedge. */
const MODAL = 2 / 3;

function toAttribution(seen: View, { frame, found }: Pick<Report, 'frame' | 'found'>): Attribution {
  const { cue, source, content, direct } = frame;
  if (found) {
    return {
      source: found.source ? [found.source] : [],
      cue: found.cue ? [found.cue] : [],
      content,
      manner: direct ? 'direct' : 'indirect',
      confidence: found.confidence,
      ...(cue.denied ? { denied: true } : {}),
    };
  }
  const named = source && spanOf(seen.tokens, source.from, source.to);
  const spoken = wordsOf(cue).map(({ from, to }) => spanOf(seen.tokens, from, to)!);
  const confidence = direct ? DIRECT_CONFIDENCE : CONFIDENCE[cue.kind];
  return {
    source: named ? [withoutClitic(seen, named)] : [],
    cue: spoken,
    content,
    manner: direct ? 'direct' : 'indirect',
    confidence: cue.modal ? confidence * MODAL : confidence,
    ...(cue.denied ? { denied: true } : {}),
  };
}

/** Without those who stand inside "was quoted by X as saying", or before the last words of "X quoted Y as saying". */
function wordsOf({ first, last, quoting }: Cue): Phrase[] {
  if (!quoting) return [{ from: first, to: last }];
  return quoting.speaker ? [quoting.saying] : [quoting.verb, quoting.saying];
}

/** "He's said": the source is "He". */
function withoutClitic(seen: View, span: Span): Span {
  const match = /^(?:he|she|it|they|we|i|you|who)(?=['’])/i.exec(seen.text.slice(span.start, span.end));
  return match ? { start: span.start, end: span.start + match[0].length } : span;
}
