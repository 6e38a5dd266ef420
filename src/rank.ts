import type { Embeddings } from '@langchain/core/embeddings';
import { firstFrom, placeOf } from './ascending.ts';
import { best } from './best.ts';
import type { Facets, Filter, Sort } from './contract.ts';
import { embedQuery } from './embed.ts';
import { type NameFinder, namesAlone } from './neutral.ts';
import { type Demands, type Matched, matchTerms, meetDemands, type Place, rarestOf } from './query/match.ts';
import { namesIn } from './query/names.ts';
import { type Scored, scoreExactly } from './query/score.ts';
import { type Term, termsOf, withoutLinks } from './query/terms.ts';
import type { Hit, Store } from './store/index.ts';

/** Cosine below which a claim that shares no word with the query is not shown: nearest is not near. */
const NEAR = 0.5;
/** Claims by words, and by meaning, that are scored exactly; the others follow in the order of the first reckoning. */
const EXACT = 150;
const EXACT_BY_MEANING = 200;
/** Of so many the first are picked; beyond that it is quicker to sort all. */
const MOST_PICKED = 5000;
/** Most claims that {@link rank} gives. */
const HITS = 1000;

/** A question in the parts that ranking knows. */
export interface Question extends Demands {
  /** Searched as words and by meaning; empty asks for everything that meets the demands. */
  words: string;
  filter: Partial<Filter>;
  /** What the words mean: a unit vector. Without one words alone decide. */
  vector?: Float32Array | undefined;
}

/** The answers to a question: all of them, the first ones ranked exactly. */
export interface Ranking {
  total: number;
  /** How many carry each label: counted when it is asked for, since a comparison does not. */
  countFacets: () => Facets;
  terms: Term[];
  /** Terms too frequent to look for beside rarer ones. */
  passedOver: Term[];
  /**
   * Part of the ranking, best first, where scores never rise, or by date; the same whatever part is asked for. By date, claims
   * that were not scored exactly have the least of the exact scores.
   */
  page: (offset: number, limit: number, sort?: Sort) => (Scored & { key: number })[];
}

/**
 * Claims that answer words, best first, among those that satisfy a filter: by keywords and by meaning, 1,000 at most. Scores
 * are 0 to 1. Any text is valid; one without words finds nothing, and of names alone, to which vectors are blind, words decide.
 */
export async function rank(
  store: Store,
  embeddings: Embeddings,
  query: string,
  { filter, findNames }: { filter: Partial<Filter>; findNames: NameFinder },
): Promise<Hit[]> {
  const words = withoutLinks(query);
  if (termsOf(words, store.stems).length === 0) return [];
  const vector = namesAlone(words, findNames) ? undefined : await embedQuery(embeddings, words);
  const ranking = rankClaims(store, { words, phrases: [], without: [], filter, vector });
  return ranking.page(0, HITS).map(({ key, score }) => ({ key, score }));
}

/**
 * Ranks the claims that hold a word of the question, or whose vector lies near its own. Without words it lists what meets
 * the demands, newest document first.
 */
export function rankClaims(store: Store, question: Question): Ranking {
  const { labels, postings } = store.memory();
  const place: Place = { labels, postings, names: namesIn(labels, store.stems), stems: store.stems };
  const asked = [question.words, ...question.phrases].join(' ');
  const terms = rarestOf(place, termsOf(asked, store.stems));
  const demanded = meetDemands(place, question);
  // Signs alone are no words, and find nothing; nothing at all finds everything.
  const isVain = question.words.trim() !== '' && demanded === undefined;
  if (terms.length === 0) return list(place, question, isVain ? new Uint8Array(labels.size) : demanded);
  const matched = matchTerms(place, terms, asked);
  const byMeaning = question.vector ? findNear(store, place, question, question.vector) : [];
  const near = byMeaning.filter(({ score, row }) => score >= NEAR && matched.scores[row] === 0).map(({ row }) => row);
  // What holds the phrases is found, whatever else of the question it holds.
  const rows = question.phrases.length > 0 ? rowsOf(place, demanded) : meeting(union(matched.rows, near), demanded);
  const selected = labels.select(rows, question.filter);
  return toRanking(store, place, { question, terms, matched, byMeaning, selected });
}

/** Claims by cosine, nearest first. */
function findNear(
  store: Store,
  { labels }: Place,
  { filter }: Question,
  vector: Float32Array,
): { row: number; score: number }[] {
  // By identifier, so that the filter means the same speakers to the vectors as to the labels.
  const speaker = filter.speaker?.length ? labels.speakersCalled(filter.speaker) : [];
  if (filter.speaker?.length && speaker.length === 0) return [];
  return store
    .matchMeaning(vector, { ...filter, speaker })
    .map(({ key, score }) => ({ row: labels.rowOf(key), score }))
    .filter(({ row }) => row >= 0);
}

function toRanking(
  store: Store,
  place: Place,
  found: {
    question: Question;
    terms: Term[];
    matched: Matched;
    byMeaning: { row: number; score: number }[];
    selected: { rows: Int32Array; countFacets: () => Facets };
  },
): Ranking {
  const { question, terms, matched, byMeaning, selected } = found;
  const { labels } = place;
  const { scores } = matched;
  const inOrder = (a: number, b: number) => scores[b]! - scores[a]! || a - b;
  const chosen = new Set(best(mayBeAmong(selected.rows, scores, EXACT), EXACT, inOrder));
  const answers = byMeaning.slice(0, EXACT_BY_MEANING).map(({ row }) => row);
  for (const row of answers.sort((a, b) => a - b)) if (placeOf(selected.rows, row) >= 0) chosen.add(row);
  const cosines = question.vector && readCosines(store, place, [...chosen], question.vector);
  const exact = scoreExactly(store, place, [...chosen], { terms, matched, cosines });
  let rest: ArrayLike<number> & Iterable<number> = [];
  const readRest = (count: number) => {
    const others = Math.min(count, selected.rows.length - chosen.size);
    if (rest.length < others) {
      // Those that were chosen are among the best, mostly: without them enough must be left.
      const all = mayBeAmong(selected.rows, scores, count + chosen.size).filter((row) => !chosen.has(row));
      rest = count > MOST_PICKED ? all.sort(inOrder) : best(all, count, inOrder);
    }
    return rest;
  };
  const lowest = exact.at(-1)?.score ?? 1;
  return {
    total: selected.rows.length,
    countFacets: selected.countFacets,
    terms,
    passedOver: matched.passedOver,
    page(offset, limit, sort = 'relevance') {
      if (sort !== 'relevance') {
        const known = new Map(exact.map((one) => [one.row, one]));
        return [...labels.byDate(selected.rows, sort).subarray(offset, offset + limit)].map((row) => ({
          ...(known.get(row) ?? { row, score: lowest, words: 1 }),
          key: labels.keys[row]!,
        }));
      }
      const page = exact.slice(offset, offset + limit);
      if (offset + limit > exact.length) {
        const from = Math.max(0, offset - exact.length);
        const others = [...readRest(offset + limit - exact.length)];
        const highest = others.length > 0 ? scores[others[0]!]! : 0;
        for (const row of others.slice(from, offset + limit - exact.length))
          page.push({ row, score: highest > 0 ? lowest * (scores[row]! / highest) : lowest, words: 1 });
      }
      return page.map((one) => ({ ...one, key: labels.keys[one.row]! }));
    },
  };
}

function list(place: Place, { filter }: Question, demanded: Uint8Array | undefined): Ranking {
  const { labels } = place;
  const { rows, countFacets } = labels.select(rowsOf(place, demanded), filter);
  return {
    total: rows.length,
    countFacets,
    terms: [],
    passedOver: [],
    page: (offset, limit, sort = 'newest') =>
      [...labels.byDate(rows, sort === 'oldest' ? sort : 'newest').subarray(offset, offset + limit)].map((row) => ({
        row,
        key: labels.keys[row]!,
        score: 1,
        words: 1,
      })),
  };
}

function readCosines(store: Store, { labels }: Place, rows: number[], vector: Float32Array): Map<number, number> {
  const found = store.cosines(
    vector,
    rows.map((row) => labels.keys[row]!),
  );
  return new Map(rows.map((row) => [row, Math.max(0, found.get(labels.keys[row]!) ?? 0)]));
}

function meeting(rows: Int32Array, demanded: Uint8Array | undefined): Int32Array {
  return demanded ? rows.filter((row) => demanded[row] === 1) : rows;
}

/** All rows, or those that meet the demands. */
function rowsOf({ labels }: Place, demanded: Uint8Array | undefined): Int32Array {
  return meeting(labels.all(), demanded);
}

/**
 * Rows among which the best `count` are, ascending: those of the highest scores, by a histogram. Comparing hundreds of thousands with
 * each other takes longer than all else that a question asks for.
 */
function mayBeAmong(rows: Int32Array, scores: Float32Array, count: number): Int32Array {
  if (rows.length <= count) return rows;
  let most = 0;
  for (let i = 0; i < rows.length; i++) most = Math.max(most, scores[rows[i]!]!);
  const step = BINS / (most || 1);
  const bins = new Uint32Array(BINS + 1);
  for (let i = 0; i < rows.length; i++) bins[Math.floor(scores[rows[i]!]! * step)]!++;
  let least = BINS;
  for (let sum = bins[BINS]!; sum < count && least > 0; ) sum += bins[--least]!;
  return rows.filter((row) => Math.floor(scores[row]! * step) >= least);
}
const BINS = 4096;

/** Ascending rows with others that are not among them. */
function union(rows: Int32Array, more: readonly number[]): Int32Array {
  if (more.length === 0) return rows;
  const all = new Int32Array(rows.length + more.length);
  const added = [...more].sort((a, b) => a - b);
  let from = 0;
  added.forEach((row, i) => {
    const to = firstFrom(rows, row);
    all.set(rows.subarray(from, to), from + i);
    all[to + i] = row;
    from = to;
  });
  all.set(rows.subarray(from), from + added.length);
  return all;
}
