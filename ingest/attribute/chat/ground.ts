import type { Attribution, OwnStatement, Sentence, Span } from '../../../src/claim.ts';
import { type Haystack, haystack, locate } from './locate.ts';
import { type Answer, type Found, PROMPT_WORDS } from './prompt.ts';

/** Why parts of an answer were dropped, and how many. */
export interface Dropped {
  /** Words that do not stand in the passage. */
  invented: number;
  /** Words that do not stand in the passage, but in the instructions and examples that the model was shown. */
  leaked: number;
  /** Words of the passage that cannot be what they are said to be there. */
  misplaced: number;
}

/** An attribution that stands in its passage. */
export interface Grounded {
  attribution: Attribution;
  /** The one that reports it. */
  outer?: Grounded;
  /** Set where it goes on with speech of an earlier passage, in which its source has still to be found. */
  continues?: { quoted: boolean };
}

/** What of an answer the passage bears out; offsets are those of the document. */
export interface Evidence {
  attributions: Grounded[];
  own: OwnStatement[];
  dropped: Dropped;
}

/** The passage that was asked about: its place in the document, and its sentences. */
interface Place extends Span {
  sentences: readonly Sentence[];
}

/**
 * By what the passage itself shows: words in quotation marks, a paraphrase, one that goes on from the passage before, and
 * a wish or plan, which is no claim. Alike those of the rules for the same; a model's own figures were never calibrated.
 */
const CONFIDENCE = { quoted: 0.9, paraphrased: 0.75, continued: 0.7, unasserted: 0.4, own: 0.65 };
/** A source and its words stand at most this many sentences apart. */
const REACH = 2;
/** A sentence that reports somebody is the writer's own too where as much as this of it is left. */
const OWN_WORDS = 8;
const OWN_SHARE = 0.4;
/** A single word may stand there by chance. */
const FEWEST_LEAKED_WORDS = 2;

/** Holds an answer against its passage. Nothing that is kept has other words than the document. */
export function ground(text: string, place: Place, answer: Answer): Evidence {
  const passage = haystack(text.slice(place.start, place.end));
  const dropped: Dropped = { invented: 0, leaked: 0, misplaced: 0 };
  const attributions: Grounded[] = [];
  const taken = new Set<string>();
  for (const found of answer.attributions) {
    const placed = placeOf(passage, found, taken);
    const attribution = typeof placed === 'string' ? placed : attributionOf(passage, place, { found, placed });
    if (typeof attribution === 'string') dropped[attribution]++;
    else if (!found.continues || attribution.source.length > 0) attributions.push({ attribution });
    else attributions.push({ attribution, continues: { quoted: found.manner === 'direct' } });
  }
  nest(attributions);
  const reported = attributions.flatMap(({ attribution: { source, cue, content, confidence } }) =>
    confidence > CONFIDENCE.unasserted ? [...source, ...cue, ...content] : [],
  );
  const own = ownOf(answer.own, { passage, place, reported }, dropped);
  for (const { attribution } of attributions)
    for (const field of ['source', 'cue', 'content'] as const)
      attribution[field] = attribution[field].map((span) => shifted(span, place.start));
  return { attributions, own, dropped };
}

interface Placed {
  source: Span[];
  cue: Span[];
  content: Span[];
}

/** Where the parts of an attribution stand, or why they cannot be placed. */
function placeOf(passage: Haystack, found: Found, taken: Set<string>): Placed | keyof Dropped {
  const parts = found.content.map((words) => locate(passage, words));
  const missing = found.content.find((_, i) => parts[i]?.length === 0);
  if (missing !== undefined) return isLeaked(missing) ? 'leaked' : 'invented';
  const named = found.source === null ? [] : locate(passage, found.source);
  if (found.source !== null && named.length === 0) return isLeaked(found.source) ? 'leaked' : 'invented';
  const cues = found.cue === null ? [] : locate(passage, found.cue);
  const candidates = (parts[0] ?? []).flatMap((first) => {
    const content = inOrder(first, parts.slice(1));
    return content ? [candidate(content, { named, cues, taken })] : [];
  });
  const usable = candidates.filter(({ source }) => found.source === null || source.length > 0);
  const best = usable.sort((a, b) => a.cost - b.cost)[0];
  if (!best) return 'misplaced';
  taken.add(keyOf(best.content));
  return best;
}

/** The parts of a content one after another, from the given first one. */
function inOrder(first: Span, rest: Span[][]): Span[] | undefined {
  const content = [first];
  for (const places of rest) {
    const next = places.find(({ start }) => start >= (content.at(-1) as Span).end);
    if (!next) return undefined;
    content.push(next);
  }
  return content;
}

/** One reading of where an attribution stands, with its nearest source and cue; it costs the distances between them. */
function candidate(
  content: Span[],
  { named, cues, taken }: { named: Span[]; cues: Span[]; taken: ReadonlySet<string> },
): Placed & { cost: number } {
  const outside = (span: Span) => content.every((part) => span.end <= part.start || span.start >= part.end);
  const cue = nearest(cues.filter(outside), content);
  const source = nearest(named.filter(outside), cue ? [...content, cue] : content);
  const cost =
    (cue ? distance(cue, content) : 0) +
    (source ? distance(source, cue ? [...content, cue] : content) : 0) +
    // The same words said twice are meant once each.
    (taken.has(keyOf(content)) ? Number.MAX_SAFE_INTEGER : 0);
  return { source: source ? [source] : [], cue: cue ? [cue] : [], content, cost };
}

function nearest(places: Span[], to: Span[]): Span | undefined {
  return places.reduce<Span | undefined>(
    (best, place) => (best && distance(best, to) <= distance(place, to) ? best : place),
    undefined,
  );
}

function distance(span: Span, to: Span[]): number {
  return Math.min(...to.map((other) => Math.max(0, other.start - span.end, span.start - other.end)));
}

function keyOf(content: Span[]): string {
  return content.map(({ start, end }) => `${start}-${end}`).join();
}

/** An attribution with what the passage shows of its manner, or why the passage does not bear it out. */
function attributionOf(
  { text }: Haystack,
  place: Place,
  { found, placed }: { found: Found; placed: Placed },
): Attribution | keyof Dropped {
  const enclosed = placed.content.map((span) => withMarks(text, span));
  const quoted = enclosed.some(({ marked }) => marked);
  const { source, cue } = placed;
  // Nobody is named, nothing reports, nothing is quoted: then nothing says that somebody said it.
  if (source.length === 0 && cue.length === 0 && !quoted && !found.continues) return 'misplaced';
  if ([...source, ...cue].some((span) => sentencesBetween(place, span, placed.content) > REACH)) return 'misplaced';
  const direct = found.manner === 'direct' && (quoted || followsLabel(text, placed));
  return {
    source,
    cue,
    content: enclosed.map(({ start, end }) => ({ start, end })),
    manner: direct ? 'direct' : 'indirect',
    confidence: confidenceOf(found, direct),
    ...(found.denied ? { denied: true } : {}),
  };
}

function confidenceOf({ asserted, continues }: Found, direct: boolean): number {
  if (!asserted) return CONFIDENCE.unasserted;
  if (continues) return CONFIDENCE.continued;
  return direct ? CONFIDENCE.quoted : CONFIDENCE.paraphrased;
}

const OPENING = /["“„«»「『]/u;
const CLOSING = /["”“»«」』]/u;
/** Single marks are apostrophes too, and count only in pairs. */
const SINGLE_OPENING = /['‘]/u;
const SINGLE_CLOSING = /['’]/u;

/** The span with the quotation marks that stand directly around it, and whether they make it a quotation. */
function withMarks(text: string, { start, end }: Span): Span & { marked: boolean } {
  const [before, after] = [text[start - 1] ?? '', text[end] ?? ''];
  if (SINGLE_OPENING.test(before) && SINGLE_CLOSING.test(after))
    return { start: start - 1, end: end + 1, marked: true };
  const span = { start: OPENING.test(before) ? start - 1 : start, end: CLOSING.test(after) ? end + 1 : end };
  return { ...span, marked: isMarked(text.slice(span.start, span.end)) };
}

/** Begins with a mark, or ends with one that was opened before: the plan was "a danger" is a paraphrase. */
function isMarked(words: string): boolean {
  const [first, last] = [words[0] ?? '', words.at(-1) ?? ''];
  const single = SINGLE_OPENING.test(first) && SINGLE_CLOSING.test(last);
  return OPENING.test(first) || single || (CLOSING.test(last) && !OPENING.test(words.slice(0, -1)));
}

/** "NAME: words": a transcript quotes without marks. */
function followsLabel(text: string, { source, content }: Placed): boolean {
  const [name] = source;
  const [first] = content;
  return (
    name !== undefined && first !== undefined && /^[*_]*\s*[:：][*_]*\s*$/u.test(text.slice(name.end, first.start))
  );
}

function sentencesBetween({ start, sentences }: Place, span: Span, content: Span[]): number {
  const at = (offset: number) => sentences.findIndex((sentence) => offset < sentence.end - start);
  const own = at(span.start);
  return Math.min(
    ...content.map((part) => Math.max(0, at(part.start) - own, own - at(Math.max(part.start, part.end - 1)))),
  );
}

/** Who stands with cue and content inside what another says is reported by that one. */
function nest(grounded: Grounded[]): void {
  const size = (spans: Span[]) => spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const isIn = (span: Span, spans: Span[]) => spans.some(({ start, end }) => start <= span.start && span.end <= end);
  for (const inner of grounded) {
    const { source, cue, content } = inner.attribution;
    let least = Number.POSITIVE_INFINITY;
    for (const outer of grounded) {
      const extent = size(outer.attribution.content);
      // Strictly within, so that no chain closes on itself.
      if (extent <= size(content) || extent >= least) continue;
      if (![...source, ...cue, ...content].every((span) => isIn(span, outer.attribution.content))) continue;
      least = extent;
      inner.outer = outer;
    }
  }
}

/** The whole sentences that the words stand for; what is dropped is counted. */
function ownOf(
  own: readonly string[],
  { passage, place, reported }: { passage: Haystack; place: Place; reported: Span[] },
  dropped: Dropped,
): OwnStatement[] {
  const stated = new Map<Sentence, OwnStatement>();
  for (const words of own) {
    const spans = locate(passage, words).map((span) => shifted(span, place.start));
    if (spans.length === 0) {
      dropped[isLeaked(words) ? 'leaked' : 'invented']++;
      continue;
    }
    const theirs = place.sentences.filter(
      (sentence) =>
        spans.some((span) => overlap(span, sentence) * 2 >= sentence.end - sentence.start) &&
        !isQuoted(passage.text.slice(sentence.start - place.start, sentence.end - place.start)) &&
        isOwn(passage.text, shifted(sentence, -place.start), reported),
    );
    if (theirs.length === 0) dropped.misplaced++;
    for (const sentence of theirs)
      stated.set(sentence, {
        content: { start: sentence.start, end: sentence.end },
        confidence: CONFIDENCE.own,
      });
  }
  return [...stated.values()];
}

/** Somebody's words, even where the text does not say whose. */
function isQuoted(sentence: string): boolean {
  return isMarked(sentence) && CLOSING.test(sentence.at(-1) ?? '');
}

/** Whether enough of a sentence is left without who is reported in it and what they say. */
function isOwn(text: string, sentence: Span, reported: Span[]): boolean {
  const inside = reported.filter((span) => overlap(span, sentence) > 0).sort((a, b) => a.start - b.start);
  if (inside.length === 0) return true;
  let rest = '';
  let at = sentence.start;
  for (const { start, end } of inside) {
    rest += `${text.slice(at, Math.max(at, start))} `;
    at = Math.max(at, end);
  }
  rest += text.slice(at, Math.max(at, sentence.end));
  const left = countWords(rest);
  return left >= OWN_WORDS && left >= OWN_SHARE * countWords(text.slice(sentence.start, sentence.end));
}

function countWords(text: string): number {
  return text.match(/\p{Script=Han}|[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

const PROMPT = haystack(PROMPT_WORDS);

function isLeaked(words: string): boolean {
  return countWords(words) >= FEWEST_LEAKED_WORDS && locate(PROMPT, words).length > 0;
}

function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
