import { describe, expect, it } from 'vitest';
import { loadWords, packWords, unpackWords, type WordVectors } from '../../../src/compare/words.ts';

function cosine(words: WordVectors, one: string, other: string): number {
  const [a, b] = [one, other].map((stem) => {
    const vector = new Float32Array(words.dimensions);
    words.write(stem, vector);
    return vector;
  }) as [Float32Array, Float32Array];
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

describe('The vectors of words', () => {
  it('are those that were packed, brought to one length', () => {
    const words = unpackWords(
      packWords(
        new Map([
          ['reef', [3, 4]],
          ['dam', [-8, 6]],
        ]),
        2,
      ),
    );
    expect(words.dimensions).toBe(2);
    expect(cosine(words, 'reef', 'reef')).toBeCloseTo(1, 5);
    expect(cosine(words, 'reef', 'dam')).toBeCloseTo(0, 2);
    expect(cosine(words, 'reef', 'unknown')).toBe(0);
  });

  it('are nearer for words of like meaning', () => {
    const words = loadWords();
    expect(cosine(words, 'forbid', 'prohibit')).toBeGreaterThan(0.6);
    expect(cosine(words, 'forbid', 'salmon')).toBeLessThan(0.3);
  });
});
