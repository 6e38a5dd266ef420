import { isStopWord, matchQuery, quoteTerm } from '../text.ts';
import type { BlockId, PassageStore } from './store.ts';

/** Words of the quotation, as the index has them, with their other spellings, and in how many blocks each stands. */
export interface Terms {
  words: string[];
  frequencies: Map<string, number>;
}

/** Some blocks, and whether no other has all the words of the quotation. */
export interface Stage {
  blocks: BlockId[];
  complete: boolean;
}

/**
 * Blocks that may hold the quotation, each once, in stages: those that have a whole sentence of it or pairs of its rarest
 * words, those that have its first words as a phrase, and those that share any rare words with it. A stage costs time, and is asked for only where
 * those before it were in vain.
 */
export function* candidates(store: PassageStore, text: string, terms: Terms): Generator<Stage> {
  const known = new Set<string>();
  const fresh = (found: BlockId[]) => {
    const blocks = found.filter(({ version, block }) => !known.has(`${version} ${block}`));
    for (const { version, block } of blocks) known.add(`${version} ${block}`);
    return blocks;
  };
  const find = (match: string | undefined): Stage => {
    const found = match === undefined ? [] : store.findPassages(match, MOST_CANDIDATES);
    return { blocks: fresh(found), complete: match !== undefined && found.length < MOST_CANDIDATES };
  };
  const whole = fresh(store.findSentences(text, MOST_CARRIERS));
  const parts = pairsOfParts(terms).map(find);
  yield {
    blocks: [...whole, ...parts.flatMap(({ blocks }) => blocks)],
    complete: parts.some(({ complete }) => complete),
  };
  yield find(matchQuery(text, { mode: 'phrase', max: PHRASE_WORDS }));
  yield find(withinBudget(terms));
}

const MOST_CANDIDATES = 30;
/** Blocks that have a sentence word for word, all of which are shown. */
export const MOST_CARRIERS = 100;
/** As measured: pairs among the five rarest words find every mutated quotation. */
const RAREST = 5;
/** Words at its beginning by which an unchanged quotation of common words is found. */
const PHRASE_WORDS = 8;
/** Longer quotations are looked up in parts, evenly taken, since their five rarest words may all stand in one block. */
const PART_WORDS = 60;
const MOST_PARTS = 8;
/**
 * Blocks that may be ranked, at about a microsecond each: for the pairs of a part, of which each costs what its rarer word
 * does, and for the last resort.
 */
const PAIR_POSTINGS = 12_000;
const POSTINGS = 6_000;
const MOST_TERMS = 32;

function pairsOfParts({ words, frequencies }: Terms): (string | undefined)[] {
  const parts = Math.min(MOST_PARTS, Math.ceil(words.length / PART_WORDS));
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.floor((part * words.length) / parts);
    return pairs({ words: words.slice(from, from + PART_WORDS), frequencies });
  });
}

/** Pairs of the rarest words, the cheapest first, as many as the budget allows and at least one. */
function pairs(terms: Terms): string | undefined {
  const rarest = byRarity(terms).slice(0, RAREST);
  if (rarest.length < 2) return rarest.map(quoteTerm)[0];
  let left = PAIR_POSTINGS;
  const chosen: string[] = [];
  rarest.forEach((other, i) => {
    for (const one of rarest.slice(0, i)) {
      left -= terms.frequencies.get(one)!;
      if (left >= 0 || chosen.length === 0) chosen.push(`(${quoteTerm(one)} AND ${quoteTerm(other)})`);
    }
  });
  return chosen.join(' OR ');
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
