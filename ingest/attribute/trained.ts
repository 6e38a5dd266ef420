import type { Extractor, Span } from '../../src/claim.ts';
import { citedIn, spansOf, withCited, withoutCitations } from './citing.ts';
import type { Frame } from './contents.ts';
import { type Cue, cuesOf, isReporting } from './cues.ts';
import { extractDamaged } from './damaged.ts';
import { isCommon } from './features.ts';
import { hintsOf } from './hints.ts';
import { assemble, type Report, readByRules } from './index.ts';
import { type Interruption, interruptionsOf, reportOf } from './interruptions.ts';
import type { Link, Stretch } from './link.ts';
import { ownStatements } from './own.ts';
import { phrasesOf } from './phrases.ts';
import { REACH, subjectOfHearsay } from './sources.ts';
import type { Structure } from './structure.ts';
import { loadTagger, tag } from './tagger.ts';
import { Finder, type Line, spanOf as spanOfTokens, type Token, type View } from './tokens.ts';
import { viewsOf } from './views.ts';
import { type Unit, unitsOf } from './words.ts';

/**
 * Attribution by a BiLSTM-CRF with pointers (see `model/MODEL.md`), and by the same block structure as the rules: where
 * the layout says who speaks, it wins. Names reach the network as one class, whoever they name. Cost is linear.
 */
export const trained: Extractor = {
  name: 'bilstm-4',
  async extract(document) {
    if (document.quality === 'damaged') return extractDamaged(document.text, document.blocks);
    const tagger = await loadTagger();
    const { seen, structure, reports } = readByRules(document);
    const interruptions = interruptionsOf(seen).filter(({ line }) => !structure.owner.has(line.block));
    const interrupting = interruptions.map((found) => reportOf(seen, found));
    const byRules = besidesSentencesOf(interruptions, seen, reports);
    const all = unitsOf(document, (word) => isCommon(tagger.vocabulary, word), seen.quotations);
    // What a sentence reports is read without the clause that interrupts it.
    const reduced = withoutHoles(all, seen, interruptions);
    const { units } = reduced;
    const cues = cuesOf(seen);
    const links = await tag(tagger, units, hintsOf(seen, byRules, cues, units));
    const views = [...viewsOf(seen), ...phrasesOf(seen)].filter(({ block }) => !structure.owner.has(block));
    const sure = [...byRules.filter((report) => isSure(seen, report)), ...views];
    const cited = citedIn(seen);
    const byNetwork = withoutCitations(
      seen,
      reportsOf(seen, reduced, links, structure, { byRules, sure, cues }),
      cited,
    );
    const following = byRules.filter(({ follows }) => follows);
    const found = [...interrupting, ...withFollowing(byNetwork, following)];
    const others = byRules.filter((report) => !isSure(seen, report) && !report.follows);
    const joined = [...sure, ...found, ...besides(seen, [...found, ...sure], others, structure)]
      .filter((report) => !isEvidence(seen, report))
      .sort((a, b) => a.frame.cue.first - b.frame.cue.first);
    const attributions = assemble(
      seen,
      withCited(seen, withoutCitations(seen, withoutDoubles(seen, joined), cited), cited),
      structure,
    );
    const spoken = attributions.filter((a) => a.plain).map((a) => a.attribution);
    return { attributions: attributions.map((a) => a.attribution), own: ownStatements(seen, spoken, structure) };
  },
};

/** What the rules know better than the network: who is only quoted, and layout, which it does not read. */
function isSure(seen: View, report: Report): boolean {
  return report.frame.cue.quoting !== undefined || isLaidOut(seen, report);
}

/** A quotation over several blocks, or words of one block whose speaker another names. */
function isLaidOut(seen: View, { frame, block, signed }: Report): boolean {
  const { start, end } = seen.blocks[block]!;
  return (
    signed === true ||
    frame.quotations.some((quotation) => seen.quotations[quotation]!.spans.length > 1) ||
    frame.content.some((span) => span.start < start || span.end > end)
  );
}

/** What the network found beside what is laid out, in the form of the rules. */
function reportsOf(
  seen: View,
  { units, cuts, interruptions }: Reduced,
  links: Link[],
  structure: Structure,
  { byRules, sure, cues }: { byRules: Report[]; sure: Report[]; cues: Map<number, Cue> },
): Report[] {
  const taken = new Uint8Array(seen.text.length);
  const near = new Map<number, number>();
  for (const { frame, block } of byRules)
    if (frame.direct && frame.source) for (const quotation of frame.quotations) near.set(quotation, block);
  for (const { frame } of sure) {
    for (const { start, end } of frame.content) taken.fill(1, start, end);
    for (let i = frame.cue.first; i < frame.cue.last; i++) taken.fill(1, seen.tokens[i]!.start, seen.tokens[i]!.end);
  }
  const lines = new Finder(seen.lines);
  const interrupted = new Set(interruptions.map(({ line }) => line));
  const tokens = new Finder(seen.tokens);
  const introductions = new Set(structure.found.map((layout) => layout.cue?.start));
  const spanOf = (stretch: Stretch | undefined): Span | undefined =>
    stretch && { start: units[stretch.from]!.start, end: units[stretch.to - 1]!.end };
  // An interrupted sentence is the report of whoever interrupts it.
  const beforeNext = ({ start, end }: Span): Span => {
    const last = lines.at(end - 1);
    return last && interrupted.has(last) && start < last.start
      ? { start, end: endBefore(seen.text, last.start) }
      : { start, end };
  };
  const reports: Report[] = [];
  for (const link of links) {
    const cue = spanOf(link.cue);
    const hearsay = cue && hearsayOf(seen, tokens, cue);
    const pointed =
      hearsay ?? afterOpening(seen.text, beforeAdverb(seen.text, outsideBracket(seen.text, spanOf(link.source))), cue);
    if (cue && (introductions.has(cue.start) || taken[cue.start])) continue;
    if (pointed && NOT_A_SOURCE.test(seen.text.slice(pointed.start, pointed.end))) continue;
    if (link.content.some((stretch) => isAccordingTo(units, stretch))) continue;
    const known = cue && (cues.get(tokens.index(cue.start)) ?? (hearsay && cues.get(tokens.index(cue.end - 1))));
    // Inside what somebody reports, only speech is a claim of others beside it.
    if (cue && interrupted.has(lines.at(cue.start)!) && !isSpeech(known, seen.tokens)) continue;
    const told = cue && lines.at(cue.start)?.block;
    const pieces = link.content
      .map((stretch) => beforeNext(spanOf(unbroken(stretch, cuts))!))
      .filter(({ start, end }) => {
        if (taken[start] || taken[end - 1]) return false;
        if (hearsay && start < hearsay.end && end > hearsay.start) return false;
        const quotation = seen.tokens[tokens.index(start)]?.quotation ?? -1;
        // “…, she said. …” goes on in marks, and without them it ends with the sentence.
        if (cue && quotation < 0 && lines.index(start) > lines.index(cue.start)) return false;
        if (cue && interrupted.has(lines.at(start)!) && lines.at(start) !== lines.at(cue.start)) return false;
        // A quotation has its speaker beside it rather than in another block.
        const beside = near.get(quotation);
        return beside === undefined || beside === told || beside !== lines.at(start)?.block;
      });
    if (pointed) skipRelativePronoun(seen.text, pointed, pieces);
    const source = pointed && whole(seen.text, pointed, pieces);
    if (source && cue && (known?.kind === 'say' || known?.kind === 'tell'))
      skipOwnReport(seen.text, { source, cue }, pieces);
    if (!pieces.length) continue;
    if (cue) skipAside(seen.text, cue, pieces[0]!);
    if (source) skipRelative(seen.text, source, pieces[0]!);
    for (const piece of pieces) withMainClause(seen, lines, piece);
    for (const piece of pieces) wholeQuotations(seen, tokens, piece);
    for (const piece of pieces) withinSentence(seen, lines, piece);
    const first = lines.at((cue ?? pieces[0]!).start);
    // Whose a list or a turn is, its layout says; what it reports in turn is left to the rules.
    const content = pieces.filter((piece) => !structure.owner.has(lines.at(piece.start)?.block ?? -1));
    if (!content.length || !first) continue;
    const quoted = quotationsIn(seen, tokens, content);
    const direct = isQuoted(seen, tokens, content);
    // Of headings, what they quote and what they plainly report.
    if (seen.blocks[first.block]!.kind === 'heading' && (!quoted.length || (!direct && !known))) continue;
    const at = tokens.index((cue ?? content[0]!).start);
    const named = source && tokens.index(source.start);
    reports.push({
      block: first.block,
      found: { source, cue, confidence: confidenceOf(link.certainty) },
      frame: {
        cue:
          known ??
          unknownCue(
            seen,
            at,
            cue,
            direct || isSaid(seen.text, cue, content[0]!) || isAfterColon(seen.text, source, content[0]!),
          ),
        source: named === undefined ? undefined : { from: named, to: named + 1 },
        content,
        quotations: quoted,
        direct,
        after: cue !== undefined && cue.start > content[0]!.start,
        introduces: false,
      },
    });
  }
  return reports;
}

/** Without what is nobody's and is told by no word, where it is all of a report that somebody makes: "[It expected the worst]". */
function withoutDoubles({ tokens }: View, reports: Report[]): Report[] {
  const startOf = ({ frame, found }: Report) =>
    found ? found.source?.start : frame.source && tokens[frame.source.from]!.start;
  const sources = new Set(reports.map(startOf));
  return reports.filter(
    ({ frame, found }) => frame.direct || !found || found.source || found.cue || !sources.has(frame.content[0]!.start),
  );
}

/** What the rules find outside interrupted sentences, which they read as they stand; quotations are what they are. */
function besidesSentencesOf(interruptions: Interruption[], { tokens }: View, reports: Report[]): Report[] {
  const sentences = new Finder(interruptions.map(({ line }) => line));
  return reports.filter(({ frame }) => {
    const { start } = tokens[frame.cue.first]!;
    const sentence = sentences.at(start);
    return frame.direct || !sentence || start < sentence.start;
  });
}

/** Units that are left of a text without its interruptions, and before which of them others were left out. */
interface Reduced {
  units: Unit[];
  cuts: ReadonlySet<number>;
  interruptions: Interruption[];
}

function withoutHoles(units: Unit[], { tokens }: View, interruptions: Interruption[]): Reduced {
  const holes = interruptions.map(({ hole }) => ({ start: tokens[hole.from]!.start, end: tokens[hole.to - 1]!.end }));
  const cuts = new Set<number>();
  let at = 0;
  const kept: Unit[] = [];
  for (const unit of units) {
    while (at < holes.length && holes[at]!.end <= unit.start) at++;
    const hole = holes[at];
    if (hole && hole.start <= unit.start && unit.end <= hole.end && unit.end > unit.start) cuts.add(kept.length);
    else kept.push(unit);
  }
  return { units: kept, cuts, interruptions };
}

/** Where words end before an offset. */
function endBefore(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(text[end - 1]!)) end--;
  return end;
}

/** As much of a stretch as stands before the first place at which something was left out inside it. */
function unbroken({ from, to }: Stretch, cuts: ReadonlySet<number>): Stretch {
  let end = from + 1;
  while (end < to && !cuts.has(end)) end++;
  return { from, to: end };
}

/** A report of speech, and not of a wish, an attitude or what might be said. */
function isSpeech(cue: Cue | undefined, tokens: Token[]): boolean {
  if (!cue || cue.modal || !/^(?:say|tell|according|object)$/.test(cue.kind) || ATTITUDE.test(cue.lemma)) return false;
  return !tokens.slice(cue.first, cue.last).some(({ word }) => UNDONE.test(word));
}

const UNDONE = /^(?:will|can|cannot|must|shall|won't|can't)$/;
const ATTITUDE =
  /^(?:think|believe|know|feel|fear|worry|hope|expect|imagine|guess|realize|realise|understand|recogni[sz]e|doubt|wonder|learn|find|show|indicate|determine|hold|favou?r|support|back|oppose|encourage|seek|prefer|want|admire|embrace|focus_on|honou?r)$/;

/** "As the scandal showed, ...", "history teaches that": events are evidence of who speaks of them, and say nothing. */
function isEvidence(seen: View, report: Report): boolean {
  const { source, cue } = spansOf(seen, report);
  if (!source || !cue) return false;
  return SHOWS.test(seen.text.slice(cue.start, cue.end)) && EVENT.test(seen.text.slice(source.start, source.end));
}

const SHOWS =
  /\b(?:show(?:s|n|ed)?|reveal(?:s|ed)?|prov(?:e[sd]?|en)|demonstrat(?:es|ed|e)|illustrat(?:es|ed|e)|teach(?:es)?|taught|suggest(?:s|ed)?|indicat(?:es|ed|e)|confirm(?:s|ed)?|mean[st]?)$/i;
const EVENT =
  /\b(?:scandals?|affairs?|history|experience|events?|episodes?|cris[ie]s|facts?|evidence|examples?|incidents?|past|reality|practice|developments?|pandemic|wars?|outcomes?|cases?|successes|success|failures?|disclosures?|revelations?|leaks?|hacks?|attacks?|breach(?:es)?)$/i;

/** An article or a demonstrative alone. */
const NOT_A_SOURCE = /^(?:an?|the|th[eo]se|th(?:is|at))$/i;

/** “...,” noted [one official who was there]: what is said beside a quotation, and holds who says it, is who says it. */
function whole(text: string, source: Span, pieces: Span[]): Span {
  // "[Commissioner] Ada Stone said": a title right before the name.
  const isTitle = ({ start, end }: Span) =>
    source.start - end === 1 && TITLE.test(text.slice(start, Math.min(end, start + LONGEST_TITLE)));
  const title = pieces.length < 2 ? -1 : pieces.findIndex(isTitle);
  if (title >= 0) return { start: pieces.splice(title, 1)[0]!.start, end: source.end };
  const at = pieces.length < 2 ? -1 : pieces.findIndex(({ start, end }) => start <= source.start && source.end < end);
  const [piece] = at < 0 ? [] : pieces.splice(at, 1);
  if (!piece) return source;
  const clause = /,?\s(?:who|which|that|whose)\b|[,;:]/.exec(text.slice(source.end, piece.end));
  return { start: source.start, end: clause ? source.end + clause.index : piece.end };
}

/** In characters. */
const LONGEST_TITLE = 120;
/** A few words without a mark, none of which begins a clause. */
const TITLE =
  /^(?!(?:which|that|who|whom|whose|what|when|where|while|why|how|as|and|but|if|because|so|than|to)\b)[\p{L}'’-]+(?:\s[\p{L}'’-]+){0,5}$/u;

/** "(AFP) The minister": a source that begins inside a bracket begins after it. */
function outsideBracket(text: string, source: Span | undefined): Span | undefined {
  if (!source) return undefined;
  const words = text.slice(source.start, source.end);
  const close = words.indexOf(')');
  if (close < 0 || words.lastIndexOf('(', close) >= 0) return source;
  const rest = words.slice(close + 1);
  const start = source.start + close + 1 + (rest.length - rest.trimStart().length);
  return start < source.end ? { start, end: source.end } : source;
}

/** "The bank [neither] confirmed nor denied it": what belongs to the verb is no part of who acts. */
function beforeAdverb(text: string, source: Span | undefined): Span | undefined {
  const adverb = source && /\s+(?:neither|never|not|nor)$/i.exec(text.slice(source.start, source.end));
  return adverb ? { start: source.start, end: source.end - adverb[0].length } : source;
}

/** "In a letter seen by [the Herald, the minister] said": a subject does not begin inside the phrase that opens its sentence. */
function afterOpening(text: string, source: Span | undefined, cue: Span | undefined): Span | undefined {
  if (!source || !cue || cue.start < source.end) return source;
  if (!OPENS_INSIDE.test(text.slice(Math.max(0, source.start - OPENING_REACH), source.start))) return source;
  const comma = /^[^,]*,\s+/.exec(text.slice(source.start, source.end));
  return comma && comma[0].length < source.end - source.start
    ? { start: source.start + comma[0].length, end: source.end }
    : source;
}

/** In characters: room for the words that {@link OPENS_INSIDE} looks for. */
const OPENING_REACH = 80;
const OPENS_INSIDE =
  /(?:^|[.!?”"]\s+|\n)(?:In|At|On|During|After|Before|For|With|Speaking|Writing)\b[^.,;:!?]*\b(?:by|in|to|with|from|of|at|on|for)\s+$/;

/** "According [to the mayor, the bridge is safe]": the network took who says it for what he says. */
function isAccordingTo(units: Unit[], { from }: Stretch): boolean {
  return units[from]!.word === 'to' && units[from - 1]?.word === 'according';
}

/** "She argued, as she had before, that ...": what stands between belongs to the report. */
function skipAside(text: string, cue: Span, piece: Span): void {
  if (piece.start < cue.end || !/,\s*$/.test(text.slice(cue.end - 1, piece.start))) return;
  const aside = ASIDE.exec(text.slice(piece.start, Math.min(piece.end, piece.start + LONGEST_ASIDE)));
  if (aside) piece.start += aside[0].length;
}

const ASIDE =
  /^(?:as|in|on|at|during|after|before|when|while|despite|with|without|like|for|from|to)\b[^,.;:“”"]*,\s+(?=that\b)/i;
/** In characters: some fifteen words. */
const LONGEST_ASIDE = 100;

/** "[A spokesman said it was safe]": what is said does not begin with who says it. */
function skipOwnReport(text: string, { source, cue }: { source: Span; cue: Span }, pieces: Span[]): void {
  const [first] = pieces;
  if (!first || first.start !== source.start || cue.start < source.end || cue.end + 2 > first.end) return;
  if (!/^\s*$/.test(text.slice(source.end, cue.start))) return;
  const gap = /^\s*/.exec(text.slice(cue.end, first.end))![0].length;
  first.start = cue.end + gap;
}

/** "A video in [which] she said": the pronoun leads to who says it. */
function skipRelativePronoun(text: string, source: Span, pieces: Span[]): void {
  const at = pieces.findIndex(({ start, end }) => {
    if (end >= source.start || source.start - end > 2 || end - start > LONGEST_PRONOUN) return false;
    return IN_WHICH.test(text.slice(Math.max(0, start - LONGEST_PRONOUN), end));
  });
  if (at >= 0 && pieces.length > 1) pieces.splice(at, 1);
}

/** In characters. */
const LONGEST_PRONOUN = 8;
const IN_WHICH = /\b(?:in|on|at|during|by|with|to|from)\s(?:which|whom)$/i;

/** "According to a report, which the firm had ordered, the plan ...": the clause belongs to the report. */
function skipRelative(text: string, source: Span, piece: Span): void {
  if (piece.start < source.end || !/^\s*,\s*$/.test(text.slice(source.end, piece.start))) return;
  const clause = RELATIVE.exec(text.slice(piece.start, Math.min(piece.end, piece.start + LONGEST_ASIDE)));
  if (clause) piece.start += clause[0].length;
}

const RELATIVE = /^(?:which|who|whose|whom)\b[^,.;:“”"]*,\s+/i;

/** "He said that if the firm fails, it must pay": a condition alone is no content. */
function withMainClause({ text }: View, lines: Finder<Line>, piece: Span): void {
  if (
    text[piece.end] !== ',' ||
    !CONDITION.test(text.slice(piece.start, Math.min(piece.end, piece.start + LONGEST_CONDITION)))
  )
    return;
  const line = lines.at(piece.start);
  if (!line || line.end <= piece.end || line.end - piece.end > LONGEST_CLAUSE) return;
  const rest = text.slice(piece.end, line.end).replace(/[.;]?\s*$/, '');
  if (!/["“”„«»]/.test(rest) && !SAYS.test(rest)) piece.end += rest.length;
}

/** In characters: some forty words. */
const LONGEST_CONDITION = 240;
/** The same of what follows the condition. */
const LONGEST_CLAUSE = 480;
const CONDITION = /^(?:that\s+)?(?:if|unless|when|once)\s[^,;:“”"]*$/i;
/** A reporting clause behind a condition: "if it fails, he said". */
const SAYS = /^,\s+(?:\S+\s+){0,4}(?:said|says|added|adds|told|tells|argued|argues|warned|warns|wrote|writes)\b/i;

/** A content that begins or ends inside a quotation has all of it: two people do not share a pair of marks. */
function wholeQuotations(seen: View, tokens: Finder<Token>, piece: Span): void {
  const first = seen.tokens[tokens.index(piece.start)];
  const last = seen.tokens[tokens.index(piece.end - 1)];
  const at = (token: Token | undefined): Span => {
    const quotation = token && seen.quotations[token.quotation];
    return quotation?.closed ? quotation.spans[0]! : piece;
  };
  piece.start = Math.min(piece.start, at(first).start);
  piece.end = Math.max(piece.end, at(last).end);
}

/** “...” and the beginning of the next sentence: what goes on in no quotation ends with its sentence. */
function withinSentence({ lines: all, tokens }: View, lines: Finder<Line>, piece: Span): void {
  for (let i = lines.index(piece.start); i + 1 < all.length && piece.end > all[i + 1]!.start; i++) {
    const [last, next] = [tokens[all[i]!.last - 1], tokens[all[i + 1]!.first]];
    if (last && next && (last.quotation < 0 || last.quotation !== next.quotation)) {
      piece.end = Math.min(piece.end, all[i]!.end);
      return;
    }
  }
}

/** Reports of speech by the rules that stand inside what the network found, or where it found nothing at all. */
function besides(seen: View, found: Report[], byRules: Report[], structure: Structure): Report[] {
  const covered = new Uint8Array(seen.text.length);
  const cued = new Uint8Array(seen.text.length);
  for (const { frame, found: spans } of found) {
    for (const { start, end } of frame.content) covered.fill(1, start, end);
    if (spans?.cue) cued.fill(1, spans.cue.start, spans.cue.end);
  }
  const tokens = new Finder(seen.tokens);
  return byRules.filter(({ frame, block }) => {
    if (structure.owner.has(block)) return true;
    const at = seen.tokens[frame.cue.first]!.start;
    const last = seen.tokens[frame.cue.last - 1]!.end;
    if (cued.subarray(at, last).some(Boolean)) return false;
    if (!frame.source || frame.cue.modal) return false;
    if (!frame.direct && !/^(?:say|tell|according)$/.test(frame.cue.kind) && !isJudgement(seen, frame)) return false;
    if (covered[at]) return frame.content.every((span) => covered[span.start] && covered[span.end - 1]);
    return (
      (frame.direct || /^(?:according|object)$/.test(frame.cue.kind) || isPlainly(seen, tokens, frame)) &&
      !frame.content.some((span) => covered.subarray(span.start, span.end).some(Boolean))
    );
  });
}

/** "slammed the plan as a trap", "called it “a trap”". */
function isJudgement({ text }: View, { cue, content, quotations }: Frame): boolean {
  if (cue.kind !== 'object' || cue.form === 'base' || !JUDGES.test(cue.lemma)) return false;
  return quotations.length > 0 || content.some(({ start, end }) => /\bas\b/.test(text.slice(start, end)));
}

const JUDGES =
  /^(?:call|describe|dismiss|denounce|condemn|critici[sz]e|blast|slam|attack|mock|ridicule|decry|deride|reject|portray|characteri[sz]e|label|dub|brand|hail|praise|welcome|applaud|defend|rebuke|assail|accuse|deny|bash)$/;

/** "..., that ...", and a sentence that is in part a quotation before "said X": no other reading is likely. */
function isPlainly(seen: View, tokens: Finder<Token>, { after, quotations, content, cue }: Frame): boolean {
  if (after) return quotations.length > 0;
  const at = tokens.index(content[0]!.start);
  return at > cue.last && seen.tokens.slice(at - 1, at + 1).some(({ word }) => word === 'that');
}

/** Quotations of which the network knows no speaker are of whoever the sentence before reports. */
function withFollowing(found: Report[], following: Report[]): Report[] {
  const isNobodys = ({ found: spans }: Report) => !spans?.source && !spans?.cue;
  const held = new Set(found.filter((one) => !isNobodys(one)).flatMap(({ frame }) => frame.quotations));
  const taken = following.filter(({ frame }) => !held.has(frame.quotations[0]!));
  const quoted = new Set(taken.map(({ frame }) => frame.quotations[0]));
  return [...found.filter((one) => !isNobodys(one) || !one.frame.quotations.some((q) => quoted.has(q))), ...taken];
}

/** "The firm's friends reply that ...", "Opponents, among them the bank, say ...". */
function isSaid(text: string, cue: Span | undefined, { start }: Span): boolean {
  if (cue === undefined || cue.end + 1 !== start) return false;
  return /^that\s/i.test(text.slice(start, start + 5)) || /\bsa(?:y|ys|id)$/i.test(text.slice(cue.start, cue.end));
}

/** The subject of "is said to have told", whose words they are said to be. */
function hearsayOf({ tokens }: View, finder: Finder<Token>, cue: Span): Span | undefined {
  const [first, last] = [finder.index(cue.start), finder.index(cue.end - 1)];
  const to = tokens.slice(first, last).findIndex(({ word }) => word === 'to') + first;
  if (to <= first || last - to > 3 || !isReporting(tokens[last]!.word)) return undefined;
  const subject = subjectOfHearsay(tokens, to, Math.max(0, first - REACH));
  return subject && spanOfTokens(tokens, subject.from, subject.to);
}

/** "Smith: The plan is dead." */
function isAfterColon(text: string, source: Span | undefined, { start }: Span): boolean {
  return source !== undefined && /^:\s*$/.test(text.slice(source.end, start));
}

/** A reporting expression that the rules do not know: what it says of itself decides. */
function unknownCue(seen: View, first: number, cue: Span | undefined, isSaid: boolean): Cue {
  const words = cue ? seen.text.slice(cue.start, cue.end) : '';
  let last = first + 1;
  while (cue && last < seen.tokens.length && seen.tokens[last]!.start < cue.end) last++;
  return {
    first,
    last,
    kind: isSaid ? 'say' : 'object',
    form: 'none',
    denied: DENIED.test(words),
    passive: false,
    modal: /\b(?:would|could|might|may|should)\b/i.test(words),
    lemma: words.toLowerCase(),
  };
}

const DENIED = /\b(?:not|never|cannot|den(?:y|ies|ied|ying)|refut\w+|disput\w+|reject\w+)\b|n[’']t\b/i;

function quotationsIn(seen: View, tokens: Finder<Token>, content: Span[]): number[] {
  const found = new Set<number>();
  for (const { start, end } of content)
    for (let i = tokens.index(start); i < seen.tokens.length && seen.tokens[i]!.start < end; i++)
      if (seen.tokens[i]!.quotation >= 0) found.add(seen.tokens[i]!.quotation);
  return [...found];
}

/** Every word stands in quotation marks. */
function isQuoted(seen: View, tokens: Finder<Token>, content: Span[]): boolean {
  return content.every(({ start, end }) => {
    for (let i = tokens.index(start); i < seen.tokens.length && seen.tokens[i]!.start < end; i++)
      if (seen.tokens[i]!.kind === 'word' && seen.tokens[i]!.quotation < 0) return false;
    return true;
  });
}

/**
 * How often the network is right, who and what, by how certain it is: a line through the tenths of `dev` of PolNeAR, from
 * half right at .15 to nine in ten at .46.
 */
const confidenceOf = (certainty: number) => Math.min(0.9, 0.3 + 1.3 * certainty);
