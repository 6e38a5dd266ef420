import { best } from '../best.ts';
import { isStopWord } from '../text.ts';
import type { Reading } from './atoms.ts';
import { reachOf } from './passages.ts';
import { mostRecognisable } from './recognise.ts';
import { otherSpellings } from './spelling.ts';
import type { PassageStore } from './store.ts';

/** Words of the quotation, as the index has them, with their other spellings, and in how many blocks each stands. */
export interface Terms {
  words: string[];
  frequencies: Map<string, number>;
}

/** Blocks that are looked at more closely. */
export const MOST_CANDIDATES = 30;
/** As measured: pairs among the five rarest words find every mutated quotation. */
const RAREST = 5;
/** Blocks that are looked at for the pairs of a part, at a fifth of a microsecond each, and for the last resort. */
const PAIR_POSTINGS = 12_000;
const POSTINGS = 8_000;
/** As many as a set of bits has. */
const MOST_TERMS = 32;
/** A block must not have much less of the rare words than the best: other wordings of a passage have most of them too. */
const LEAST_SHARE = 0.25;
/** Characters of a block, at the least on average: tells how many of them a quotation may reach over. */
const SHORTEST_BLOCK = 20;

/** The blocks that hold words of a quotation, each word's read once. */
export class Holders {
  readonly #store: PassageStore;
  readonly #terms: Terms;
  readonly #lists = new Map<string, Uint32Array>();
  /** About the number of all blocks, as the quotation's most frequent word tells. */
  readonly #all: number;
  /** What may stand for each word of the quotation in the index; undefined where that is not to be told. */
  readonly #forms: (string[] | undefined)[];
  readonly #mayBeRecognised: ReturnType<typeof mostRecognisable>;
  /** Blocks before and after one over which the quotation may reach. */
  readonly #reach: number;

  constructor(store: PassageStore, quotation: Reading, terms: Terms) {
    this.#store = store;
    this.#terms = terms;
    this.#all = Math.max(1, ...terms.frequencies.values());
    const asked = new Set(terms.words);
    this.#forms = quotation.atoms.map(({ key }) =>
      /^[a-z]+$/.test(key) && asked.has(key) ? [key, ...otherSpellings(key)] : undefined,
    );
    this.#mayBeRecognised = mostRecognisable(quotation.atoms);
    this.#reach = 1 + Math.ceil(reachOf(quotation) / SHORTEST_BLOCK);
  }

  /**
   * Blocks that hold at least two of the rarest of some words (or the only one), those with more and rarer ones first, and
   * whether no other block has all of these words.
   */
  withPairs(words: readonly string[]): { ids: number[]; complete: boolean } {
    const rarest = this.#affordable(this.#byRarity(words).slice(0, RAREST), PAIR_POSTINGS, 2);
    const held = this.#heldBy(rarest);
    const whole = held.bits.reduce((count, bits) => (countOf(bits) === rarest.length ? count + 1 : count), 0);
    const ids = this.#best(held, rarest, Math.min(2, rarest.length));
    return { ids, complete: rarest.length > 0 && whole < MOST_CANDIDATES };
  }

  /** Blocks that hold any of the rarest words, as many of them as the budget allows. */
  withAny(words: readonly string[]): number[] {
    const rarest = this.#affordable(this.#byRarity(words).slice(0, MOST_TERMS), POSTINGS, 1);
    return this.#best(this.#heldBy(rarest), rarest, 1);
  }

  /** The first of some words, at least so many, that stand in no more blocks than the budget allows, all together. */
  #affordable(words: string[], budget: number, least: number): string[] {
    let left = budget;
    return words.filter((word, i) => {
      left -= this.#frequency(word);
      return i < least || left >= 0;
    });
  }

  /** The words that stand anywhere, rarest first, stop words last. */
  #byRarity(words: readonly string[]): string[] {
    const key = (word: string) => this.#frequency(word) + (isStopWord(word) ? 1e9 : 0);
    return [...new Set(words)].filter((word) => this.#frequency(word) > 0).sort((a, b) => key(a) - key(b));
  }

  #heldBy(words: readonly string[]): Held {
    const none: Held = { ids: new Uint32Array(0), bits: new Int32Array(0) };
    return words.reduce((held, word, i) => merge(held, this.#listOf(word), 1 << i), none);
  }

  /** The blocks that hold the most and rarest of the words, so many at least, but for those that cannot hold the quotation. */
  #best(held: Held, words: readonly string[], least: number): number[] {
    const weights = words.map((word) => Math.log(1 + this.#all / this.#frequency(word)));
    const known = new Map<number, number>();
    const found: { id: number; score: number }[] = [];
    let most = 0;
    for (let i = 0; i < held.bits.length; i++) {
      const bits = held.bits[i]!;
      // Most blocks hold one word alone.
      if (least > 1 && (bits & (bits - 1)) === 0) continue;
      const score = known.get(bits) ?? scoreOf(bits, weights);
      known.set(bits, score);
      most = Math.max(most, score);
      if (score >= LEAST_SHARE * most) found.push({ id: held.ids[i]!, score });
    }
    const enough = found.filter(({ score }) => score >= LEAST_SHARE * most);
    const first = best(enough, MOST_CANDIDATES, (a, b) => b.score - a.score || a.id - b.id);
    return first.map(({ id }) => id).filter(this.#promising(held, words));
  }

  /** Tells of a block whether it may hold the quotation, together with those around it, so far as these words tell. */
  #promising({ ids, bits }: Held, words: readonly string[]): (id: number) => boolean {
    const bitOf = new Map(words.map((word, i) => [word, 1 << i]));
    const isTold = (form: string) => bitOf.has(form) || this.#frequency(form) === 0;
    const wanted = this.#forms.map((forms) =>
      forms?.every(isTold) ? forms.reduce((sum, form) => sum | (bitOf.get(form) ?? 0), 0) : undefined,
    );
    return (id) => {
      let around = 0;
      for (let i = firstFrom(ids, id - this.#reach); ids[i]! <= id + this.#reach; i++) around |= bits[i]!;
      const stands = wanted.map((some) => some === undefined || (some & around) !== 0);
      return this.#mayBeRecognised(false, stands) || this.#mayBeRecognised(true, stands);
    };
  }

  #frequency(word: string): number {
    return this.#terms.frequencies.get(word) ?? 0;
  }

  #listOf(word: string): Uint32Array {
    const known = this.#lists.get(word) ?? this.#store.blocksWith(word);
    this.#lists.set(word, known);
    return known;
  }
}

/** Blocks in ascending order, and which words each holds, a bit for each. */
interface Held {
  ids: Uint32Array;
  bits: Int32Array;
}

/** With the blocks that hold one word more. */
function merge({ ids, bits }: Held, list: Uint32Array, bit: number): Held {
  const merged = { ids: new Uint32Array(ids.length + list.length), bits: new Int32Array(ids.length + list.length) };
  let size = 0;
  for (let i = 0, j = 0; i < ids.length || j < list.length; size++) {
    const [one, other] = [ids[i] ?? Number.POSITIVE_INFINITY, list[j] ?? Number.POSITIVE_INFINITY];
    merged.ids[size] = Math.min(one, other);
    merged.bits[size] = (one <= other ? bits[i]! : 0) | (other <= one ? bit : 0);
    if (one <= other) i++;
    if (other <= one) j++;
  }
  return { ids: merged.ids.subarray(0, size), bits: merged.bits.subarray(0, size) };
}

/** Index of the first of ascending numbers that is not less than one. */
function firstFrom(numbers: Uint32Array, least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function scoreOf(bits: number, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => ((bits >>> i) & 1 ? sum + weight : sum), 0);
}

/** The number of bits that are set (Kernighan's method). */
function countOf(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}
