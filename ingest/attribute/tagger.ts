import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/root.ts';
import { encode, FEATURES, parseVocabulary, type StoredVocabulary, type Vocabulary } from './features.ts';
import type { Hint } from './hints.ts';
import { type Link, linkUnits, type Scores, type Weights } from './link.ts';
import { BREAK, type Unit } from './words.ts';

/** The trained network with its vocabulary. `npm run train:attribution` writes the files. */
export interface Tagger {
  vocabulary: Vocabulary;
  weights: Weights;
  /** Scores for units given by their features. */
  run(features: Int32Array): Promise<Scores>;
}

/** Where the project's own model lies. */
export const MODEL = join(ROOT, 'ingest/attribute/model');

let tagger: Promise<Tagger> | undefined;

/** The tagger of `model/`, loaded on the first call. */
export function loadTagger(): Promise<Tagger> {
  tagger ??= load(MODEL);
  return tagger;
}

/** Reads a tagger from a folder with `model.onnx` and `vocabulary.json`. */
export async function load(folder: string): Promise<Tagger> {
  const stored = JSON.parse(readFileSync(join(folder, 'vocabulary.json'), 'utf8')) as StoredVocabulary & Weights;
  const onnx = await import('onnxruntime-node');
  const session = await onnx.InferenceSession.create(join(folder, 'model.onnx'), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  return {
    vocabulary: parseVocabulary(stored),
    weights: { transitions: stored.transitions, near: stored.near },
    async run(features) {
      const units = features.length / FEATURES.length;
      const input = new onnx.Tensor('int32', features, [units, FEATURES.length]);
      const { emissions, points } = await session.run({ features: input });
      return { emissions: emissions!.data as Float32Array, points: points!.data as Float32Array };
    },
  };
}

/** Units that the network reads at once; longer texts are read in parts, whole blocks where they fit. */
const AT_ONCE = 3_000;

/** Attributions among units, part by part; stretches index into `units`. */
export async function tag(tagger: Tagger, units: Unit[], hints: Hint[]): Promise<Link[]> {
  const links: Link[] = [];
  for (let from = 0; from < units.length; ) {
    const to = endOfPart(units, from);
    const part = units.slice(from, to);
    const scores = await tagger.run(encode(part, hints.slice(from, to), tagger.vocabulary));
    const move = <T extends { from: number; to: number } | undefined>(stretch: T): T =>
      stretch && { ...stretch, from: stretch.from + from, to: stretch.to + from };
    for (const { source, cue, content, certainty } of linkUnits(part, scores, tagger.weights))
      links.push({ source: move(source), cue: move(cue), content: content.map(move), certainty });
    from = to;
  }
  return links;
}

function endOfPart(units: Unit[], from: number): number {
  const to = from + AT_ONCE;
  if (to >= units.length) return units.length;
  for (let i = to; i > from + AT_ONCE / 2; i--) if (units[i - 1]!.word === BREAK) return i;
  for (let i = to; i > from + AT_ONCE / 2; i--) if (units[i]!.initial) return i;
  return to;
}
