/**
 * Fits the classifier of pairs of claims to the studied pairs of bench/compare and writes src/compare/weights.ts:
 * `npm run train:compare`. The penalty is the one that does best in cross-validation over the studied pairs.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readPairs } from '../../bench/compare-pairs.ts';
import { FEATURES, readPair } from '../../src/compare/pair.ts';
import { RELATIONS } from '../../src/compare/relation.ts';
import { crossValidate, type Example, fitModel } from './fit.ts';

const PENALTIES = [0.003, 0.01, 0.03, 0.1];
const PARTS = 5;

const pairs = await readPairs('studied');
// Which of two claims came first matters to answers only: the other pairs teach in both orders.
const examples: Example[] = pairs.flatMap(({ pair: [one, other], relation }) => [
  { values: readPair(one, other), relation },
  ...(relation === 'answer' ? [] : [{ values: readPair(other, one), relation }]),
]);
const single = pairs.map(({ pair: [one, other], relation }) => ({ values: readPair(one, other), relation }));
const tried = PENALTIES.map((penalty) => ({ penalty, right: crossValidate(single, penalty, PARTS) }));
for (const { penalty, right } of tried) console.log(`penalty ${penalty}: ${(100 * right).toFixed(1)} % right`);
const { penalty } = tried.reduce((best, one) => (one.right > best.right ? one : best));
const { bias, weights } = fitModel(examples, penalty);
const number = (x: number) => String(Math.round(x * 1000) / 1000);
const lines = [
  '// Made by `npm run train:compare`: do not edit.',
  '/** Weights of the features of pair.ts, in their order. */',
  'export const WEIGHTS = {',
  ...RELATIONS.flatMap((relation) => [
    `  ${relation}: [`,
    ...FEATURES.map((feature, i) => `    ${number(weights[relation][i]!)}, // ${feature}`),
    '  ],',
  ]),
  '};',
  '',
  `export const BIAS = { ${RELATIONS.map((relation) => `${relation}: ${number(bias[relation])}`).join(', ')} };`,
];
writeFileSync(fileURLToPath(new URL('../../src/compare/weights.ts', import.meta.url)), `${lines.join('\n')}\n`);
