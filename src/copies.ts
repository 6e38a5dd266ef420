import { createHash } from 'node:crypto';
import type { Block } from './claim.ts';

/** What is kept of a text to find its copies. */
export interface Sketch {
  /** SHA-256 of the words in order, hexadecimal: equal where two texts differ in white space, marks and case alone. */
  words: string;
  /** For each of {@link HASHES} orders of all shingles, which of the text's comes first; absent of short texts. */
  signature?: Uint32Array;
}

/** Letters and digits; of Chinese each character. How verifying cuts words (`words` in text.ts) takes several times as long. */
const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;
/**
 * Words of a shingle. Two texts on one event share many runs of three words and few of five; longer runs make every changed
 * word count for more.
 */
const SHINGLE = 5;
/** Texts of fewer words are copies only where all their words are the same: two short answers may be alike by chance. */
const FEWEST_WORDS = 50;
/** Least hashes that are kept. The resemblance that they tell has a standard error of .044 at most. */
const HASHES = 128;
/** Hashes of a band. With 32 bands of 4, two texts of resemblance .5 meet in one with probability .87, of .6 with .99, of .1 with .003. */
const BAND = 4;
/** From this resemblance on, texts are copies: an article that lost a third of its paragraphs has .67, two reports of one event .1. */
export const COPY = 0.5;

/** The sketch of what a document says; what the page says about itself (menus, teasers) is left out, so that a print version is the same. */
export function sketch(text: string, blocks: readonly Block[]): Sketch {
  const said = blocks.filter(({ kind }) => kind !== 'furniture').map(({ start, end }) => text.slice(start, end));
  const found = said.join('\n').normalize('NFKC').toLowerCase().match(WORD) ?? [];
  const sum = createHash('sha256').update(found.join(' ')).digest('hex');
  return found.length < FEWEST_WORDS ? { words: sum } : { words: sum, signature: leastHashes(shingles(found)) };
}

/**
 * How much of all their shingles two texts share, 0 to 1, as their signatures tell: the share of equal least hashes (A. Z.
 * Broder, On the resemblance and containment of documents, 1997).
 */
export function resemblance(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let i = 0; i < HASHES; i++) if (a[i] === b[i]) equal++;
  return equal / HASHES;
}

/** Numbers of which texts that resemble each other share at least one (locality-sensitive hashing), each below 2⁴⁸. */
export function bands(signature: Uint32Array): number[] {
  return Array.from({ length: HASHES / BAND }, (_, band) => {
    let hash = mix(band + 1);
    for (const part of signature.subarray(band * BAND, (band + 1) * BAND)) hash = mix(hash ^ part);
    return hash * 0x10000 + (mix(hash ^ signature[band * BAND]!) & 0xffff);
  });
}

function shingles(list: readonly string[]): Uint32Array {
  const hashed = Uint32Array.from(list, hashOf);
  return Uint32Array.from({ length: list.length - SHINGLE + 1 }, (_, at) => {
    let hash = 0;
    for (let i = at; i < at + SHINGLE; i++) hash = mix(hash ^ hashed[i]!);
    return hash;
  });
}

/** An order of all shingles is that of their hashes times an odd number, plus another: each a permutation of 32-bit numbers. */
function leastHashes(all: Uint32Array): Uint32Array {
  return Uint32Array.from({ length: HASHES }, (_, order) => {
    const [factor, summand] = [mix(2 * order + 1) | 1, mix(2 * order + 2)];
    let least = 0xffffffff;
    for (let i = 0; i < all.length; i++) {
      const hash = (Math.imul(all[i]!, factor) + summand) >>> 0;
      if (hash < least) least = hash;
    }
    return least;
  });
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3: a permutation of 32-bit numbers that spreads every bit. */
function mix(number: number): number {
  let hash = number;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
