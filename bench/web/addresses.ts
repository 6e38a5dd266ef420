import { FILE } from '../../src/api/media.ts';
import { type Operation, toAddress } from '../../src/api/operation.ts';
import { OPERATIONS } from '../../src/api/operations/index.ts';
import type { Sample } from '../../src/api/sample.ts';

/** One request, as autocannon sends it. */
export interface Asked {
  method: 'GET' | 'POST' | 'PATCH';
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
  '/add': () => '/add',
  '/queue': (_, i) => `/queue?offset=${i}`,
  '/sign-in': null,
  // What is being added, which `bench:adding` measures.
  '/add/:id': null,
  '/add/:id/events': null,
};

/** What editors send by the token, that can be sent again and again. The others begin to read documents, or hold but once. */
const WRITING = ['correctClaim'];

/** For every form, what it sends for a sample; null where that holds but once, or adds documents. */
const FORMS: Record<string, ((sample: Sample) => Record<string, string>) | null> = {
  '/verify': ({ words }) => ({ draft: `They said: “${words}”` }),
  '/verify.json': ({ words }) => ({ quotation: words }),
  '/sign-in': null,
  '/sign-out': null,
  '/add': null,
  '/claims/:id/corrections': null,
  '/corrections/:id/undo': null,
  '/documents/:name/corrections': null,
};

/** With what an editor shows who they are. */
export interface Editor {
  token: string;
  cookie: string;
}

/** What the log of corrections gets most easily: a topic of a claim. */
export function writeOf(sample: Sample, { token }: Editor): Asked {
  return toAsked(OPERATIONS.find(({ id }) => id === 'correctClaim')!, sample, token);
}

/**
 * What is asked of every route, by the route's name, what writes last. `routes` are written `GET /path`. Throws where a page is
 * served that is not listed here.
 */
export function requestsOf(
  routes: readonly string[],
  samples: readonly Sample[],
  { token, cookie }: Editor,
): Map<string, Asked[]> {
  const ofData = new Set(OPERATIONS.map(({ path }) => path.replaceAll(/\{(\w+)\}/g, ':$1')));
  const pathsOf = (method: string) =>
    routes.flatMap((route) => {
      const [name, path = ''] = route.split(' ');
      return name === method && !ofData.has(path) ? [path] : [];
    });
  const [read, sent] = [pathsOf('GET'), pathsOf('POST')];
  const unknown = [...read.filter((path) => !(path in PAGES)), ...sent.filter((path) => !(path in FORMS))];
  if (unknown.length > 0) throw new Error(`bench/web/addresses.ts has no address for ${unknown.join(', ')}`);
  const pages = read.flatMap((path): [string, Asked[]][] => {
    const make = PAGES[path];
    const headers = FOR_EDITORS.includes(path) ? { headers: { Cookie: cookie } } : {};
    if (!make) return [];
    return [[path, distinct(samples.map((sample, i) => ({ method: 'GET', path: make(sample, i), ...headers })))]];
  });
  const forms = sent.flatMap((path): [string, Asked[]][] => {
    const make = FORMS[path];
    return make ? [[`POST ${path}`, distinct(samples.map((sample) => toForm(path, make(sample))))]] : [];
  });
  const operations = (all: readonly Operation[]) =>
    all.map((operation): [string, Asked[]] => [
      `${operation.method.toUpperCase()} ${operation.path}`,
      distinct(samples.map((sample) => toAsked(operation, sample, token))),
    ]);
  const asking = operations(OPERATIONS.filter(({ isForEditors }) => !isForEditors));
  const writing = operations(OPERATIONS.filter(({ id }) => WRITING.includes(id)));
  return new Map([...pages, ...forms, ...asking, ...writing]);
}

/** Pages that only editors see. */
const FOR_EDITORS = ['/add', '/queue'];

function toForm(path: string, fields: Record<string, string>): Asked {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', path, headers, body: new URLSearchParams(fields).toString() };
}

function toAsked(operation: Operation, sample: Sample, token: string): Asked {
  const example = operation.example(sample);
  const path = toAddress(operation, example);
  if (operation.takesFile)
    return { method: 'POST', path, headers: { 'Content-Type': FILE }, body: String(example.body) };
  if (operation.method === 'get') return { method: 'GET', path };
  const authorization = operation.isForEditors ? { Authorization: `Bearer ${token}` } : {};
  return {
    method: operation.method === 'patch' ? 'PATCH' : 'POST',
    path,
    headers: { 'Content-Type': 'application/json', ...authorization },
    body: JSON.stringify(example.body),
  };
}

function distinct(asked: Asked[]): Asked[] {
  return [...new Map(asked.map((one) => [`${one.path} ${one.body ?? ''}`, one])).values()];
}
