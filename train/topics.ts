/**
 * Fits how the signs of a topic are weighed, what words and vectors add to them for each topic of the file, and the threshold
 * of each, to `training.tsv`, `studied.tsv` and `digests.tsv` of `bench/topics`; writes `topics.json` and `learned.tsv` in
 * `ingest/classify/model/`, with their card: `npm run train:topics -- [--errors N]`. The held claims are not read, except to
 * print what `bench:topics` says of them at the end. Always gives the same weights.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openClassifier } from '../bench/classifier.ts';
import { readLabelledClaims } from '../bench/topic-set.ts';
import { readForTopics } from '../ingest/classify/index.ts';
import { Learned, meaningOf } from '../ingest/classify/learned.ts';
import { formatLearned, MODEL } from '../ingest/classify/model.ts';
import { chooseTopics, TOPIC_FEATURES, type TopicWeights, topicFeatures } from '../ingest/classify/topics.ts';
import { ROOT } from '../src/root.ts';
import { type Lesson, learnTopics } from './learn-topics.ts';
import { fitLogistic } from './logistic.ts';

/** On the squares of the weights of signs; halving or doubling it changes F1 by less than .01. */
const PENALTY = 1;
const FOLDS = 6;
/** Claims as the program cuts them out of documents say more of those to come than invented ones. */
const TIMES_OF_READ = 2;
/** How much the counts of an average topic weigh beside those of the topic itself when its threshold is chosen. */
const PRIOR = 2;

/** A claim with the features of its signs, and the probability of each topic by weights that were fitted without it. */
interface Case {
  text: string;
  /** How often it is learned from. */
  times: number;
  lesson: Omit<Lesson, 'odds'>;
  features: number[][];
  bySigns: number[];
  byAll: number[];
}

const { values } = parseArgs({ options: { errors: { type: 'string', default: '0' } } });
const classifier = await openClassifier();
const { topics } = classifier.registry;
const meanings = topics.map(meaningOf);
const invented = [...readLabelledClaims('training'), ...readLabelledClaims('studied')];
const claims = await classifier.withVectors([...invented, ...readLabelledClaims('digests')]);
const cases = claims.map((claim, i): Case => {
  const { signs, ...read } = readForTopics(claim, classifier.labels);
  const right = topics.map(({ id }) => Number(claim.topics.includes(id)));
  const features = topicFeatures(signs).map((found) => TOPIC_FEATURES.map((name) => found[name]));
  const times = i < invented.length ? 1 : TIMES_OF_READ;
  return { text: claim.text, times, lesson: { ...read, right }, features, bySigns: [], byAll: [] };
});

for (let fold = 0; fold < FOLDS; fold++) {
  const [known, unknown] = [cases.filter((_, i) => i % FOLDS !== fold), cases.filter((_, i) => i % FOLDS === fold)];
  const signs = fitSigns(known);
  const learned = new Learned(learnTopics(toLessons(known, signs), meanings));
  for (const one of unknown) {
    const odds = oddsOf(one, signs);
    const added = learned.odds(one.lesson);
    one.bySigns = odds.map(toProbability);
    one.byAll = odds.map((x, t) => toProbability(x + added[t]!));
  }
}
const signs = fitSigns(cases);
const [bias, ...weights] = signs as [number, ...number[]];
const model: TopicWeights = {
  bias: round(bias),
  weights: Object.fromEntries(TOPIC_FEATURES.map((name, i) => [name, round(weights[i]!)])) as TopicWeights['weights'],
  threshold: bestThreshold(topics.flatMap((_, t) => answersTo(t, 'bySigns'))),
  thresholds: Object.fromEntries(
    topics.map(({ id }, t) => [
      id,
      bestThreshold(
        answersTo(t, 'byAll'),
        topics.flatMap((_, other) => answersTo(other, 'byAll')),
      ),
    ]),
  ),
};
report();
writeFileSync(join(MODEL, 'topics.json'), `${JSON.stringify(model, null, 2)}\n`);
writeFileSync(join(MODEL, 'learned.tsv'), formatLearned(learnTopics(toLessons(cases, signs), meanings)));
const figures = execFileSync('npx', ['tsx', 'bench/topics.ts'], { cwd: ROOT, encoding: 'utf8' });
process.stdout.write(figures);
writeFileSync(join(MODEL, 'TOPICS.md'), card(figures));

function fitSigns(some: Case[]): number[] {
  const all = some.flatMap(repeat);
  return fitLogistic(
    all.flatMap(({ features }) => features),
    all.flatMap(({ lesson }) => lesson.right),
    PENALTY,
  );
}

function oddsOf({ features }: Case, [bias = 0, ...weights]: number[]): number[] {
  return features.map((row) => row.reduce((sum, x, i) => sum + x * weights[i]!, bias));
}

function toLessons(some: Case[], signs: number[]): Lesson[] {
  return some.flatMap(repeat).map((one) => ({ ...one.lesson, odds: oddsOf(one, signs) }));
}

function repeat(one: Case): Case[] {
  return Array.from({ length: one.times }, () => one);
}

function toProbability(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

interface Answer {
  probability: number;
  right: boolean;
}

function answersTo(topic: number, by: 'bySigns' | 'byAll'): Answer[] {
  return cases.map((one) => ({ probability: one[by][topic]!, right: one.lesson.right[topic] === 1 }));
}

/** The threshold of the highest F1, counting in `all` as much as {@link PRIOR} average topics. */
function bestThreshold(own: Answer[], all: Answer[] = []): number {
  let best = { threshold: 0.5, f1: -1 };
  for (let step = 10; step <= 80; step++) {
    const at = step / 100;
    const [mine, average] = [count(own, at), count(all, at)];
    const share = all.length === 0 ? 0 : PRIOR / topics.length;
    const f1 = f1Of(mine.map((n, i) => n + average[i]! * share));
    if (f1 > best.f1) best = { threshold: at, f1 };
  }
  return best.threshold;
}

function count(some: Answer[], at: number): number[] {
  const given = some.filter(({ probability }) => probability >= at);
  const hit = given.filter(({ right }) => right).length;
  return [hit, given.length - hit, some.filter(({ right }) => right).length - hit];
}

function f1Of([hit = 0, wrong = 0, missed = 0]: number[]): number {
  return (2 * hit) / (2 * hit + wrong + missed || 1);
}

/** What cross-validation says of each topic, and some of the errors in it. */
function report(): void {
  const chosen = cases.map(({ byAll }) => {
    const all = topics.map(({ id }, t) => ({ id, probability: byAll[t]!, threshold: model.thresholds[id]! }));
    return chooseTopics(all).map(({ id }) => id);
  });
  const counts = topics.map(({ id }, t) => {
    const right = cases.map(({ lesson }) => lesson.right[t] === 1);
    const has = chosen.map((list) => list.includes(id));
    const number = (given: boolean, wanted: boolean) =>
      cases.filter((_, i) => has[i] === given && right[i] === wanted).length;
    return [number(true, true), number(true, false), number(false, true)];
  });
  const total = [0, 1, 2].map((i) => counts.reduce((sum, one) => sum + one[i]!, 0));
  process.stdout.write(`cross-validated: micro F1 ${f1Of(total).toFixed(3)} on ${cases.length} claims\n`);
  topics.forEach(({ id }, t) => {
    const [hit, wrong, missed] = counts[t]!;
    process.stdout.write(
      `  ${id}: F1 ${f1Of(counts[t]!).toFixed(3)}, ${hit} right, ${wrong} wrong, ${missed} missed\n`,
    );
  });
  const errors = cases.flatMap(({ text, lesson }, i) => {
    const is = topics.filter((_, t) => lesson.right[t] === 1).map(({ id }) => id);
    const same = is.length === chosen[i]!.length && is.every((id) => chosen[i]!.includes(id));
    return same ? [] : [`  ${text}\n    is ${is.join(', ') || 'other'}; got ${chosen[i]!.join(', ') || 'other'}\n`];
  });
  process.stdout.write(errors.slice(-Number(values.errors) || errors.length).join(''));
}

function round(x: number): number {
  return Math.round(x * 1000) / 1000;
}

function card(figures: string): string {
  return `# Topics: how signs are weighed, and what words add

\`topics.json\` and \`learned.tsv\` were written by \`npm run train:topics\` on ${new Date().toISOString().slice(0, 10)}. Apache-2.0, like the project.

**Data.** \`bench/topics/training.tsv\` and \`studied.tsv\`: ${invented.length} claims invented and labelled for this project, in the manner of the debate and of every side. \`digests.tsv\`: ${cases.length - invented.length} claims as the program reads them in two thirds of the bundled digests, each counted ${TIMES_OF_READ} times: of many it has but a part of a sentence, and many are of no topic. \`held.tsv\` and \`digests-held.tsv\` are only measured.

**Method.** Every topic of \`corpus/topics.yaml\` has nine signs in a claim: terms in it (words, phrases), terms in the heading above it, once more where the claim has no topic's terms itself, telling words that it shares with the topic's texts, cosine to the definition, cosine to the nearest examples, how far that lies above the mean of all topics, and whether another topic has more terms. One logistic regression (penalty ${PENALTY} on the squares) weighs them for all topics alike (\`topics.json\`), so that a topic added to the file works without training. For each topic that was there when it was trained, a second one with the first as its offset adds what the claim's stems, pairs of stems, beginnings of stems and sentence vector say beyond that, words without a subject of their own left out (\`learned.tsv\`, in hundredths). A topic whose name or definition has changed since has its signs alone. The threshold of each topic is that of the highest F1 on probabilities from ${FOLDS}-fold cross-validation, the topic's own counts together with those of ${PRIOR} average topics; a new topic has a common one, from signs alone. At most three topics are given.

**Figures.** The studied claims are among those learned from, so that only the held ones, and cross-validation, say how good it is.

\`\`\`
${figures.trimEnd()}
\`\`\`

**Limits.** English, and one debate. The claims were written by one person; others would label some of them otherwise. With other sentence vectors than the built-in ones only the signs and the words are used.
`;
}
