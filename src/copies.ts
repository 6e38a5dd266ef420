import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { MinHash } from 'bloom-filters';
import { xxHash32 } from 'js-xxhash';
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

/**
 * Numbers of shingles are taken modulo the greatest prime below 2²⁶, so that the library, which multiplies two of them, stays
 * within the whole numbers of a double.
 */
const PRIME = 67_108_859;

/** The sketch of what a document says; what the page says about itself (menus, teasers) is left out, so that a print version is the same. */
export function sketch(text: string, blocks: readonly Block[]): Sketch {
  const said = blocks.filter(({ kind }) => kind !== 'furniture').map(({ start, end }) => text.slice(start, end));
  const found = said.join('\n').normalize('NFKC').toLowerCase().match(WORD) ?? [];
  const sum = createHash('sha256').update(found.join(' ')).digest('hex');
  return found.length < FEWEST_WORDS ? { words: sum } : { words: sum, signature: leastHashes(found) };
}

/**
 * How much of all their shingles two texts share, 0 to 1, as their signatures tell: the share of equal least hashes (A. Z.
 * Broder, On the resemblance and containment of documents, 1997).
 */
export function resemblance(a: Uint32Array, b: Uint32Array): number {
  return minHash(a).compareWith(minHash(b));
}

/** Numbers of which texts that resemble each other share at least one (locality-sensitive hashing), each below 2⁴⁸. */
export function bands(signature: Uint32Array): number[] {
  return Array.from({ length: HASHES / BAND }, (_, band) => {
    const part = new Uint8Array(signature.slice(band * BAND, (band + 1) * BAND).buffer);
    return xxHash32(part, 2 * band) * 0x10000 + (xxHash32(part, 2 * band + 1) & 0xffff);
  });
}

function leastHashes(found: readonly string[]): Uint32Array {
  const hash = minHash();
  for (let end = SHINGLE; end <= found.length; end++)
    hash.add(xxHash32(found.slice(end - SHINGLE, end).join(' ')) % PRIME);
  return Uint32Array.from(hash._signature);
}

/** A MinHash of no text, or with the least hashes of one. Its orders of all shingles are the same in every run. */
function minHash(signature?: Uint32Array): MinHash {
  library ??= createRequire(import.meta.url)('bloom-filters') as typeof import('bloom-filters');
  const hash = new library.MinHash(HASHES, ORDERS);
  if (signature) hash._signature = Array.from(signature);
  return hash;
}

/** Loaded with the first text that is saved: it takes a tenth of a second, and whoever only asks needs none of it. */
let library: typeof import('bloom-filters') | undefined;

/** An order of all shingles is that of their numbers times one number, plus another, modulo the prime. */
const ORDERS = Array.from({ length: HASHES }, (_, order) => ({
  a: 1 + (xxHash32('factor', order) % (PRIME - 1)),
  b: xxHash32('summand', order) % PRIME,
  c: PRIME,
}));
