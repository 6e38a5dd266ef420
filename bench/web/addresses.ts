import { type Operation, toAddress } from '../../src/api/operation.ts';
import { OPERATIONS } from '../../src/api/operations/index.ts';
import type { Sample } from '../../src/api/sample.ts';

/** One request, as autocannon sends it. */
export interface Asked {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

const part = encodeURIComponent;
/** Words that somebody types: two of those of a claim. */
const query = ({ words }: Sample) => part(words.split(' ').slice(2, 4).join(' '));
const BLOCS = ['us', 'china', 'europe', 'other'];

/** For every page, an address that asks for a sample; null where a database of generated claims has nothing to show. */
const PAGES: Record<string, ((sample: Sample, i: number) => string) | null> = {
  '/': () => '/',
  '/about': () => '/about',
  '/audit': () => '/audit',
  '/api': () => '/api',
  '/api/openapi.json': () => '/api/openapi.json',
  '/style.css': () => '/style.css',
  '/script.js': () => '/script.js',
  '/icon.svg': () => '/icon.svg',
  '/search': (sample, i) =>
    i % 2 ? `/search?query=${query(sample)}` : `/search?topic=${sample.topic}&bloc=${BLOCS[i % 4]}`,
  '/search.json': (sample) => `/search.json?query=${query(sample)}`,
  '/search.csv': (sample) => `/search.csv?query=${query(sample)}&limit=100`,
  // What is ticked: all that a search finds is a download of the collection, not a page.
  '/take': ({ claim }) => `/take?which=ticked&format=bib&id=${claim}`,
  '/compare': (sample, i) => `/compare?topic=${i % 2 ? sample.topic : query(sample)}`,
  '/compare.json': (sample) => `/compare.json?topic=${sample.topic}`,
  '/verify': ({ words }) => `/verify?quotation=${part(words)}`,
  '/verify.json': ({ words }) => `/verify.json?quotation=${part(words)}`,
  '/documents': () => '/documents',
  '/documents.json': () => '/documents.json',
  '/documents/:name': ({ document, claim }) => `/documents/${part(document)}?claim=${claim}`,
  '/documents/:name/text': ({ document }) => `/documents/${part(document)}/text`,
  '/documents/:name/trace': ({ document }) => `/documents/${part(document)}/trace`,
  // No document has two versions, was fetched, or has pages.
  '/documents/:name/changes': null,
  '/documents/:name/snapshot': null,
  '/documents/:name/pages/:page': null,
  '/claims/:id': ({ claim }) => `/claims/${claim}`,
  '/speakers': (_, i) => `/speakers?offset=${i}`,
  '/speakers.json': (_, i) => `/speakers.json?offset=${i}`,
  '/speakers/:id': ({ speaker }) => `/speakers/${part(speaker)}`,
  '/topics': () => '/topics',
  '/topics.json': () => '/topics.json',
  '/topics/:id': ({ topic }) => `/topics/${topic}`,
  '/sources': () => '/sources',
  '/sources.json': () => '/sources.json',
  '/sources/:id': ({ source }) => `/sources/${part(source)}`,
  '/corrections': () => '/corrections',
  '/corrections.json': () => '/corrections.json',
  // For editors alone.
  '/add': null,
  '/add/:id': null,
  '/add/:id/events': null,
  '/queue': null,
  '/sign-in': null,
};

/** What is asked of every route, by the route's name. Throws where a page is served that is not listed here. */
export function requestsOf(routes: readonly string[], samples: readonly Sample[]): Map<string, Asked[]> {
  const ofData = new Set(OPERATIONS.map(({ path }) => path.replaceAll(/\{(\w+)\}/g, ':$1')));
  const unknown = routes.filter((route) => !(route in PAGES) && !ofData.has(route));
  if (unknown.length > 0) throw new Error(`bench/web/addresses.ts has no address for ${unknown.join(', ')}`);
  const pages = routes.flatMap((route): [string, Asked[]][] => {
    const make = PAGES[route];
    return make ? [[route, distinct(samples.map((sample, i) => ({ method: 'GET', path: make(sample, i) })))]] : [];
  });
  const data = OPERATIONS.filter(({ isForEditors }) => !isForEditors).map((operation): [string, Asked[]] => [
    `${operation.method.toUpperCase()} ${operation.path}`,
    distinct(samples.map((sample) => toAsked(operation, sample))),
  ]);
  return new Map([...pages, ...data]);
}

function toAsked(operation: Operation, sample: Sample): Asked {
  const example = operation.example(sample);
  const path = toAddress(operation, example);
  if (operation.takesFile) return { method: 'POST', path, body: String(example.body) };
  if (operation.method === 'get') return { method: 'GET', path };
  return {
    method: 'POST',
    path,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(example.body),
  };
}

function distinct(asked: Asked[]): Asked[] {
  return [...new Map(asked.map((one) => [`${one.path} ${one.body ?? ''}`, one])).values()];
}
