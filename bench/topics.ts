/**
 * Topics and stances of the held claims in `bench/topics`: `npm run -s bench:topics`. Prints micro F1 of the labels (claims with several
 * count several times; one that fits none counts where it gets some), macro F1, and how far the probabilities lie from the
 * shares that are right. The studied claims are learned from: `npm run train:topics -- --errors N` shows what is wrong in
 * cross-validation.
 */
import { type ClaimWords, classify, explainTopics, type TopicReason } from '../ingest/classify/index.ts';
import { calibrationError } from './calibration.ts';
import { openClassifier } from './classifier.ts';
import { type LabelledClaim, type Part, readLabelledClaims } from './topic-set.ts';

const classifier = await openClassifier();
const { labels } = classifier;
/** As if every topic had just been added to the file. */
const untaught = { ...labels, topics: labels.topics.map((topic) => ({ ...topic, learned: undefined })) };
/** Columns of the names of figures. */
const NAMES = 70;
await measure('held', 'topics, held');
await measure('digests-held', 'topics, of digests');

async function measure(part: Part, title: string): Promise<void> {
  const claims = await classifier.withVectors(readLabelledClaims(part));
  const found = claims.map((claim) => explainTopics(claim, labels));
  const pairs = pairsOf(claims, found);
  const ids = labels.topics.map(({ id }) => id);
  const others = claims.flatMap(({ topics }, i) => (topics.length === 0 ? [found[i]!] : []));
  const print = (name: string, value: number) =>
    process.stdout.write(`${`${title}: ${name}`.padEnd(NAMES)} ${value.toFixed(3)}\n`);
  print('micro F1', f1(pairs));
  print('precision', precision(pairs));
  print('recall', recall(pairs));
  print(
    'macro F1',
    ids.map((id) => f1(pairs.filter((pair) => pair.id === id))).reduce((a, b) => a + b, 0) / ids.length,
  );
  print(
    'micro F1 of topics of which nothing was learned',
    f1(
      pairsOf(
        claims,
        claims.map((claim) => explainTopics(claim, untaught)),
      ),
    ),
  );
  print(
    'claims that fit none and get none',
    others.filter((topics) => topics.every(({ given }) => !given)).length / others.length,
  );
  print('calibration error of all probabilities', calibrationError(pairs));
  print('calibration error of topics given', calibrationError(pairs.filter(({ given }) => given)));
  printStances(claims, print);
  process.stdout.write(`${title}: ${claims.length} claims, ${pairs.filter(({ right }) => right).length} labels\n`);
}

/** Of stances towards the first target, where people could tell them. */
function printStances(claims: (LabelledClaim & ClaimWords)[], print: (name: string, value: number) => void): void {
  const target = labels.targets[0]!.id;
  const pairs = classify(claims, labels).flatMap(({ stances }, i) => {
    const known = claims[i]!.stances;
    const right = known.has(target) ? known.get(target) : 'neutral';
    return right === undefined ? [] : [{ given: stances[0]!.stance, right }];
  });
  const sides = pairs.filter(({ given }) => given !== 'neutral');
  const share = (some: typeof pairs, is: (pair: (typeof pairs)[number]) => boolean) =>
    some.filter(is).length / (some.length || 1);
  print(
    `stances towards ${target} that are right`,
    share(pairs, ({ given, right }) => given === right),
  );
  print(
    'sides given that are right',
    share(sides, ({ given, right }) => given === right),
  );
  print(
    'sides given that are the contrary',
    share(sides, ({ given, right }) => right !== 'neutral' && given !== right),
  );
}

interface Pair {
  id: string;
  given: boolean;
  right: boolean;
  probability: number;
}

function pairsOf(claims: LabelledClaim[], reasons: TopicReason[][]): Pair[] {
  return reasons.flatMap((topics, i) =>
    topics.map(({ id, given, probability }) => ({
      id,
      given,
      probability,
      right: claims[i]!.topics.includes(id),
    })),
  );
}

function precision(some: Pair[]): number {
  const given = some.filter((pair) => pair.given);
  return given.filter(({ right }) => right).length / (given.length || 1);
}

function recall(some: Pair[]): number {
  const right = some.filter((pair) => pair.right);
  return right.filter(({ given }) => given).length / (right.length || 1);
}

function f1(some: Pair[]): number {
  const [p, r] = [precision(some), recall(some)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}
