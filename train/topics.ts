/**
 * Fits how the signs of a topic are weighed, and the threshold of each topic, to the studied claims of `bench/topics`, and
 * writes `ingest/classify/model/topics.json` with its card: `npm run train:topics`. The held claims are not read, except to
 * print what `bench:topics` says of them at the end. Always gives the same weights.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openClassifier } from '../bench/classifier.ts';
import { readLabelledClaims } from '../bench/topic-set.ts';
import { readSignsOf } from '../ingest/classify/index.ts';
import { MODEL } from '../ingest/classify/model.ts';
import { TOPIC_FEATURES, type TopicWeights, topicFeatures } from '../ingest/classify/topics.ts';
import { ROOT } from '../src/root.ts';
import { fitLogistic, probability } from './logistic.ts';

/** On the squares of weights; halving or doubling it changes the studied F1 by less than .01. */
const PENALTY = 1;
const FOLDS = 8;
/** How much the counts of an average topic weigh beside those of the topic itself when its threshold is chosen. */
const PRIOR = 2;

interface Case {
  claim: number;
  topic: string;
  features: number[];
  right: number;
  /** By weights that were fitted without the claim. */
  probability: number;
}

const classifier = await openClassifier();
const claims = await classifier.withVectors(readLabelledClaims('studied'));
const cases = claims.flatMap((claim, i): Case[] => {
  return topicFeatures(readSignsOf(claim, classifier.labels)).map((features, t) => {
    const { id } = classifier.labels.topics[t]!;
    const right = Number(claim.topics.includes(id));
    return { claim: i, topic: id, features: TOPIC_FEATURES.map((name) => features[name]), right, probability: 0 };
  });
});

for (let fold = 0; fold < FOLDS; fold++) {
  const weights = fitTo(cases.filter(({ claim }) => claim % FOLDS !== fold));
  for (const one of cases) if (one.claim % FOLDS === fold) one.probability = probability(weights, one.features);
}
const [bias, ...weights] = fitTo(cases) as [number, ...number[]];
const threshold = bestThreshold(cases);
const ids = [...new Set(cases.map(({ topic }) => topic))];
const model: TopicWeights = {
  bias: round(bias),
  weights: Object.fromEntries(TOPIC_FEATURES.map((name, i) => [name, round(weights[i]!)])) as TopicWeights['weights'],
  threshold,
  thresholds: Object.fromEntries(
    ids.map((id) => [
      id,
      bestThreshold(
        cases.filter(({ topic }) => topic === id),
        cases,
      ),
    ]),
  ),
};
writeFileSync(join(MODEL, 'topics.json'), `${JSON.stringify(model, null, 2)}\n`);
const figures = execFileSync('npx', ['tsx', 'bench/topics.ts'], { cwd: ROOT, encoding: 'utf8' });
process.stdout.write(figures);
writeFileSync(join(MODEL, 'TOPICS.md'), card(figures));

function fitTo(some: Case[]): number[] {
  return fitLogistic(
    some.map(({ features }) => features),
    some.map(({ right }) => right),
    PENALTY,
  );
}

/** The threshold of the highest F1, counting in `all` as much as {@link PRIOR} average topics. */
function bestThreshold(own: Case[], all: Case[] = []): number {
  let best = { threshold: 0.5, f1: -1 };
  for (let step = 10; step <= 80; step++) {
    const at = step / 100;
    const [mine, average] = [count(own, at), count(all, at)];
    const share = all.length === 0 ? 0 : PRIOR / ids.length;
    const [hit, wrong, missed] = mine.map((n, i) => n + average[i]! * share) as [number, number, number];
    const f1 = (2 * hit) / (2 * hit + wrong + missed);
    if (f1 > best.f1) best = { threshold: at, f1 };
  }
  return best.threshold;
}

function count(some: Case[], at: number): [number, number, number] {
  const given = some.filter((one) => one.probability >= at);
  const hit = given.filter(({ right }) => right === 1).length;
  return [hit, given.length - hit, some.filter(({ right }) => right === 1).length - hit];
}

function round(x: number): number {
  return Math.round(x * 1000) / 1000;
}

function card(figures: string): string {
  return `# Topics: how the signs are weighed

\`topics.json\` was written by \`npm run train:topics\` on ${new Date().toISOString().slice(0, 10)}. Apache-2.0, like the project.

**Data.** \`bench/topics/studied.tsv\`: claims invented and labelled for this project, in the manner of the debate and of every side. \`held.tsv\` was labelled at the same time and is only measured.

**Method.** Every topic of \`corpus/topics.yaml\` has eight features for a claim: terms in it (words, phrases), terms in the heading above it, telling words that it shares with the topic's texts, cosine to the definition, cosine to the nearest examples, how far that lies above the mean of all topics, and whether another topic has more terms. One logistic regression (penalty ${PENALTY} on the squares) weighs them for all topics alike, so that a topic added to the file works without training. Its sum is the probability that is shown. The threshold of each topic is that of the highest F1 on probabilities from ${FOLDS}-fold cross-validation, the topic's own counts together with those of ${PRIOR} average topics; a new topic has the common one. At most three topics are given.

**Figures**

\`\`\`
${figures.trimEnd()}
\`\`\`

**Limits.** English, and one debate. The claims were written by one person; others would label some of them otherwise.
`;
}
