/**
 * Fits the classifier of pairs of claims to the studied pairs of bench/compare and writes src/compare/weights.ts:
 * `npm run train:compare`. The penalty is the one with the least log loss in cross-validation over the studied pairs: what is
 * shown rests on probabilities.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readPairs } from '../../bench/compare-pairs.ts';
import { FEATURES } from '../../src/compare/pair.ts';
import { likeliest, RELATIONS } from '../../src/compare/relation.ts';
import { crossValidate, type Example, fitModel } from './fit.ts';

const PENALTIES = [0.003, 0.01, 0.03, 0.1];
const PARTS = 5;

const pairs = await readPairs('studied');
// Which of two claims came first matters to answers only: the other pairs teach in both orders.
const examples: Example[] = pairs.flatMap(({ features: { inOrder, turned }, relation }) => [
  { values: inOrder, relation },
  ...(relation === 'answer' ? [] : [{ values: turned, relation }]),
]);
const single = pairs.map(({ features: { inOrder: values }, relation }) => ({ values, relation }));
const tried = PENALTIES.map((penalty) => {
  const found = crossValidate(single, penalty, PARTS);
  const loss = single.reduce((sum, { relation }, i) => sum - Math.log(found[i]![relation]), 0) / single.length;
  const right = single.filter(({ relation }, i) => likeliest(found[i]!) === relation).length / single.length;
  return { penalty, loss, right };
});
for (const { penalty, loss, right } of tried)
  console.log(`penalty ${penalty}: log loss ${loss.toFixed(3)}, ${(100 * right).toFixed(1)} % right`);
const { penalty } = tried.reduce((best, one) => (one.loss < best.loss ? one : best));
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
