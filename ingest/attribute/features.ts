import type { Hints } from './hints.ts';
import { SHAPES, type Unit } from './words.ts';

/** What a model was trained to tell apart; index 0 of every list stands for all others. */
export interface Vocabulary {
  words: Map<string, number>;
  suffixes2: Map<string, number>;
  suffixes3: Map<string, number>;
  prefixes3: Map<string, number>;
  /** How many of the words, the first, training saw often. */
  often: number;
}

/** Lists as the model's file holds them: joined by spaces. */
export type StoredVocabulary = Record<Exclude<keyof Vocabulary, 'often'>, string> & Pick<Vocabulary, 'often'>;

export function parseVocabulary(stored: StoredVocabulary): Vocabulary {
  const index = (list: string) => new Map(list.split(' ').map((entry, i) => [entry, i + 1]));
  return {
    words: index(stored.words),
    suffixes2: index(stored.suffixes2),
    suffixes3: index(stored.suffixes3),
    prefixes3: index(stored.prefixes3),
    often: stored.often,
  };
}

/** Whether a word is so common in small letters that a capital at the beginning of a sentence makes no name of it. */
export function isCommon({ words, often }: Vocabulary, word: string): boolean {
  return (words.get(word) ?? often + 1) <= often;
}

/** In the order of a unit's features. */
export const FEATURES = ['word', 'suffix2', 'suffix3', 'prefix3', 'shape', 'state', 'role', 'cue'] as const;

/** The parts of a word that are features, or undefined for names, numbers and marks. */
export function affixesOf({ word, shape }: Unit): { suffix2: string; suffix3: string; prefix3: string } | undefined {
  return SPELLED.has(SHAPES[shape]!)
    ? { suffix2: word.slice(-2), suffix3: word.slice(-3), prefix3: word.slice(0, 3) }
    : undefined;
}

const SPELLED = new Set<string>(['lower', 'Initial', 'mixed']);

/** Features of units `[from, to)`, {@link FEATURES} by {@link FEATURES}. */
export function encode(
  units: Unit[],
  hints: Hints,
  vocabulary: Vocabulary,
  from = 0,
  to = units.length,
): Int32Array<ArrayBuffer> {
  const features = new Int32Array((to - from) * FEATURES.length);
  const { words, suffixes2, suffixes3, prefixes3 } = vocabulary;
  for (let i = from, at = 0; i < to; i++) {
    const unit = units[i]!;
    const affixes = affixesOf(unit);
    features[at++] = words.get(unit.word) ?? 0;
    features[at++] = (affixes && suffixes2.get(affixes.suffix2)) ?? 0;
    features[at++] = (affixes && suffixes3.get(affixes.suffix3)) ?? 0;
    features[at++] = (affixes && prefixes3.get(affixes.prefix3)) ?? 0;
    features[at++] = unit.shape;
    features[at++] = unit.state;
    features[at++] = hints.roles[i]!;
    features[at++] = hints.cues[i]!;
  }
  return features;
}
