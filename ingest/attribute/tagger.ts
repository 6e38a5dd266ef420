import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/root.ts';
import { encode, FEATURES, parseVocabulary, type StoredVocabulary, type Vocabulary } from './features.ts';
import type { Hints } from './hints.ts';
import {
  FIRST_POINT,
  LABELS,
  type Link,
  linkUnits,
  makeScores,
  POINTS,
  type Scores,
  type Stretch,
  type Weights,
} from './link.ts';
import { BREAK, type Unit } from './words.ts';

/** The trained network with its vocabulary. `npm run train:attribution` writes the files. */
export interface Tagger {
  vocabulary: Vocabulary;
  weights: Weights;
  /** Writes the scores of texts given by the features of their units, text after text, to `into`, a room for {@link AT_ONCE}. */
  run(texts: Int32Array[], into: Scores): Promise<void>;
  /** Rooms for {@link AT_ONCE} units that nobody uses now. */
  rooms: Scores[];
}

/** Where the project's own model lies. */
export const MODEL = join(ROOT, 'ingest/attribute/model');

let tagger: Promise<Tagger> | undefined;

/** The tagger of `model/`, loaded on the first call. */
export function loadTagger(): Promise<Tagger> {
  tagger ??= load(MODEL);
  return tagger;
}

/** Networks of a folder: as it was trained, and nearly twice as fast with products in int8. */
export type Network = 'model.onnx' | 'quantised.onnx';

/** Reads a tagger from a folder with its networks and `vocabulary.json`. */
export async function load(folder: string, network: Network = 'quantised.onnx'): Promise<Tagger> {
  const stored = JSON.parse(readFileSync(join(folder, 'vocabulary.json'), 'utf8')) as StoredVocabulary & Weights;
  const onnx = await import('onnxruntime-node');
  const session = await onnx.InferenceSession.create(join(folder, network), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  return {
    vocabulary: parseVocabulary(stored),
    weights: { transitions: stored.transitions, near: stored.near },
    async run(texts, into) {
      const lengths = texts.map((features) => features.length / FEATURES.length);
      const longest = Math.max(...lengths);
      const features = new Int32Array(texts.length * longest * FEATURES.length);
      texts.forEach((text, i) => {
        features.set(text, i * longest * FEATURES.length);
      });
      const shape = [texts.length, longest];
      const output = (numbers: Float32Array, size: number) =>
        new onnx.Tensor('float32', numbers.subarray(0, texts.length * longest * size), [...shape, size]);
      const points = into.points.numbers.subarray(FIRST_POINT);
      await session.run(
        {
          features: new onnx.Tensor('int32', features, [...shape, FEATURES.length]),
          lengths: new onnx.Tensor('int32', Int32Array.from(lengths), [texts.length]),
        },
        { emissions: output(into.emissions, LABELS), points: output(points, POINTS) },
      );
      closeUp(into.emissions, lengths, longest, LABELS);
      closeUp(points, lengths, longest, POINTS);
    },
    rooms: [],
  };
}

/** Moves together what is as long for every text, so that nothing stands between the units of one and of the next. */
function closeUp(numbers: Float32Array, lengths: number[], longest: number, size: number): void {
  let to = 0;
  lengths.forEach((length, i) => {
    numbers.copyWithin(to * size, i * longest * size, (i * longest + length) * size);
    to += length;
  });
}

/** Units among which links are looked for at once; longer texts are read in parts, whole blocks where they fit. */
const PART = 3_000;
/**
 * Units that the network reads in a row; what it says of one depends little on others so far away, and it reads several
 * rows at once a quarter faster.
 */
const ROW = 600;
/** Units that a room holds: rows are at least half as long as they may be, and each takes as much room as the longest. */
const AT_ONCE = 2 * PART + ROW;

/** Attributions among units, part by part; stretches index into `units`. */
export async function tag(tagger: Tagger, units: Unit[], hints: Hints): Promise<Link[]> {
  const links: Link[] = [];
  // Used again, since memory outside of V8's heap is given back late.
  const room = tagger.rooms.pop() ?? makeScores(AT_ONCE);
  for (const [from, to] of cut(units, 0, units.length, PART)) {
    const rows = cut(units, from, to, ROW).map(([a, b]) => encode(units, hints, tagger.vocabulary, a, b));
    await tagger.run(rows, room);
    for (const { source, cue, content, certainty } of linkUnits(units.slice(from, to), room, tagger.weights))
      links.push({
        source: source && moved(source, from),
        cue: cue && moved(cue, from),
        content: content.map((stretch) => moved(stretch, from)),
        certainty,
      });
  }
  tagger.rooms.push(room);
  return links;
}

function moved({ from, to }: Stretch, by: number): Stretch {
  return { from: from + by, to: to + by };
}

/** Cuts units `[from, to)` into stretches of `size` at most, at ends of blocks or else of sentences in their second half. */
function cut(units: Unit[], from: number, to: number, size: number): [number, number][] {
  const pieces: [number, number][] = [];
  for (let at = from; at < to; ) {
    const end = endOfPiece(units, at, to, size);
    pieces.push([at, end]);
    at = end;
  }
  return pieces;
}

function endOfPiece(units: Unit[], from: number, last: number, size: number): number {
  const to = from + size;
  if (to >= last) return last;
  for (let i = to; i > from + size / 2; i--) if (units[i - 1]!.word === BREAK) return i;
  for (let i = to; i > from + size / 2; i--) if (units[i]!.initial) return i;
  return to;
}
