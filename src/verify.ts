import type { Block, Claim, Quality, Span, Speaker } from './claim.ts';
import type { Difference, Match, VerifyRequest, VerifyResponse } from './contract.ts';
import { TriptychError } from './error.ts';
import { fold, isStopWord, matchQuery, quoteTerm, searchWords, unfold } from './text.ts';

/** A version as verifying reads it. `claims` is read only where a passage is found, so that it may be loaded late. */
export interface PassageVersion {
  /** Name of the document. */
  document: string;
  /** SHA-256 of the text. */
  version: string;
  title: string | null;
  date: string | null;
  digestOf: string | null;
  quality: Quality;
  text: string;
  /** In order. */
  blocks: Block[];
  claims: Claim[];
}

/** What verifying needs of the store. */
export interface PassageStore {
  /** Blocks of current versions whose words match, most similar first (BM25): the version's id and the block's ordinal. */
  findPassages(match: string, limit: number): { version: number; block: number }[];
  getVersion(id: number): PassageVersion;
  /** In how many blocks each word stands, in the sense of the index (stemmed); a word in none may be absent. */
  wordFrequencies(words: string[]): Map<string, number>;
  /** Everyone whom a name may mean. */
  findSpeakers(name: string): Speaker[];
}

/**
 * Says whether a quotation stands in the documents: `verbatim` where every word, number and inner punctuation mark is the
 * same, `altered` where a passage is recognisably the same, with each difference; else `not-found`.
 * Fails with USAGE where the quotation has no word, or more than {@link MAX_WORDS}.
 */
export function verify(store: PassageStore, request: VerifyRequest): VerifyResponse {
  const readings = readingsOf(request.quotation).map((text) => ({ text, atoms: atomsOf(text, 0, text.length).atoms }));
  const size = readings[0]!.atoms.length;
  if (size === 0) throw new TriptychError('USAGE', 'There is no word to verify: give the quotation.');
  if (size > MAX_WORDS) {
    throw new TriptychError('USAGE', `A quotation of ${size} words is too long: give at most ${MAX_WORDS} at a time.`);
  }
  const results = readings.filter(({ atoms }) => atoms.length > 0).map((reading) => findPlaces(store, reading));
  // Of two equally good readings the later, without the attribution that was pasted along, is the one that was meant.
  const places = results.reduce((best, next) => (rank(next[0]) <= rank(best[0]) ? next : best));
  const found = places.filter(({ version }) => version.quality === 'intact');
  const verdict = found.length === 0 ? 'not-found' : found[0]!.differences.length === 0 ? 'verbatim' : 'altered';
  const attribution =
    request.speaker === undefined || verdict === 'not-found'
      ? null
      : attribute(found, store.findSpeakers(request.speaker));
  const response = { quotation: request.quotation, verdict, attribution, matches: places.map(toMatch) } as const;
  return { ...response, summary: summarise(response, request.speaker, size) };
}

/** A pasted article is longer than any quotation; above this one check would take more than a second. */
export const MAX_WORDS = 5000;

/** Shorter stretches of common words stand in many texts by chance, so that only exact matches count. */
const FEWEST_WORDS = 5;
/**
 * A changed quotation keeps most of its words in order; sentences that merely share a subject keep fewer than half. Above
 * .7, quotations with a third of their words replaced were missed; below .5, invented sentences built around a set phrase were
 * taken for altered ones.
 */
const ALTERED_SHARE = 0.6;
const ALTERED_CONTENT_SHARE = 0.5;
/** Words with meaning that must stand in order; three are enough where nearly everything else does too. */
const FEWEST_CONTENT = 4;
const NEARLY_ALL = 0.8;
/** Share of the best possible score: keeps words scattered over a long text from adding up to a passage. */
const FEWEST_SCORE = 0.3;
/**
 * A word in more blocks than this share is part of set phrases ("the national security of the United States"), which say
 * nothing about where a quotation comes from; the number of blocks is taken from the quotation's most frequent word.
 */
const COMMON_SHARE = 0.02;
const COMMON_BLOCKS = 3;
const FEWEST_UNCOMMON = 2;
/** So many words with meaning in order are more than a set phrase, however common each is; fewer, where little else differs. */
const LONG_RUN = 7;
/** Part of a passage followed by invented words is an altered quotation of it: ten words in a row do not agree by chance. */
const SPLICED_RUN = 10;
const SPLICED_SHARE = 0.4;

/**
 * Share of the words with meaning that may be missing from a stretch that is worth aligning; half would do but for words
 * that are folded (broken at a line end, ligatures) and for passages to which other words were added.
 */
const MOST_MISSING = 0.7;

/** Words at the edge of a quotation that may stand for other words of the same sentence; more are words added to it. */
const EDGE_WORDS = 3;
const MOST_MATCHES = 20;
const MOST_CANDIDATES = 30;
/** As measured: pairs among the five rarest words find every mutated quotation. */
const RAREST = 5;
/** Ranking costs about a microsecond a matching block, so that this keeps the last resort to some 20 ms. */
const POSTINGS = 20_000;
/** Longer quotations are looked up in parts, evenly taken, since their five rarest words may all stand in one block. */
const PART_WORDS = 60;
const MOST_PARTS = 8;
/** Words an ellipsis may hide. */
const HIDDEN_WORDS = 200;
/** Cells of one table of alignment (about 5 ms); beyond, the texts are first tied together where three words agree. */
const CELLS = 400_000;
/** Cells for the whole request. */
const ALL_CELLS = 20_000_000;
/** Passages altered in different ways that one stretch of text can yield. */
const ROUNDS = 5;

/** Scores of alignment: a replaced word must cost less than one dropped and one added, a gap little more when long. */
const SAME_CONTENT = 60;
const SAME_STOP = 30;
const REPLACED = -30;
const GAP = -50;
const LONGER_GAP = -3;
const HIDDEN_GAP = -1;

/** The smallest unit compared: a word without its hyphens, a number with its sign, currency and per cent, a Chinese character. */
interface Atom extends Span {
  key: string;
  /** Punctuation since the atom before, in one set of glyphs. */
  marks: string;
  /** A paragraph or block begins here. */
  opens: boolean;
  /** Ends with the full stop of an abbreviation, which is also that of the sentence. */
  dotted: boolean;
  /** Where a hyphen at a line end may belong to the word: its two halves. */
  halves?: [Atom, Atom];
}

interface Reading {
  text: string;
  atoms: Atom[];
}

/** A stretch of a version that may hold the quotation. */
interface Passage extends Reading {
  version: PassageVersion;
}

interface Place extends Span {
  version: PassageVersion;
  differences: Difference[];
  /** Differences and words in them, differences of punctuation alone not counted. */
  changes: number;
  weight: number;
  page: number | null;
  claims: Claim[];
}

/** For each atom of the quotation the index of its counterpart in the passage, -1 where it has none. */
type Mates = Int32Array;

/** The quotation as it is and, where an attribution was pasted after the closing mark or on a line of its own, without it. */
function readingsOf(quotation: string): string[] {
  const text = quotation.trim();
  const line = /\n\s*[-–—―]\s*[^\n]{1,100}$/u.exec(text);
  const end = closingMark(text) ?? line?.index;
  return end === undefined || !/[\p{L}\p{N}]/u.test(text.slice(end)) ? [text] : [text, text.slice(0, end)];
}

/** Where the mark that encloses the text from its first character closes, if little more than a name follows it. */
function closingMark(text: string): number | undefined {
  if (!/^["“”„«»「『]/u.test(text)) return undefined;
  let depth = 0;
  for (const match of text.matchAll(/["“”„‟«»「」『』]/gu)) {
    const opens = /^$|[\s([{—–-]/u.test(text.charAt(match.index - 1)) && /\S/u.test(text.charAt(match.index + 1));
    depth += /[“„«「『]/u.test(match[0]) || (/["”»]/u.test(match[0]) && opens) ? 1 : -1;
    if (depth <= 0) {
      const end = match.index + 1;
      return atomsOf(text, end, text.length).atoms.length <= 15 ? end : undefined;
    }
  }
  return undefined;
}

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々〆';
const LETTER = `(?![${CJK}])[\\p{L}\\p{N}\\p{M}]`;
/** On folded text. Signs, currencies and per cent belong to the number: "$12" is not "12", "-5" is not "5". */
const ATOM = new RegExp(
  [
    // Nine words in ten, without the slow classes of Unicode.
    `(?<![^ "(])[a-z]+(?:'[a-z]+)*(?=[ ,;:!?)"]|\\.(?: |$)|$)`,
    `[${CJK}]\\p{M}*`,
    `(?<![\\p{L}\\p{N}])(?:\\p{L}\\.){2,}(?:\\p{L}(?![\\p{L}\\p{N}]))?|(?<![\\p{L}\\p{N}])\\p{L}\\.\\p{L}(?![\\p{L}\\p{N}])`,
    `(?:(?<![\\p{L}\\p{N}])[-+±<>≤≥~≈#](?=[\\p{Sc}\\p{Nd}]))?(?:\\p{Sc} ?)?\\p{Nd}+(?:[.,]\\p{Nd}+)*(?:${LETTER})*(?: ?[%‰]|°|\\+| ?\\p{Sc}(?! ?\\p{Nd}))?`,
    `\\[\\p{L}\\](?:${LETTER})+(?:'(?:${LETTER})+)*`,
    `(?:${LETTER})+(?:'(?:${LETTER})+)*`,
  ].join('|'),
  'gu',
);
const IS_CJK = new RegExp(`^[${CJK}]`, 'u');

/** The atoms of `[start, end)` of a text, with its offsets, and the punctuation after the last. */
function atomsOf(text: string, start: number, end: number): { atoms: Atom[]; tail: string } {
  const folded = fold(text.slice(start, end));
  const atoms: Atom[] = [];
  let before = 0;
  let beforeRaw = start;
  for (const match of folded.text.matchAll(ATOM)) {
    const span = unfold(folded, match.index, match.index + match[0].length);
    const place = { start: span.start + start, end: span.end + start };
    const raw = text.slice(beforeRaw, place.start);
    const opens = atoms.length > 0 && raw.length > 1 && /\n[^\S\n]*\n/u.test(raw);
    const marks = marksOf(folded.text.slice(before, match.index), atoms.length === 0 ? `\n${raw}` : raw);
    const atom = toAtom(match[0], place, marks, opens);
    const slice = text.slice(place.start, place.end);
    atoms.push(
      slice.length > match[0].length && /[-‐‑]\s*\n/u.test(slice) ? { ...atom, halves: halvesOf(atom, slice) } : atom,
    );
    before = match.index + match[0].length;
    beforeRaw = place.end;
  }
  return { atoms, tail: marksOf(folded.text.slice(before), text.slice(beforeRaw, end)) };
}

function toAtom(word: string, place: Span, marks: string, opens: boolean): Atom {
  const acronym = word.includes('.') && /^(?:\p{L}\.)+\p{L}?$/u.test(word);
  const key = acronym ? word.replaceAll('.', '') : /[[\] ]/.test(word) ? word.replace(/[[\] ]/g, '') : word;
  return { key, start: place.start, end: place.end, marks, opens, dotted: acronym && word.endsWith('.') };
}

/** A word that says what a text is about. */
function isContent({ key }: Atom): boolean {
  return !isStopWord(key) && (key.length > 1 || /\p{N}/u.test(key) || IS_CJK.test(key));
}

function halvesOf(atom: Atom, slice: string): [Atom, Atom] {
  const [, left = '', between = '', right = ''] = /^(.*?)([-‐‑]\s*\n\s*)(.*)$/su.exec(slice) ?? [];
  const middle = atom.start + left.length;
  return [
    toAtom(fold(left).text, { start: atom.start, end: middle }, atom.marks, atom.opens),
    toAtom(fold(right).text, { start: middle + between.length, end: atom.end }, '-', false),
  ];
}

/** Punctuation as it is compared: no white space, emphasis of Markdown or bullets, one glyph for every quotation mark. */
function marksOf(folded: string, raw: string): string {
  if (folded === '' || raw === ' ') return '';
  const marks = /[\n•▪‣●◦]/.test(raw) ? fold(raw.replace(/(\n[^\S\n]*)[-*–—•▪‣●◦·](?=\s)/gu, '$1')).text : folded;
  return marks === ' ' ? '' : marks.replace(/[\s*_•▪‣●◦]/gu, '').replaceAll("'", '"');
}

/** A word broken at a line end is read as the other side has it: in one piece, or with its hyphen. */
function settle(atoms: Atom[], others: Atom[]): Atom[] {
  if (!atoms.some((atom) => atom.halves)) return atoms;
  const keys = new Set(others.flatMap((atom) => [atom, ...(atom.halves ?? [])]).map((atom) => atom.key));
  return atoms.flatMap((atom) =>
    atom.halves && !keys.has(atom.key) && atom.halves.every((half) => keys.has(half.key)) ? atom.halves : [atom],
  );
}

/** All places that carry the quotation, best first. */
function findPlaces(store: PassageStore, quotation: Reading): Place[] {
  const terms = searchWords(quotation.text);
  const frequencies = store.wordFrequencies(terms);
  const common = Math.max(COMMON_BLOCKS, COMMON_SHARE * Math.max(0, ...frequencies.values()));
  const search = { quotation, frequencies, common, cells: ALL_CELLS, versions: new Map<number, PassageVersion>() };
  const likely = likelyBlocks(store, quotation.text, terms, frequencies);
  let places = check(store, search, likely);
  const match = withinBudget(terms, frequencies);
  if (places.length === 0 && match !== undefined) {
    const known = new Set(likely.map(({ version, block }) => `${version} ${block}`));
    const others = store.findPassages(match, MOST_CANDIDATES);
    places = check(
      store,
      search,
      others.filter(({ version, block }) => !known.has(`${version} ${block}`)),
    );
  }
  return places.sort(byQuality).slice(0, MOST_MATCHES);
}

interface Search {
  quotation: Reading;
  frequencies: Map<string, number>;
  /** Blocks in which a word stands that is common. */
  common: number;
  /** Cells of alignment left. */
  cells: number;
  versions: Map<number, PassageVersion>;
}

/** Blocks by the quotation's first words as a phrase, and by pairs of the rarest words of each of its parts. */
function likelyBlocks(
  store: PassageStore,
  text: string,
  terms: string[],
  frequencies: Map<string, number>,
): { version: number; block: number }[] {
  const phrase = matchQuery(text, { mode: 'phrase', max: 8 });
  const found = phrase === undefined ? [] : store.findPassages(phrase, MOST_CANDIDATES);
  const parts = Math.min(MOST_PARTS, Math.ceil(terms.length / PART_WORDS));
  for (let part = 0; part < parts; part++) {
    const from = Math.floor((part * terms.length) / parts);
    const match = pairs(terms.slice(from, from + PART_WORDS), frequencies);
    if (match !== undefined) found.push(...store.findPassages(match, MOST_CANDIDATES));
  }
  return found;
}

function pairs(terms: string[], frequencies: Map<string, number>): string | undefined {
  const rarest = byRarity(terms, frequencies).slice(0, RAREST).map(quoteTerm);
  if (rarest.length < 2) return rarest[0];
  return rarest.flatMap((one, i) => rarest.slice(i + 1).map((other) => `(${one} AND ${other})`)).join(' OR ');
}

function withinBudget(terms: string[], frequencies: Map<string, number>): string | undefined {
  let left = POSTINGS;
  const chosen = byRarity(terms, frequencies).filter((term, i) => {
    left -= frequencies.get(term)!;
    return i === 0 || left >= 0;
  });
  return chosen.length > 0 ? chosen.slice(0, 32).map(quoteTerm).join(' OR ') : undefined;
}

/** The words that stand anywhere, rarest first, stop words last. */
function byRarity(terms: string[], frequencies: Map<string, number>): string[] {
  const key = (term: string) => (frequencies.get(term) ?? 0) + (isStopWord(term) ? 1e9 : 0);
  return terms.filter((term) => (frequencies.get(term) ?? 0) > 0).sort((a, b) => key(a) - key(b));
}

function check(store: PassageStore, search: Search, blocks: { version: number; block: number }[]): Place[] {
  const byVersion = groupBy(blocks, ({ version }) => version);
  const places: Place[] = [];
  for (const [id, candidates] of byVersion) {
    const version = search.versions.get(id) ?? store.getVersion(id);
    search.versions.set(id, version);
    const found = passagesOf(version, [...new Set(candidates.map(({ block }) => block))], search.quotation);
    places.push(...withoutOverlaps(found.flatMap((passage) => placesIn(passage, search))));
  }
  return places;
}

/** The candidate blocks with as much around each as the quotation may reach, those that touch taken together. */
function passagesOf(version: PassageVersion, candidates: number[], { text, atoms }: Reading): Passage[] {
  const hidden = Math.min(3, atoms.filter((atom) => atom.marks.includes('…')).length) * HIDDEN_WORDS * 6;
  const ranges: Span[] = [];
  for (const candidate of candidates.toSorted((a, b) => a - b)) {
    const range = around(version.blocks, candidate, text.length * 1.5 + hidden);
    const last = ranges.at(-1);
    if (last && range.start < last.end) last.end = Math.max(last.end, range.end);
    else ranges.push(range);
  }
  const numbered = /^\s*\(?\d{1,3}[.)]\s/mu.test(text);
  const words = [...new Set(atoms.filter(isContent).map((atom) => atom.key))];
  return ranges
    .filter((range) => mayHold(version, range, words))
    .map((range) => ({ version, text: version.text, atoms: atomsOfBlocks(version, range, candidates, numbered) }));
}

/** Ordinals of the blocks around one, so many characters on each side and at least a block, furniture not counted. */
function around(blocks: Block[], candidate: number, need: number): Span {
  const reach = (step: 1 | -1) => {
    let ordinal = candidate;
    for (let size = 0; size < need && blocks[ordinal + step] !== undefined; ) {
      ordinal += step;
      const { kind, start, end } = blocks[ordinal]!;
      if (kind !== 'furniture') size += end - start;
    }
    return ordinal;
  };
  return { start: reach(-1), end: reach(1) + 1 };
}

/** Whether a look at the bare text leaves it possible that the quotation stands here: a hundred times quicker than aligning. */
function mayHold(version: PassageVersion, range: Span, words: string[]): boolean {
  const text = version.text.slice(version.blocks[range.start]!.start, version.blocks[range.end - 1]!.end).toLowerCase();
  const missing = words.filter((word) => /^[a-z]+$/.test(word) && !text.includes(word)).length;
  return words.length < FEWEST_CONTENT || missing <= words.length * MOST_MISSING;
}

function atomsOfBlocks(version: PassageVersion, range: Span, candidates: number[], numbered: boolean): Atom[] {
  const joined: Atom[] = [];
  let tail = '';
  for (let ordinal = range.start; ordinal < range.end; ordinal++) {
    if (version.blocks[ordinal]!.kind === 'furniture' && !candidates.includes(ordinal)) continue;
    const block = blockAtoms(version, ordinal, numbered);
    const [first, ...rest] = block.atoms;
    if (first) joined.push({ ...first, marks: tail + first.marks, opens: true }, ...rest);
    tail = first ? block.tail : tail + block.tail;
  }
  return joined;
}

/** Without the number of a list item, unless the quotation has such numbers too: they are seldom copied along. */
function blockAtoms(version: PassageVersion, ordinal: number, numbered: boolean): { atoms: Atom[]; tail: string } {
  const { kind, start, end } = version.blocks[ordinal]!;
  const marker = /^\s*\(?(?:\d{1,3}|[a-z])[.)]\s+/iu.exec(version.text.slice(start, Math.min(end, start + 20)));
  const from = start + (!numbered && marker && kind === 'item' ? marker[0].length : 0);
  const key = `${version.version} ${from} ${end}`;
  const known = readBlocks.get(key);
  if (known) return known;
  const block = atomsOf(version.text, from, end);
  if (readBlocks.size >= MOST_READ_BLOCKS) readBlocks.clear();
  readBlocks.set(key, block);
  return block;
}

/** What was read once stays so, since the hash of a version names its text: the same blocks are looked at again and again. */
const readBlocks = new Map<string, { atoms: Atom[]; tail: string }>();
/** Some 20 MB. */
const MOST_READ_BLOCKS = 1000;

/** Every place of a passage that carries the quotation: exact ones first, then the best alignments of what is left. */
function placesIn(passage: Passage, search: Search): Place[] {
  const damaged = passage.version.quality === 'damaged';
  const quotation = settle(search.quotation.atoms, passage.atoms);
  const atoms = settle(passage.atoms, quotation);
  const { q, d } = numbersOf(quotation, atoms, damaged);
  const sides = { quotation: { text: search.quotation.text, atoms: quotation }, passage: { ...passage, atoms } };
  const places: Place[] = [];
  const take = (mates: Mates) => {
    places.push(toPlace(sides, mates, q, d));
    const [first, last] = [mates.find((mate) => mate >= 0)!, mates.findLast((mate) => mate >= 0)!];
    d.fill(MASKED, first, last + 1);
  };
  const exact = exactMates(q, d);
  for (const mates of exact) {
    const place = toPlace(sides, mates, q, d);
    if (place.differences.length === 0 || damaged || sizeOf(quotation) >= FEWEST_WORDS) take(mates);
  }
  if (sizeOf(quotation) < FEWEST_WORDS) return places;
  for (let round = 0; round < ROUNDS && places.length < MOST_MATCHES; round++) {
    if (sharedWords(q, d) < SPLICED_SHARE * q.length) break;
    const mates = align(quotation, q, d, search);
    if (mates === undefined || !isRecognisable(quotation, mates, q, d, search, damaged)) break;
    take(edged(sides, mates, q, d));
  }
  return places;
}

const MASKED = -2;

/** Words as numbers; a word of the passage that is not in the quotation is -1. Damaged text has lost its apostrophes. */
function numbersOf(quotation: Atom[], atoms: Atom[], damaged: boolean): { q: Int32Array; d: Int32Array } {
  const keyOf = (atom: Atom) => (damaged ? atom.key.replaceAll("'", '') : atom.key);
  const numbers = new Map<string, number>();
  for (const atom of quotation) if (!numbers.has(keyOf(atom))) numbers.set(keyOf(atom), numbers.size);
  return {
    q: Int32Array.from(quotation, (atom) => numbers.get(keyOf(atom))!),
    d: Int32Array.from(atoms, (atom) => numbers.get(keyOf(atom)) ?? -1),
  };
}

function exactMates(q: Int32Array, d: Int32Array): Mates[] {
  const found: Mates[] = [];
  for (let start = 0; start + q.length <= d.length && found.length < MOST_MATCHES; start++) {
    let i = 0;
    while (i < q.length && d[start + i] === q[i]) i++;
    if (i < q.length) continue;
    found.push(Int32Array.from(q, (_, k) => start + k));
    start += q.length - 1;
  }
  return found;
}

/** How many of the quotation's words the passage has at all, in whatever order: more cannot be aligned. */
function sharedWords(q: Int32Array, d: Int32Array): number {
  const left = new Map<number, number>();
  for (const word of d) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of q) {
    const count = left.get(word) ?? 0;
    if (count > 0) shared++;
    left.set(word, count - 1);
  }
  return shared;
}

/** Length in words; two Chinese characters count as one. */
function sizeOf(atoms: Atom[]): number {
  return atoms.reduce((sum, atom) => sum + (IS_CJK.test(atom.key) ? 0.5 : 1), 0);
}

/** Aligns the whole quotation with the stretch that suits it best; undefined where the texts have too little in common to be tied. */
function align(quotation: Atom[], q: Int32Array, d: Int32Array, search: Search): Mates | undefined {
  const mates = new Int32Array(q.length).fill(-1);
  const table = (area: Area) => {
    const cells = (area.q1 - area.q0 + 1) * (area.d1 - area.d0 + 1);
    if (cells > CELLS || cells > search.cells) return false;
    search.cells -= cells;
    fillTable(quotation, q, d, area, mates);
    return true;
  };
  const whole = { q0: 0, q1: q.length, d0: 0, d1: d.length, freeStart: true, freeEnd: true };
  if (table(whole)) return mates;
  const ties = tiesOf(q, d);
  const [first, last] = [ties[0], ties.at(-1)];
  if (!first || !last) return undefined;
  const reach = (words: number) => 2 * words + 20;
  table({ ...whole, q1: first.q, d0: Math.max(0, first.d - reach(first.q)), d1: first.d, freeEnd: false });
  ties.forEach((tie, i) => {
    mates[tie.q] = tie.d;
    const next = ties[i + 1];
    if (next) table({ q0: tie.q + 1, q1: next.q, d0: tie.d + 1, d1: next.d, freeStart: false, freeEnd: false });
  });
  const rest = q.length - last.q - 1;
  table({
    ...whole,
    q0: last.q + 1,
    d0: last.d + 1,
    d1: Math.min(d.length, last.d + 1 + reach(rest)),
    freeStart: false,
  });
  return mates;
}

/** Parts of quotation and passage to align, and whether words of the passage before or after may go unused at no cost. */
interface Area {
  q0: number;
  q1: number;
  d0: number;
  d1: number;
  freeStart: boolean;
  freeEnd: boolean;
}

/**
 * Gotoh's alignment with affine gaps (1982), over words. Three states: `pair` (same or replaced), `drop` (a word of the
 * passage alone), `add` (a word of the quotation alone); `trace` keeps for each the state before, two bits each.
 */
function fillTable(quotation: Atom[], q: Int32Array, d: Int32Array, area: Area, mates: Mates): void {
  const { q0, d0 } = area;
  const rows = area.q1 - q0;
  const columns = area.d1 - d0;
  const width = columns + 1;
  const trace = new Uint8Array((rows + 1) * width);
  let [pair, drop, add] = [new Int32Array(width), new Int32Array(width), new Int32Array(width).fill(NEVER)];
  let [nextPair, nextDrop, nextAdd] = [new Int32Array(width), new Int32Array(width), new Int32Array(width)];
  const open = (row: number) => (quotation[q0 + row]?.marks.includes('…') ? HIDDEN_GAP : GAP);
  const extend = (row: number) => (quotation[q0 + row]?.marks.includes('…') ? HIDDEN_GAP : LONGER_GAP);
  for (let j = 0; j <= columns; j++) {
    pair[j] = area.freeStart || j === 0 ? 0 : NEVER;
    drop[j] = area.freeStart || j === 0 ? NEVER : open(0) + (j - 1) * extend(0);
    trace[j] = DROP << 2;
  }
  for (let i = 1; i <= rows; i++) {
    const word = q[q0 + i - 1]!;
    const same = isContent(quotation[q0 + i - 1]!) ? SAME_CONTENT : SAME_STOP;
    const [opening, extending] = [open(i), extend(i)];
    nextPair[0] = NEVER;
    nextDrop[0] = NEVER;
    for (let j = 0; j <= columns; j++) {
      let cell = 0;
      if (j > 0) {
        const score = d[d0 + j - 1] === word ? same : REPLACED;
        const [a, b, c] = [pair[j - 1]!, drop[j - 1]!, add[j - 1]!];
        const from = a >= b && a >= c ? PAIR : b >= c ? DROP : ADD;
        nextPair[j] = (from === PAIR ? a : from === DROP ? b : c) + score;
        cell |= from;
        const started = nextPair[j - 1]! + opening;
        const longer = nextDrop[j - 1]! + extending;
        const turned = nextAdd[j - 1]! + opening;
        const way = longer >= started && longer >= turned ? DROP : started >= turned ? PAIR : ADD;
        nextDrop[j] = way === DROP ? longer : way === PAIR ? started : turned;
        cell |= way << 2;
      }
      const started = pair[j]! + GAP;
      const longer = add[j]! + LONGER_GAP;
      const turned = drop[j]! + GAP;
      const way = longer >= started && longer >= turned ? ADD : started >= turned ? PAIR : DROP;
      nextAdd[j] = way === ADD ? longer : way === PAIR ? started : turned;
      trace[i * width + j] = cell | (way << 4);
    }
    [pair, drop, add, nextPair, nextDrop, nextAdd] = [nextPair, nextDrop, nextAdd, pair, drop, add];
  }
  follow(trace, area, [pair, drop, add], mates);
}

const NEVER = -1_000_000_000;
const PAIR = 0 as const;
const DROP = 1 as const;
const ADD = 2 as const;

/** Walks the best way back through the table and notes which words it paired. */
function follow(trace: Uint8Array, area: Area, last: [Int32Array, Int32Array, Int32Array], mates: Mates): void {
  const rows = area.q1 - area.q0;
  const width = area.d1 - area.d0 + 1;
  let j = width - 1;
  let state: number = best(last, j);
  if (area.freeEnd) {
    for (let column = width - 2; column >= 0; column--) {
      const other = best(last, column);
      if (last[other]![column]! > last[state as 0 | 1 | 2][j]!) [j, state] = [column, other];
    }
  }
  for (let i = rows; i > 0; ) {
    const cell = trace[i * width + j]!;
    if (state === PAIR) {
      i--;
      j--;
      mates[area.q0 + i] = area.d0 + j;
      state = cell & 3;
    } else if (state === DROP) {
      j--;
      state = (cell >> 2) & 3;
    } else {
      i--;
      state = (cell >> 4) & 3;
    }
  }
}

function best(states: [Int32Array, Int32Array, Int32Array], column: number): 0 | 1 | 2 {
  const [pair, drop, add] = states;
  if (pair[column]! >= drop[column]! && pair[column]! >= add[column]!) return PAIR;
  return drop[column]! >= add[column]! ? DROP : ADD;
}

/** Words that begin three in a row found once in each text, in the longest chain that keeps their order (patience diff). */
function tiesOf(q: Int32Array, d: Int32Array): { q: number; d: number }[] {
  const once = (words: Int32Array) => {
    const places = new Map<string, number>();
    for (let i = 0; i + 2 < words.length; i++) {
      if (words[i]! < 0 || words[i + 1]! < 0 || words[i + 2]! < 0) continue;
      const key = `${words[i]} ${words[i + 1]} ${words[i + 2]}`;
      places.set(key, places.has(key) ? -1 : i);
    }
    return places;
  };
  const inPassage = once(d);
  const shared = [...once(q)]
    .map(([key, at]) => ({ q: at, d: inPassage.get(key) ?? -1 }))
    .filter((tie) => tie.q >= 0 && tie.d >= 0);
  return longestChain(shared.sort((a, b) => a.q - b.q));
}

function longestChain(ties: { q: number; d: number }[]): { q: number; d: number }[] {
  const ends: number[] = [];
  const before = new Int32Array(ties.length).fill(-1);
  ties.forEach((tie, i) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ties[ends[middle]!]!.d < tie.d) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = i;
  });
  const chain: { q: number; d: number }[] = [];
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i]!) chain.unshift(ties[i]!);
  return chain;
}

/** Whether an alignment shows the same passage, changed; for damaged text, whether no word with meaning is missing. */
function isRecognisable(
  quotation: Atom[],
  mates: Mates,
  q: Int32Array,
  d: Int32Array,
  search: Search,
  damaged: boolean,
): boolean {
  const isSame = (i: number) => mates[i]! >= 0 && d[mates[i]!] === q[i];
  const sizes = quotation.map((atom) => (IS_CJK.test(atom.key) ? 0.5 : 1));
  const sum = (of: (i: number) => boolean) => sizes.reduce((total, size, i) => total + (of(i) ? size : 0), 0);
  const counts = quotation.map((atom) => isContent(atom) && !(damaged && /\p{N}/u.test(atom.key)));
  const content = sum((i) => counts[i]! && isSame(i));
  const contentShare =
    content /
    Math.max(
      1,
      sum((i) => counts[i]!),
    );
  if (damaged) return content >= FEWEST_CONTENT && contentShare === 1 && scoreShare(quotation, mates, q, d) > 0;
  const share = sum(isSame) / sum(() => true);
  const run = longestRun(mates, isSame, sizes);
  if (run >= SPLICED_RUN && share >= SPLICED_SHARE) return true;
  if (share < ALTERED_SHARE || contentShare < ALTERED_CONTENT_SHARE) return false;
  if (content < (share >= NEARLY_ALL ? FEWEST_CONTENT - 1 : FEWEST_CONTENT)) return false;
  if (scoreShare(quotation, mates, q, d) < FEWEST_SCORE) return false;
  const uncommon = sum(
    (i) => counts[i]! && isSame(i) && frequencyOf(quotation, i, search.frequencies) <= search.common,
  );
  if (uncommon >= FEWEST_UNCOMMON || content >= LONG_RUN) return true;
  return share >= NEARLY_ALL && (content > FEWEST_CONTENT || (isSame(0) && isSame(q.length - 1)));
}

/** Score of an alignment over that of the quotation with itself. */
function scoreShare(quotation: Atom[], mates: Mates, q: Int32Array, d: Int32Array): number {
  let score = 0;
  let possible = 0;
  let last = -1;
  let adding = false;
  quotation.forEach((atom, i) => {
    const same = isContent(atom) ? SAME_CONTENT : SAME_STOP;
    const mate = mates[i]!;
    possible += same;
    if (mate < 0) score += adding ? LONGER_GAP : GAP;
    else score += d[mate] === q[i] ? same : REPLACED;
    if (mate >= 0 && last >= 0 && mate > last + 1) {
      score += atom.marks.includes('…') ? 0 : GAP + (mate - last - 2) * LONGER_GAP;
    }
    adding = mate < 0;
    if (mate >= 0) last = mate;
  });
  return score / possible;
}

function longestRun(mates: Mates, isSame: (i: number) => boolean, sizes: number[]): number {
  let longest = 0;
  let run = 0;
  sizes.forEach((size, i) => {
    const goes = isSame(i) && (run === 0 || mates[i] === mates[i - 1]! + 1);
    run = goes ? run + size : isSame(i) ? size : 0;
    longest = Math.max(longest, run);
  });
  return longest;
}

/** In how many blocks a word of the quotation stands; for a Chinese character, the rarer pair with a neighbour. */
function frequencyOf(quotation: Atom[], i: number, frequencies: Map<string, number>): number {
  const { key } = quotation[i]!;
  const near = IS_CJK.test(key)
    ? [(quotation[i - 1]?.key ?? '') + key, key + (quotation[i + 1]?.key ?? '')]
    : searchWords(key);
  return Math.min(...near.map((term) => frequencies.get(term) ?? Number.POSITIVE_INFINITY));
}

interface Sides {
  quotation: Reading;
  passage: Passage;
}

/**
 * Pairs the few words before the first and after the last that agree with the passage's words of the same sentence: they
 * were replaced. Where there are more, or the sentence begins or ends there, they were added.
 */
function edged({ quotation, passage }: Sides, mates: Mates, q: Int32Array, d: Int32Array): Mates {
  const isSame = (mate: number, i: number) => mate >= 0 && d[mate] === q[i];
  const [first, last] = [mates.findIndex(isSame), mates.findLastIndex(isSame)];
  const edges = mates.map((mate, i) => (i < first || i > last ? -1 : mate));
  const goesOn = (i: number, j: number) => {
    const [ours, theirs] = [quotation.atoms[i], passage.atoms[j]];
    return (
      ours && theirs && !theirs.opens && !/[.?!;:…。？！；：]/u.test(theirs.marks) && sameMarks(ours, theirs, undefined)
    );
  };
  if (first <= EDGE_WORDS) {
    for (let i = first, j = edges[first]!; i > 0 && goesOn(i, j) && d[j - 1] !== MASKED && j > 0; i--, j--)
      edges[i - 1] = j - 1;
  }
  if (q.length - 1 - last <= EDGE_WORDS) {
    for (let i = last + 1, j = edges[last]! + 1; i < q.length && goesOn(i, j) && d[j] !== MASKED; i++, j++)
      edges[i] = j;
  }
  return edges;
}

function toPlace(sides: Sides, mates: Mates, q: Int32Array, d: Int32Array): Place {
  const { passage } = sides;
  const { version } = passage;
  const differences = differencesOf(sides, mates, q, d);
  const start = passage.atoms[mates.find((mate) => mate >= 0)!]!.start;
  const end = withFinalMark(sides, mates);
  const block = version.blocks.findLast((candidate) => candidate.start <= start);
  const changes = differences.filter(({ expected, found }) => bare(expected) !== bare(found));
  const weight = changes.reduce(
    (sum, { expected, found }) => sum + `${expected} ${found}`.trim().split(/\s+/).length,
    0,
  );
  return {
    version,
    start,
    end,
    differences,
    changes: changes.length,
    weight,
    page: block?.page ?? null,
    claims: claimsAt(version.claims, { start, end }),
  };
}

/** Without punctuation, but with what belongs to numbers. */
function bare(text: string): string {
  return fold(text).text.replace(/(?!-\p{N})[^\p{L}\p{N}\p{S}%]/gu, '');
}

/** The end of the last word, or of the punctuation mark after it that both texts have. */
function withFinalMark({ quotation, passage }: Sides, mates: Mates): number {
  const { end } = passage.atoms[mates.findLast((mate) => mate >= 0)!]!;
  const mark = quotation.text.charAt(quotation.atoms.at(-1)!.end);
  const closes = mates.at(-1)! >= 0 && /[.,;:?!。，；：？！]/u.test(mark) && passage.text.charAt(end) === mark;
  return closes ? end + 1 : end;
}

/** The differences in text order: words replaced, dropped or added, and punctuation, shown with the words at its sides. */
function differencesOf(sides: Sides, mates: Mates, q: Int32Array, d: Int32Array): Difference[] {
  const differences: Difference[] = [];
  const damaged = sides.passage.version.quality === 'damaged';
  const isSame = (i: number) => mates[i]! >= 0 && d[mates[i]!] === q[i];
  let last = -1;
  for (let i = 0; i < q.length; ) {
    const from = i;
    while (i < q.length && !isSame(i)) i++;
    const next = i < q.length ? mates[i]! : 1 + mates.slice(from).reduce((most, mate) => Math.max(most, mate), last);
    const start = last >= 0 ? last + 1 : (mates.slice(from, i + 1).find((mate) => mate >= 0) ?? next);
    const changed = i > from || next > start;
    if (changed) differences.push(wordDifference(sides, { from, to: i }, { from: start, to: next }));
    else if (!damaged && i > 0 && last >= 0) differences.push(...punctuationBetween(sides, i, next));
    last = i < q.length ? next : last;
    i++;
  }
  return damaged
    ? differences
    : [...edgeBefore(sides, mates, isSame), ...differences, ...edgeAfter(sides, mates, isSame)];
}

function wordDifference(
  { quotation, passage }: Sides,
  ours: { from: number; to: number },
  theirs: { from: number; to: number },
): Difference {
  const expected = wordsOf(passage, theirs.from, theirs.to);
  const found = wordsOf(quotation, ours.from, ours.to);
  return { kind: expected === '' ? 'added' : found === '' ? 'dropped' : 'replaced', expected, found };
}

/** The text from one atom to before another as a reader sees it, on one line. */
function wordsOf(side: Reading, from: number, to: number): string {
  if (to <= from) return '';
  return side.text.slice(side.atoms[from]!.start, side.atoms[to - 1]!.end).replace(/\s+/gu, ' ');
}

function punctuationBetween(sides: Sides, i: number, j: number): Difference[] {
  const { quotation, passage } = sides;
  const [before, beforeThere] = [quotation.atoms[i - 1]!, passage.atoms[j - 1]!];
  if (sameMarks(quotation.atoms[i]!, passage.atoms[j]!, before.dotted || beforeThere.dotted)) return [];
  return [wordDifference(sides, { from: i - 1, to: i + 1 }, { from: j - 1, to: j + 1 })];
}

/**
 * Whether the same marks precede two atoms. Where a paragraph begins, quotation marks are opened again; the full stop of an
 * abbreviation may be that of the sentence; an ellipsis that hides nothing changes nothing.
 */
function sameMarks(ours: Atom, theirs: Atom, dotted: boolean | undefined): boolean {
  let [one, other] = [ours.marks, theirs.marks];
  if (one === other) return true;
  if (one.includes('…') && !other.includes('…')) return true;
  if (ours.opens || theirs.opens) [one, other] = [one.replaceAll('"', ''), other.replaceAll('"', '')];
  if (dotted) [one, other] = [one.replace(/^\./, ''), other.replace(/^\./, '')];
  return one === other;
}

/** Part of a compound, or of a number with a sign, is not the word itself: "EU countries" out of "non-EU countries". */
function edgeBefore({ quotation, passage }: Sides, mates: Mates, isSame: (i: number) => boolean): Difference[] {
  if (!isSame(0)) return [];
  const there = passage.atoms[mates[0]!]!;
  const here = quotation.atoms[0]!;
  const attached = (text: string, at: number) =>
    /(?:[\p{L}\p{N}][-‐‑/&@]|[\p{Sm}\p{Sc}])$/u.exec(text.slice(Math.max(0, at - 3), at))?.[0];
  const theirs = attached(passage.text, there.start);
  if (theirs === undefined || theirs === attached(quotation.text, here.start)) return [];
  const start = /[\p{L}\p{N}]/u.test(theirs)
    ? (passage.atoms[mates[0]! - 1]?.start ?? there.start)
    : there.start - theirs.length;
  return [
    {
      kind: 'replaced',
      expected: passage.text.slice(start, there.end),
      found: quotation.text.slice(here.start, here.end),
    },
  ];
}

/** The same at the end; and a question is not a statement, nor an exclamation one. A full stop or comma may be cut or put. */
function edgeAfter({ quotation, passage }: Sides, mates: Mates, isSame: (i: number) => boolean): Difference[] {
  if (!isSame(mates.length - 1)) return [];
  const there = passage.atoms[mates.at(-1)!]!;
  const here = quotation.atoms.at(-1)!;
  const rest = /^[-‐‑/&@][\p{L}\p{N}]|^[\p{Sm}\p{Sc}]/u;
  const [ours, theirs] = [quotation.text.slice(here.end, here.end + 8), passage.text.slice(there.end, there.end + 8)];
  const found = quotation.text.slice(here.start, here.end);
  const expected = passage.text.slice(there.start, there.end);
  const more = rest.exec(theirs);
  if (more && more[0] !== rest.exec(ours)?.[0]) {
    const end = /[\p{L}\p{N}]/u.test(more[0]) ? (passage.atoms[mates.at(-1)! + 1]?.end ?? there.end) : there.end + 1;
    return [{ kind: 'replaced', expected: passage.text.slice(there.start, end), found }];
  }
  const [mark, markThere] = [finalMark(ours), finalMark(theirs)];
  if (mark === markThere || (mark === '' && markThere !== '?')) return [];
  if (!/[?!]/.test(mark + markThere)) return [];
  return [{ kind: 'replaced', expected: expected + markThere, found: found + mark }];
}

/** The punctuation mark that follows a word at once or after closing quotation marks; a question mark before any other. */
function finalMark(rest: string): string {
  const marks = /^["')\]*_]*([.,;:?!…]*)/u.exec(fold(`x${rest}`).text.slice(1))?.[1] ?? '';
  return marks.includes('?') ? '?' : marks.charAt(0);
}

/** The claims of the speaker who says most of a place, that which covers most first; none where nobody says half of it. */
function claimsAt(claims: Claim[], place: Span): Claim[] {
  const overlap = (claim: Span) => Math.min(claim.end, place.end) - Math.max(claim.start, place.start);
  const touching = claims
    .filter((claim) => overlap(claim) > 0)
    .sort((a, b) => overlap(b) - overlap(a) || a.end - a.start - (b.end - b.start) || b.confidence - a.confidence);
  const speakers = [...groupBy(touching, (claim) => claim.speaker.id).values()]
    .map((theirs) => ({ theirs, covered: covered(theirs, place) }))
    .filter((group) => group.covered * 2 >= place.end - place.start)
    // Of claims within claims the innermost names the one whose words they are.
    .sort(
      (a, b) =>
        b.covered - a.covered || a.theirs[0]!.end - a.theirs[0]!.start - (b.theirs[0]!.end - b.theirs[0]!.start),
    );
  return speakers[0]?.theirs ?? [];
}

function covered(claims: Claim[], place: Span): number {
  let total = 0;
  let reached = place.start;
  for (const claim of claims.toSorted((a, b) => a.start - b.start)) {
    const end = Math.min(claim.end, place.end);
    total += Math.max(0, end - Math.max(claim.start, reached));
    reached = Math.max(reached, end);
  }
  return total;
}

function groupBy<Item, Key>(items: Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function withoutOverlaps(places: Place[]): Place[] {
  const kept: Place[] = [];
  for (const place of places.sort(byQuality)) {
    if (!kept.some((other) => place.start < other.end && other.start < place.end)) kept.push(place);
  }
  return kept;
}

/** 0 for a verbatim place, 1 for an altered one, 2 for one in damaged text, 3 for none. */
function rank(place: Place | undefined): number {
  if (place === undefined) return 3;
  return place.version.quality === 'damaged' ? 2 : place.differences.length === 0 ? 0 : 1;
}

function byQuality(a: Place, b: Place): number {
  return (
    rank(a) - rank(b) ||
    a.changes - b.changes ||
    a.weight - b.weight ||
    a.differences.length - b.differences.length ||
    Number(a.version.digestOf !== null) - Number(b.version.digestOf !== null) ||
    compare(a.version.date ?? '9', b.version.date ?? '9') ||
    compare(a.version.document, b.version.document) ||
    a.start - b.start
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Who says the equally good places: one by the speaker confirms, and only the words of another known speaker contradict. */
function attribute(found: Place[], speakers: Speaker[]): VerifyResponse['attribution'] {
  if (speakers.length === 0) return 'unknown';
  const equal = found.filter((place) => rank(place) === rank(found[0]) && place.weight === found[0]!.weight);
  const said = equal.flatMap((place) => place.claims.slice(0, 1)).map((claim) => claim.speaker);
  if (said.some(({ id }) => speakers.some((speaker) => speaker.id === id))) return 'confirmed';
  return said.some(({ kind }) => kind !== 'unnamed') ? 'different-speaker' : 'unknown';
}

function toMatch({ version, start, end, page, claims, differences }: Place): Match {
  const { document, version: hash, title, date, digestOf, quality } = version;
  const claim = claims[0];
  return {
    document,
    version: hash,
    title,
    date,
    digestOf,
    quality,
    start,
    end,
    page,
    text: version.text.slice(start, end),
    speaker: claim?.speaker ?? null,
    manner: claim?.manner ?? null,
    claim: claim?.id ?? null,
    differences,
  };
}

function summarise(
  { verdict, attribution, matches }: Omit<VerifyResponse, 'summary'>,
  speaker: string | undefined,
  size: number,
): string {
  const [best] = matches;
  if (verdict === 'not-found') {
    if (best)
      return `No intact document holds this quotation; its words stand in ${nameOf(best)}, whose text is damaged and proves nothing.`;
    const short = size < FEWEST_WORDS ? ' word for word, and one of under five words is found only so' : '';
    return `No document holds this quotation${short}.`;
  }
  const digest = best!.digestOf === null ? '' : `, a digest of ${best!.digestOf} whose words are not the original’s`;
  const others = matches.filter((match) => match.quality === 'intact').length - 1;
  const more = others > 0 ? `, and in ${others} other ${others === 1 ? 'place' : 'places'} listed below` : '';
  const who = saidBy(attribution, best!, speaker);
  if (verdict === 'verbatim') return `This stands word for word in ${nameOf(best!)}${digest}${who}${more}.`;
  const count = best!.differences.length;
  const differs = `${count} ${count === 1 ? 'difference' : 'differences'} (${describe(best!.differences[0]!)}${count > 1 ? ' first' : ''})`;
  return `A passage like this stands in ${nameOf(best!)}${digest}${who}${more}: ${differs}.`;
}

function nameOf(match: Match): string {
  const page = match.page === null ? '' : `, page ${match.page}`;
  return `“${match.title ?? match.document}” (${match.date ?? 'undated'}${page})`;
}

function saidBy(attribution: VerifyResponse['attribution'], match: Match, speaker: string | undefined): string {
  const name = match.speaker?.name;
  if (attribution === 'confirmed') return `, and ${speaker} says it`;
  if (attribution === 'different-speaker')
    return name ? `, but ${name} says it, not ${speaker}` : `, but not from ${speaker}`;
  if (attribution === 'unknown') return `, where it is not known that ${speaker} says it`;
  return name ? `, said by ${name}` : '';
}

function describe({ kind, expected, found }: Difference): string {
  if (kind === 'dropped') return `“${shorten(expected)}” left out`;
  if (kind === 'added') return `“${shorten(found)}” put in`;
  return `“${shorten(found)}” for “${shorten(expected)}”`;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text;
}
