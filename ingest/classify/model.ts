import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/root.ts';
import type { LearnedTopics } from './learned.ts';
import { RELATION_SIGNS, type RelationWeights, TABLE } from './relation.ts';
import type { TopicWeights } from './topics.ts';

/** Where training leaves what it learned, beside a card of each model. */
export const MODEL = join(ROOT, 'ingest/classify/model');

/** The weights that `npm run train:topics` wrote. */
export function loadTopicWeights(): TopicWeights {
  return JSON.parse(readFileSync(join(MODEL, 'topics.json'), 'utf8')) as TopicWeights;
}

/** What `npm run train:topics` learned of each topic. */
export function loadLearnedTopics(): LearnedTopics {
  return loadLearned('learned.tsv');
}

/** What `npm run train:sides` learned of the sides towards targets. */
export function loadLearnedSides(): LearnedTopics {
  return loadLearned('sides.tsv');
}

function loadLearned(file: string): LearnedTopics {
  const [header = '', ...lines] = readFileSync(join(MODEL, file), 'utf8').trimEnd().split('\n');
  const meanings = header.split('\t').slice(1);
  const rows = lines.map((line): [string, Float32Array] => {
    const [feature = '', ...weights] = line.split('\t');
    return [feature, Float32Array.from(weights, (steps) => Number(steps) / STEPS)];
  });
  const [[, bias = new Float32Array()] = [], ...rest] = rows;
  const dimensions = rest.filter(([feature]) => feature.startsWith(DIMENSION));
  return {
    meanings,
    bias,
    vector: meanings.map((_, i) => Float32Array.from(dimensions, ([, weights]) => weights[i]!)),
    words: new Map(rest.slice(dimensions.length)),
  };
}

/** As {@link loadLearned} reads it: a line for the bias, for each number of a vector, for each word; a column for each topic or side. */
export function formatLearned({ meanings, bias, vector, words }: LearnedTopics): string {
  const line = (feature: string, weights: Iterable<number>) =>
    [feature, ...Array.from(weights, (w) => Math.round(w * STEPS))].join('\t');
  const numbers = Array.from(vector[0] ?? [], (_, at) =>
    line(
      `${DIMENSION}${at}`,
      vector.map((weights) => weights[at]!),
    ),
  );
  const all = [...words].map(([feature, weights]) => line(feature, weights));
  return `${[['feature', ...meanings].join('\t'), line('bias', bias), ...numbers, ...all].join('\n')}\n`;
}

/** In these files weights are whole numbers, so many to one. */
const STEPS = 100;
/** No word begins so. */
const DIMENSION = '#';

/** The weights that `npm run train:stance` wrote. */
export function loadRelationWeights(): RelationWeights {
  const bytes = Uint8Array.from(readFileSync(join(MODEL, 'relation.bin')));
  const numbers = new Float32Array(bytes.buffer, 0, (bytes.length - TABLE) / Float32Array.BYTES_PER_ELEMENT);
  const [scale = 0, bias = 0] = numbers;
  const signs = numbers.slice(2, 2 + RELATION_SIGNS.length);
  const vectors = numbers.slice(2 + RELATION_SIGNS.length);
  const table = Float32Array.from(new Int8Array(bytes.buffer, numbers.byteLength), (step) => step * scale);
  const size = vectors.length / 3;
  const [claim, product, distance] = [0, 1, 2].map((i) => vectors.slice(i * size, (i + 1) * size)) as Three;
  return { bias, table, signs, claim, product, distance };
}

type Three = [Float32Array, Float32Array, Float32Array];

/** As {@link loadRelationWeights} reads them: 32-bit numbers, little-endian, and the table in 8 bits. */
export function packRelation({ bias, table, signs, claim, product, distance }: RelationWeights): Uint8Array {
  const scale = table.reduce((most, w) => Math.max(most, Math.abs(w)), 0) / LARGEST || 1;
  const numbers = Float32Array.from([scale, bias, ...signs, ...claim, ...product, ...distance]);
  const steps = Int8Array.from(table, (w) => Math.round(w / scale));
  return Buffer.concat([Buffer.from(numbers.buffer), Buffer.from(steps.buffer)]);
}

/** Of a signed byte. */
const LARGEST = 127;
