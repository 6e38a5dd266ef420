import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/**
 * What the built-in model gives for the texts of the bundled topics and targets, which every new knowledge base asks for:
 * as 32-bit floats, little-endian, behind a line of JSON with the dimensions and the key of each text.
 */
export const KNOWN_VECTORS = join(ROOT, 'src/known-vectors.bin');

/** The key by which a text is known: its SHA-256, shortened. */
export function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The vectors of known texts, of the given dimensions; none where the file is missing or of another model. */
export function loadKnownVectors(dimensions: number): Map<string, number[]> {
  if (!existsSync(KNOWN_VECTORS)) return new Map();
  const file = readFileSync(KNOWN_VECTORS);
  const end = file.indexOf('\n');
  const head = JSON.parse(file.toString('utf8', 0, end)) as { dimensions: number; keys: string[] };
  if (head.dimensions !== dimensions) return new Map();
  const at = (i: number) => file.readFloatLE(end + 1 + 4 * i);
  return new Map(
    head.keys.map((key, row) => [key, Array.from({ length: dimensions }, (_, i) => at(row * dimensions + i))]),
  );
}

/** The content of such a file. */
export function packVectors(dimensions: number, vectors: ReadonlyMap<string, ArrayLike<number>>): Buffer {
  const head = Buffer.from(`${JSON.stringify({ dimensions, keys: [...vectors.keys()] })}\n`);
  const numbers = Buffer.alloc(4 * dimensions * vectors.size);
  let at = 0;
  for (const vector of vectors.values())
    for (let i = 0; i < dimensions; i++) at = numbers.writeFloatLE(vector[i] as number, at);
  return Buffer.concat([head, numbers]);
}
