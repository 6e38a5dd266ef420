import { judge, type Likelihood, type Model, RELATIONS, type Relation } from '../../src/compare/relation.ts';

/** One example: the values of the features and the label. */
export interface Example {
  values: readonly number[];
  relation: Relation;
}

const STEPS = 1200;
const RATE = 0.1;
/** Of the last step's direction that is kept (heavy-ball momentum), without which the descent takes thousands of steps. */
const MOMENTUM = 0.9;

/**
 * Multinomial logistic regression with an L2 penalty, by gradient descent over all examples at once: no chance is in it.
 * Every example weighs alike, so that what is rare among them is rarely found. Features are divided by their deviation while fitting, and the
 * weights afterwards, so that the model takes them as they are.
 */
export function fitModel(examples: readonly Example[], penalty: number): Model {
  const width = examples[0]!.values.length;
  const scale = Array.from({ length: width }, (_, i) => deviation(examples.map(({ values }) => values[i]!)) || 1);
  const scaled = examples.map(({ values, relation }) => ({ values: values.map((v, i) => v / scale[i]!), relation }));
  const model = { weights: forEach(() => new Array<number>(width).fill(0)), bias: forEach(() => 0) };
  const speed = { weights: forEach(() => new Array<number>(width).fill(0)), bias: forEach(() => 0) };
  for (let step = 0; step < STEPS; step++) {
    const given: Likelihood[] = scaled.map(({ values }) => judge(values, model));
    for (const relation of RELATIONS) {
      const weights = model.weights[relation];
      const gradient = weights.map((weight) => penalty * weight);
      let bias = 0;
      scaled.forEach((example, n) => {
        const error = (given[n]![relation] - (relation === example.relation ? 1 : 0)) / scaled.length;
        bias += error;
        for (let i = 0; i < width; i++) gradient[i]! += error * example.values[i]!;
      });
      const moving = speed.weights[relation];
      for (let i = 0; i < width; i++) {
        moving[i] = MOMENTUM * moving[i]! - RATE * gradient[i]!;
        weights[i]! += moving[i]!;
      }
      speed.bias[relation] = MOMENTUM * speed.bias[relation] - RATE * bias;
      model.bias[relation] += speed.bias[relation];
    }
  }
  return {
    bias: model.bias,
    weights: forEach((relation) => model.weights[relation].map((weight, i) => weight / scale[i]!)),
  };
}

/** What models fitted to the other examples, in so many parts, think of each. */
export function crossValidate(examples: readonly Example[], penalty: number, parts: number): Likelihood[] {
  const models = Array.from({ length: parts }, (_, part) =>
    fitModel(
      examples.filter((_, i) => i % parts !== part),
      penalty,
    ),
  );
  return examples.map(({ values }, i) => judge(values, models[i % parts]!));
}

function forEach<T>(make: (relation: Relation) => T): Record<Relation, T> {
  return Object.fromEntries(RELATIONS.map((relation) => [relation, make(relation)])) as Record<Relation, T>;
}

function deviation(list: readonly number[]): number {
  const mean = list.reduce((sum, x) => sum + x, 0) / list.length;
  return Math.sqrt(list.reduce((sum, x) => sum + (x - mean) ** 2, 0) / list.length);
}
