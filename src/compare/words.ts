import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.ts';

/**
 * Vectors of frequent English stems, of unit length: made of GloVe's (Pennington, Socher and Manning 2014) by
 * `npm run train:words`. The file has a head of three numbers (stems, dimensions, 0), then a hash of each stem (32 bits,
 * ascending), then the vectors, 8 bits a dimension; all little-endian.
 */
export const WORDS = join(ROOT, 'src/compare/words.bin');

/** Vectors by stem. */
export interface WordVectors {
  dimensions: number;
  has(stem: string): boolean;
  /** 0 in all places where the stem is not known. */
  write(stem: string, into: Float32Array): void;
}

/** FNV-1a: the file holds no list of words, and two stems in ten thousand share a place. */
export function hashStem(stem: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < stem.length; i++) h = Math.imul(h ^ stem.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** The content of such a file. Of stems with one hash the first counts. */
export function packWords(vectors: ReadonlyMap<string, ArrayLike<number>>, dimensions: number): Buffer {
  const rows = new Map<number, ArrayLike<number>>();
  for (const [stem, vector] of vectors) if (!rows.has(hashStem(stem))) rows.set(hashStem(stem), vector);
  const sorted = [...rows].sort(([a], [b]) => a - b);
  const file = Buffer.alloc(HEAD + sorted.length * (4 + dimensions));
  [sorted.length, dimensions, 0].forEach((number, i) => {
    file.writeUInt32LE(number, 4 * i);
  });
  sorted.forEach(([hash, vector], row) => {
    file.writeUInt32LE(hash, HEAD + 4 * row);
    const most = Math.max(...Array.from(vector, Math.abs));
    const at = HEAD + 4 * sorted.length + row * dimensions;
    for (let i = 0; i < dimensions; i++) file.writeInt8(Math.round((LARGEST * vector[i]!) / most), at + i);
  });
  return file;
}
const HEAD = 12;
const LARGEST = 127;

let loaded: WordVectors | undefined;

/** The vectors of {@link WORDS}, read once. */
export function loadWords(): WordVectors {
  loaded ??= unpackWords(readFileSync(WORDS));
  return loaded;
}

/** What {@link packWords} packed. */
export function unpackWords(file: Buffer): WordVectors {
  const [count, dimensions] = [file.readUInt32LE(0), file.readUInt32LE(4)];
  const rows = new Map<number, number>();
  for (let row = 0; row < count; row++) rows.set(file.readUInt32LE(HEAD + 4 * row), row);
  return {
    dimensions,
    has: (stem) => rows.has(hashStem(stem)),
    write(stem, into) {
      const row = rows.get(hashStem(stem));
      const at = HEAD + 4 * count + (row ?? 0) * dimensions;
      let sum = 0;
      for (let i = 0; i < dimensions; i++) {
        into[i] = row === undefined ? 0 : file.readInt8(at + i);
        sum += into[i]! ** 2;
      }
      const length = Math.sqrt(sum) || 1;
      for (let i = 0; i < dimensions; i++) into[i]! /= length;
    },
  };
}
