/**
 * Topics of the labelled claims in `bench/topics`: `npm run -s bench:topics -- [--errors N]`. Prints micro F1 of the labels
 * (claims with several count several times; one that fits none counts where it gets some), macro F1, and how far the
 * probabilities lie from the shares that are right.
 */
import { parseArgs } from 'node:util';
import { explainTopics } from '../ingest/classify/index.ts';
import { calibrationError } from './calibration.ts';
import { openClassifier } from './classifier.ts';
import { PARTS, readLabelledClaims } from './topic-set.ts';

const { values } = parseArgs({ options: { errors: { type: 'string', default: '0' } } });
const classifier = await openClassifier();
for (const part of PARTS) {
  const claims = await classifier.withVectors(readLabelledClaims(part));
  const found = claims.map((claim) => explainTopics(claim, classifier.labels));
  const pairs = claims.flatMap(({ topics }, i) =>
    found[i]!.map(({ id, given, probability }) => ({ id, given, probability, right: topics.includes(id) })),
  );
  const others = claims.filter(({ topics }) => topics.length === 0).length;
  const left = claims.filter(({ topics }, i) => topics.length === 0 && found[i]!.every(({ given }) => !given)).length;
  const ids = [...new Set(pairs.map(({ id }) => id))];
  const macro = ids.map((id) => f1(pairs.filter((pair) => pair.id === id))).reduce((a, b) => a + b, 0) / ids.length;
  print(`topics, ${part}: micro F1`, f1(pairs));
  print(`topics, ${part}: precision`, precision(pairs));
  print(`topics, ${part}: recall`, recall(pairs));
  print(`topics, ${part}: macro F1`, macro);
  print(`topics, ${part}: claims that fit none and get none`, left / others);
  print(`topics, ${part}: calibration error of all probabilities`, calibrationError(pairs));
  print(`topics, ${part}: calibration error of topics given`, calibrationError(pairs.filter(({ given }) => given)));
  process.stdout.write(
    `topics, ${part}: ${claims.length} claims, ${pairs.filter(({ right }) => right).length} labels\n`,
  );
  if (part === 'studied') showErrors(Number(values.errors));

  function showErrors(count: number): void {
    const wrong = claims.flatMap(({ text, topics }, i) => {
      const given = found[i]!.filter((topic) => topic.given);
      const same = given.length === topics.length && given.every(({ id }) => topics.includes(id));
      return same
        ? []
        : [
            `  ${text}\n    is ${topics.join(', ') || 'other'}; got ${given.map(({ id, probability }) => `${id} ${probability}`).join(', ') || 'other'}\n`,
          ];
    });
    process.stdout.write(wrong.slice(0, count).join(''));
  }
}

interface Pair {
  given: boolean;
  right: boolean;
}

function precision(pairs: Pair[]): number {
  const given = pairs.filter((pair) => pair.given);
  return given.filter(({ right }) => right).length / (given.length || 1);
}

function recall(pairs: Pair[]): number {
  const right = pairs.filter((pair) => pair.right);
  return right.filter(({ given }) => given).length / (right.length || 1);
}

function f1(pairs: Pair[]): number {
  const [p, r] = [precision(pairs), recall(pairs)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}

function print(name: string, value: number): void {
  process.stdout.write(`${name.padEnd(62)} ${value.toFixed(3)}\n`);
}
