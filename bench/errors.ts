/**
 * What goes wrong in attribution, by class: `npm run -s bench:errors -- [GOLD.jsonl] [--extractor NAME] [--examples N]`.
 * Pairs gold with predicted attributions as the scorer of `bench:attribution` does: one to one, best Dice overlap of the
 * contents' words first.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Article, extractorNamed, type Labelled, type Pair, predict, readArticles } from './extractors.ts';
import { requireData, SHARED } from './shared.ts';

/** An attribution as sets of its words' indices. */
interface Counted extends Labelled {
  words: Set<number>;
  sourceWords: Set<number>;
}

/**
 * Missed: no prediction overlaps the content. Span: none overlaps it by half. Source: the content is right by half, its
 * source is not. Spurious: the prediction pairs with no gold attribution.
 */
const CLASSES = [
  'missed: cue never seen in training',
  'missed: no cue',
  'missed: four words or fewer',
  'missed: other',
  'span: inside a longer prediction',
  'span: longer than its prediction',
  'span: quotation split among predictions',
  'span: shifted',
  'source: the right one was not found by any',
  'source: the right one went elsewhere',
  'source: none, where gold has one',
  'source: one, where gold has none',
  'spurious: overlaps gold',
  'spurious: elsewhere',
] as const;
type Class = (typeof CLASSES)[number];

const HALF = 0.5;
const SHORT = 4;

const { values, positionals } = parseArgs({
  options: { extractor: { type: 'string', default: 'bilstm' }, examples: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const folder = join(SHARED, 'bench/attribution');
const gold = readArticles(requireData(positionals[0] ?? join(folder, 'dev.jsonl')));
const seenCues = new Set(
  readArticles(requireData(join(folder, 'train.jsonl'))).flatMap((a) => a.attributions.map((one) => cueOf(a, one))),
);
const extractor = await extractorNamed(values.extractor);

const found = new Map<Class, string[]>(CLASSES.map((name) => [name, []]));
let right = 0;
for (const article of gold) {
  study(article, await predict(extractor, article.text));
}
report();

function cueOf({ text }: Article, { cue }: Labelled): string {
  return cue.map(([start, end]) => text.slice(start, end).toLowerCase()).join(' ');
}

function study(article: Article, predictions: Labelled[]): void {
  const starts = [...article.text.matchAll(/[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu)].map((word) => word.index);
  const count = (labelled: Labelled): Counted => ({
    ...labelled,
    words: wordsIn(starts, labelled.content),
    sourceWords: wordsIn(starts, labelled.source),
  });
  const golds = article.attributions.filter(({ content }) => content.length).map(count);
  const guesses = predictions.map(count);
  const pairs = golds
    .flatMap((one, i) => guesses.map((guess, j) => ({ i, j, dice: dice(one.words, guess.words) })))
    .filter((pair) => pair.dice > 0)
    .sort((a, b) => b.dice - a.dice);
  const partner = new Map<number, { j: number; dice: number }>();
  const used = new Set<number>();
  for (const { i, j, dice } of pairs) {
    if (partner.has(i) || used.has(j)) continue;
    partner.set(i, { j, dice });
    used.add(j);
  }
  const note = (name: Class, labelled: Labelled, other?: Labelled) =>
    found.get(name)!.push(show(article, labelled, other));
  golds.forEach((one, i) => {
    const match = partner.get(i);
    const guess = match && guesses[match.j]!;
    if (match && match.dice >= HALF) {
      const wrong = wrongSource(one, guess!, guesses);
      if (wrong) note(wrong, one, guess);
      else right++;
    } else {
      const overlapping = guesses.filter((other) => dice(one.words, other.words) > 0);
      if (overlapping.length === 0) note(missed(article, one), one);
      else note(badSpan(one, overlapping), one, guess ?? overlapping[0]);
    }
  });
  guesses.forEach((guess, j) => {
    if (used.has(j)) return;
    const over = golds.find((one) => dice(one.words, guess.words) > 0);
    note(over ? 'spurious: overlaps gold' : 'spurious: elsewhere', guess, over);
  });
}

function wordsIn(starts: number[], spans: Pair[]): Set<number> {
  return new Set(starts.flatMap((at, i) => (spans.some(([start, end]) => start <= at && at < end) ? [i] : [])));
}

function dice(a: Set<number>, b: Set<number>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return a.size + b.size ? (2 * shared) / (a.size + b.size) : 0;
}

function missed(article: Article, one: Counted): Class {
  if (!one.cue.length) return 'missed: no cue';
  if (!seenCues.has(cueOf(article, one))) return 'missed: cue never seen in training';
  return one.words.size <= SHORT ? 'missed: four words or fewer' : 'missed: other';
}

function badSpan(one: Counted, overlapping: Counted[]): Class {
  if (overlapping.some((guess) => [...one.words].every((word) => guess.words.has(word))))
    return 'span: inside a longer prediction';
  if (overlapping.length > 1) return 'span: quotation split among predictions';
  const [guess] = overlapping;
  return [...guess!.words].every((word) => one.words.has(word)) ? 'span: longer than its prediction' : 'span: shifted';
}

function wrongSource(one: Counted, guess: Counted, all: Counted[]): Class | undefined {
  if (!one.sourceWords.size) return guess.sourceWords.size ? 'source: one, where gold has none' : undefined;
  if (dice(one.sourceWords, guess.sourceWords) >= HALF) return undefined;
  if (!guess.sourceWords.size) return 'source: none, where gold has one';
  return all.some((other) => dice(one.sourceWords, other.sourceWords) >= HALF)
    ? 'source: the right one went elsewhere'
    : 'source: the right one was not found by any';
}

function show({ id, text }: Article, labelled: Labelled, other?: Labelled): string {
  const words = (spans: Pair[]) =>
    spans.map(([start, end]) => text.slice(start, end).replace(/\s+/g, ' ')).join(' … ') || '-';
  const line = (one: Labelled) => `[${words(one.source)}] ${words(one.cue)}: ${words(one.content).slice(0, 160)}`;
  return `${id}\n    ${line(labelled)}${other ? `\n    ${line(other)}` : ''}`;
}

function report(): void {
  const total = [...found.values()].reduce((sum, list) => sum + list.length, 0);
  process.stdout.write(`${extractor.name}: ${right} right, ${total} errors\n`);
  for (const [name, list] of found) {
    process.stdout.write(`${String(list.length).padStart(6)}  ${name}\n`);
    for (const example of sample(list, Number(values.examples))) process.stdout.write(`  ${example}\n`);
  }
}

/** Evenly over the list. */
function sample(list: string[], count: number): string[] {
  const step = Math.max(1, list.length / count);
  return Array.from({ length: Math.min(count, list.length) }, (_, i) => list[Math.floor(i * step)]!);
}
