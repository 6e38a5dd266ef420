import { isStopWord, matchQuery, quoteTerm } from '../text.ts';
import type { BlockId, PassageStore } from './store.ts';

/** Words of the quotation, as the index has them, and in how many blocks each stands. */
export interface Terms {
  words: string[];
  frequencies: Map<string, number>;
}

/** Blocks that may hold the quotation: the likely ones first and, if those are in vain, others that share rare words with it. */
export function* candidates(store: PassageStore, text: string, terms: Terms): Generator<BlockId[]> {
  const likely = likelyBlocks(store, text, terms);
  yield likely;
  const match = withinBudget(terms);
  if (match === undefined) return;
  const known = new Set(likely.map(({ version, block }) => `${version} ${block}`));
  const others = store.findPassages(match, MOST_CANDIDATES);
  yield others.filter(({ version, block }) => !known.has(`${version} ${block}`));
}

const MOST_CANDIDATES = 30;
/** As measured: pairs among the five rarest words find every mutated quotation. */
const RAREST = 5;
/** Words at its beginning by which an unchanged quotation is found. */
const PHRASE_WORDS = 8;
/** Longer quotations are looked up in parts, evenly taken, since their five rarest words may all stand in one block. */
const PART_WORDS = 60;
const MOST_PARTS = 8;
/** Ranking costs about a microsecond a matching block, so that this keeps the last resort to some 20 ms. */
const POSTINGS = 20_000;
const MOST_TERMS = 32;

/** Blocks by the quotation's first words as a phrase, and by pairs of the rarest words of each of its parts. */
function likelyBlocks(store: PassageStore, text: string, { words, frequencies }: Terms): BlockId[] {
  const phrase = matchQuery(text, { mode: 'phrase', max: PHRASE_WORDS });
  const found = phrase === undefined ? [] : store.findPassages(phrase, MOST_CANDIDATES);
  const parts = Math.min(MOST_PARTS, Math.ceil(words.length / PART_WORDS));
  for (let part = 0; part < parts; part++) {
    const from = Math.floor((part * words.length) / parts);
    const match = pairs({ words: words.slice(from, from + PART_WORDS), frequencies });
    if (match !== undefined) found.push(...store.findPassages(match, MOST_CANDIDATES));
  }
  return found;
}

function pairs(terms: Terms): string | undefined {
  const rarest = byRarity(terms).slice(0, RAREST).map(quoteTerm);
  if (rarest.length < 2) return rarest[0];
  return rarest.flatMap((one, i) => rarest.slice(i + 1).map((other) => `(${one} AND ${other})`)).join(' OR ');
}

function withinBudget(terms: Terms): string | undefined {
  let left = POSTINGS;
  const chosen = byRarity(terms).filter((word, i) => {
    left -= terms.frequencies.get(word)!;
    return i === 0 || left >= 0;
  });
  return chosen.length > 0 ? chosen.slice(0, MOST_TERMS).map(quoteTerm).join(' OR ') : undefined;
}

/** The words that stand anywhere, rarest first, stop words last. */
function byRarity({ words, frequencies }: Terms): string[] {
  const key = (word: string) => (frequencies.get(word) ?? 0) + (isStopWord(word) ? 1e9 : 0);
  return words.filter((word) => (frequencies.get(word) ?? 0) > 0).sort((a, b) => key(a) - key(b));
}
