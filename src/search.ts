import type { Embeddings } from '@langchain/core/embeddings';
import type { Claim, Span } from './claim.ts';
import type { SearchNote, SearchRequest, SearchResponse } from './contract.ts';
import { embedQuery } from './embed.ts';
import { type NameFinder, namesAlone } from './neutral.ts';
import { standsAnywhere } from './query/match.ts';
import { namesIn } from './query/names.ts';
import { firstDay, joinFilters, lastDay, readQuery } from './query/read.ts';
import { correctWords } from './query/spelling.ts';
import { isFound, type Stems, type Term, tokensOf, withoutLinks } from './query/terms.ts';
import { type Ranking, rankClaims } from './rank.ts';
import type { Store } from './store/index.ts';

/** Claims that {@link searchAll} reads at a time. */
const PART = 200;

type Question = Omit<SearchRequest, 'limit' | 'offset'>;

/** What a search may know besides the store. */
export interface SearchOptions {
  /** Topics by which queries may name them, besides their identifiers. */
  topics?: readonly { id: string; name: string }[];
  /** Whether the embedding model understands a text; where it does not, words alone decide. */
  covers?: (text: string) => boolean;
  /** Finds the names to which the vectors are blind: of a query that is only names, words alone decide. */
  findNames?: NameFinder;
}

/**
 * Claims that answer a query in the query language and satisfy the filters, best first: by words and by meaning. Without
 * words all that satisfy the filters, newest document first, with score 1. Any text is a query: what is no operator is
 * searched as words, and what a person should know of how it was read is in the notes.
 */
export async function search(
  store: Store,
  embeddings: Embeddings,
  request: SearchRequest,
  options: SearchOptions = {},
): Promise<SearchResponse> {
  const { limit, offset, ...question } = request;
  const { ranking, read, missing, notes, isCovered, period } = await askFor(store, embeddings, question, options);
  const page = ranking.page(offset, limit, request.sort);
  const claims = store.claims(page.map(({ key }) => key));
  return {
    query: request.query,
    operators: read.operators,
    notes: [
      ...read.notes,
      ...missing.map(noteOnPhrase),
      ...notes,
      ...notesOn(ranking, isCovered),
      ...noteOnPeriod(period),
    ],
    total: ranking.total,
    claims: claims.map((claim, i) => {
      const { score, words: share } = page[i]!;
      const why = { words: share, meaning: 1 - share, marks: findMarks(claim.text, ranking.terms, store.stems) };
      return { ...claim, score, why };
    }),
    facets: ranking.countFacets(),
  };
}

/**
 * The same claims in the same order, `most` of them at most, read when they are asked for: for exports that do not fit in
 * memory. What is removed meanwhile is left out.
 */
export async function searchAll(
  store: Store,
  embeddings: Embeddings,
  { most, ...question }: Question & { most: number },
  options: SearchOptions = {},
): Promise<Iterable<Claim>> {
  const { ranking } = await askFor(store, embeddings, question, options);
  const keys = ranking.page(0, most, question.sort).map(({ key }) => key);
  return (function* () {
    for (let at = 0; at < keys.length; at += PART) yield* store.claims(keys.slice(at, at + PART));
  })();
}

/** Nothing lies in a period that ends before it begins: most likely its dates were given the wrong way round. */
function noteOnPeriod({ from, to }: { from: string | undefined; to: string | undefined }): SearchNote[] {
  if (from === undefined || to === undefined || firstDay(from) <= lastDay(to)) return [];
  const message = `No day is both from ${from} on and up to ${to}: the period ends before it begins.`;
  return [{ code: 'period', message }];
}

/** Reads a question and ranks what answers it. */
async function askFor(
  store: Store,
  embeddings: Embeddings,
  { query, sort: _, ...filter }: Question,
  { topics = [], covers = () => true, findNames = () => [] }: SearchOptions,
) {
  const { labels, postings } = store.memory();
  const read = readQuery(query, { labels, topics });
  const place = { labels, postings, stems: store.stems, names: namesIn(labels, store.stems) };
  const [phrases, missing] = partition(read.phrases, (phrase) => standsAnywhere(place, phrase));
  const { words, notes } = correctWords(store, place, withoutLinks([read.words, ...missing].join(' ').trim()));
  const isCovered = covers(words);
  const hasMeaning = isCovered && tokensOf(words).length > 0 && !namesAlone(words, findNames);
  const vector = hasMeaning ? await embedQuery(embeddings, words) : undefined;
  const joined = joinFilters(filter, read.filter);
  const ranking = rankClaims(store, { words, phrases, without: read.without, filter: joined, vector });
  return { ranking, read, missing, notes, isCovered, period: { from: joined.from, to: joined.to } };
}

/** Where a text has words that were looked for, in order; words side by side are one place. */
export function findMarks(text: string, terms: readonly Term[], stems: Stems): Span[] {
  const tokens = tokensOf(text);
  const marks: Span[] = [];
  stems(tokens.map((token) => token.text)).forEach((stem, i) => {
    if (!terms.some((term) => isFound(term, stem))) return;
    const { start, end } = tokens[i]!;
    const last = marks.at(-1);
    if (last && /^\s*$/u.test(text.slice(Math.min(last.end, start), start))) last.end = end;
    else marks.push({ start, end });
  });
  return marks;
}

function noteOnPhrase(phrase: string): SearchNote {
  return { code: 'phrase', message: `No claim has “${phrase}” word for word; its words were searched for one by one.` };
}

function partition<T>(list: readonly T[], is: (one: T) => boolean): [T[], T[]] {
  return [list.filter(is), list.filter((one) => !is(one))];
}

function notesOn({ passedOver }: Ranking, isCovered: boolean): SearchNote[] {
  const notes: SearchNote[] = [];
  if (!isCovered)
    notes.push({
      code: 'meaning',
      message: 'The embedding model does not know this script: only words were compared.',
    });
  if (passedOver.length > 0)
    notes.push({
      code: 'frequent',
      message: `${passedOver.map(({ typed }) => `“${typed}”`).join(', ')}: so frequent that claims were looked for by the other words, and only ranked by these.`,
    });
  return notes;
}
