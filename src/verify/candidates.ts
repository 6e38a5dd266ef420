import { isStopWord, matchQuery } from '../text.ts';
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
 * Blocks that may hold the quotation, each once, in stages: those that have a whole sentence of it or two of its rarest
 * words, those that have its first words as a phrase where there are too many of the former, and those that share any rare
 * word with it. A stage costs time, and is asked for only where those before it were in vain.
 */
export function* candidates(store: PassageStore, text: string, terms: Terms): Generator<Stage> {
  const known = new Set<string>();
  const fresh = (found: BlockId[]) => {
    const blocks = found.filter(({ version, block }) => !known.has(`${version} ${block}`));
    for (const { version, block } of blocks) known.add(`${version} ${block}`);
    return blocks;
  };
  const holders = new Holders(store, terms);
  const whole = fresh(store.findSentences(text, MOST_CARRIERS));
  const parts = partsOf(terms.words).map((words) => holders.withPairs(words));
  const complete = parts.some((part) => part.complete);
  yield { blocks: [...whole, ...parts.flatMap(({ ids }) => fresh(store.locateBlocks(ids)))], complete };
  const phrase = complete ? undefined : matchQuery(text, { mode: 'phrase', max: PHRASE_WORDS });
  if (phrase !== undefined) {
    const found = store.findPassages(phrase, MOST_CANDIDATES);
    yield { blocks: fresh(found), complete: found.length < MOST_CANDIDATES };
  }
  yield { blocks: fresh(store.locateBlocks(holders.withAny(terms.words))), complete: true };
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
/** Blocks that are looked at for the pairs of a part, at a fifth of a microsecond each, and for the last resort. */
const PAIR_POSTINGS = 12_000;
const POSTINGS = 8_000;
const MOST_TERMS = 32;

function partsOf(words: string[]): string[][] {
  const parts = Math.min(MOST_PARTS, Math.ceil(words.length / PART_WORDS));
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.floor((part * words.length) / parts);
    return words.slice(from, from + PART_WORDS);
  });
}

/** The blocks that hold words of a quotation, each word's read once. */
class Holders {
  readonly #store: PassageStore;
  readonly #frequencies: Map<string, number>;
  readonly #lists = new Map<string, Uint32Array>();
  /** About the number of all blocks, as the quotation's most frequent word tells. */
  readonly #all: number;

  constructor(store: PassageStore, { frequencies }: Terms) {
    this.#store = store;
    this.#frequencies = frequencies;
    this.#all = Math.max(1, ...frequencies.values());
  }

  /**
   * Blocks that hold at least two of the rarest of some words (or the only one), those with more and rarer ones first, and
   * whether no other block has all of these words.
   */
  withPairs(words: readonly string[]): { ids: number[]; complete: boolean } {
    const rarest = this.#affordable(this.#byRarity(words).slice(0, RAREST), PAIR_POSTINGS, 2);
    const least = Math.min(2, rarest.length);
    const found = this.#score(rarest).filter(({ count }) => count >= least);
    const whole = found.filter(({ count }) => count === rarest.length);
    return { ids: best(found), complete: rarest.length > 0 && whole.length < MOST_CANDIDATES };
  }

  /** Blocks that hold any of the rarest words, as many of them as the budget allows. */
  withAny(words: readonly string[]): number[] {
    return best(this.#score(this.#affordable(this.#byRarity(words).slice(0, MOST_TERMS), POSTINGS, 1)));
  }

  /** The first of some words, at least so many, that stand in no more blocks than the budget allows, all together. */
  #affordable(words: string[], budget: number, least: number): string[] {
    let left = budget;
    return words.filter((word, i) => {
      left -= this.#frequencies.get(word)!;
      return i < least || left >= 0;
    });
  }

  /** The words that stand anywhere, rarest first, stop words last. */
  #byRarity(words: readonly string[]): string[] {
    const key = (word: string) => (this.#frequencies.get(word) ?? 0) + (isStopWord(word) ? 1e9 : 0);
    return [...new Set(words)].filter((word) => (this.#frequencies.get(word) ?? 0) > 0).sort((a, b) => key(a) - key(b));
  }

  /** Every block that holds any of the words, with how many of them and how rare they are. */
  #score(words: readonly string[]): Scored[] {
    const found = new Map<number, Scored>();
    for (const word of words) {
      const weight = Math.log(1 + this.#all / this.#frequencies.get(word)!);
      for (const id of this.#listOf(word)) {
        const known = found.get(id);
        if (known) {
          known.count++;
          known.score += weight;
        } else found.set(id, { id, count: 1, score: weight });
      }
    }
    return [...found.values()];
  }

  #listOf(word: string): Uint32Array {
    const known = this.#lists.get(word) ?? this.#store.blocksWith(word);
    this.#lists.set(word, known);
    return known;
  }
}

/** A block by its database id. */
interface Scored {
  id: number;
  count: number;
  score: number;
}

/** The best, and none that has much less than the first: other wordings of a passage have most of its rare words too. */
function best(found: Scored[]): number[] {
  const most = found.reduce((highest, { score }) => Math.max(highest, score), 0);
  return found
    .filter(({ score }) => score >= LEAST_SHARE * most)
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, MOST_CANDIDATES)
    .map(({ id }) => id);
}
const LEAST_SHARE = 0.25;
