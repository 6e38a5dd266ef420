import type { Claim, Span } from '../src/claim.ts';
import type { CompareRequest, SearchRequest, VerifyRequest } from '../src/contract.ts';

/** The parameters of a search that hold several values, in the order in which the page shows them. */
export const FILTERS = ['topic', 'bloc', 'capacity', 'speaker', 'manner', 'polarity', 'stance', 'document'] as const;
export type FilterName = (typeof FILTERS)[number];

const PAGE_LENGTH = 20;

/** The address of a search; parameters that have their default are left out. `format` asks for data: `csv` or `json`. */
export function searchAddress(request: Partial<SearchRequest>, format?: 'csv' | 'json'): string {
  const entries: [string, string | number | undefined][] = [['query', request.query]];
  for (const name of FILTERS) for (const value of request[name] ?? []) entries.push([name, value]);
  entries.push(['from', request.from], ['to', request.to]);
  if (request.sort !== 'relevance') entries.push(['sort', request.sort]);
  if (request.limit !== PAGE_LENGTH) entries.push(['limit', request.limit]);
  if (request.offset) entries.push(['offset', request.offset]);
  return withParameters(`/search${format ? `.${format}` : ''}`, entries);
}

/** The address of a comparison, or of its data. */
export function compareAddress(request: Partial<CompareRequest>, format?: 'json'): string {
  return withParameters(`/compare${format ? `.${format}` : ''}`, [
    ['topic', request.topic],
    ...(request.speaker ?? []).map((name): [string, string] => ['speaker', name]),
    ['from', request.from],
    ['to', request.to],
    ['order', request.order],
    ['other', request.other ? '1' : undefined],
    ['limit', request.limit === 50 ? undefined : request.limit],
  ]);
}

/** Octets of an address that everything on its way can be trusted with (RFC 9110, 4.1). */
const LONGEST_ADDRESS = 8000;

/** The address of the check of a quotation, or of its data. */
export function verifyAddress({ quotation, speaker }: VerifyRequest, format?: 'json'): string {
  return withParameters(`/verify${format ? `.${format}` : ''}`, [
    ['quotation', quotation],
    ['speaker', speaker],
  ]);
}

/** As {@link verifyAddress}; undefined where a quotation is too long for an address, and goes into a body. */
export function findVerifyAddress(request: VerifyRequest, format?: 'json'): string | undefined {
  const address = verifyAddress(request, format);
  return address.length <= LONGEST_ADDRESS ? address : undefined;
}

/** Where in what a speaker said, or is said of a topic or by a source. */
export type Inside = Partial<Pick<SearchRequest, 'query' | 'from' | 'to' | 'offset'>>;

/** All that a speaker said, or a part of it. */
export function speakerAddress(id: string, inside: Inside = {}): string {
  return insideAddress(`/speakers/${encodeURIComponent(id)}`, inside);
}

/** All that is said of a topic, or a part of it. */
export function topicAddress(id: string, inside: Inside = {}): string {
  return insideAddress(`/topics/${encodeURIComponent(id)}`, inside);
}

/** All that a source carries, or a part of it. */
export function sourceAddress(id: string, inside: Inside = {}): string {
  return insideAddress(`/sources/${encodeURIComponent(id)}`, inside);
}

function insideAddress(path: string, { query, from, to, offset }: Inside): string {
  return withParameters(path, [
    ['query', query],
    ['from', from],
    ['to', to],
    ['offset', offset || undefined],
  ]);
}

/** A list of speakers or sources, or a part of it. */
export function listAddress(
  list: 'speakers' | 'sources',
  request: { query?: string; bloc?: string | undefined; offset?: number },
  format?: 'json',
): string {
  return withParameters(`/${list}${format ? `.${format}` : ''}`, [
    ['query', request.query],
    ['bloc', request.bloc],
    ['offset', request.offset || undefined],
  ]);
}

/** The list of documents, or a part of it. */
export function documentsAddress(request: { query?: string; offset?: number }, format?: 'json'): string {
  return withParameters(`/documents${format ? `.${format}` : ''}`, [
    ['query', request.query],
    ['offset', request.offset || undefined],
  ]);
}

/** The permanent address of a claim. */
export function claimAddress(id: string): string {
  return `/claims/${encodeURIComponent(id)}`;
}

/** The address of a document, or of one of its versions. */
export function documentAddress(name: string, version?: string): string {
  return withParameters(`/documents/${encodeURIComponent(name)}`, [['version', version]]);
}

/** A page of a document as it is printed, beside its text; the picture alone as `png`. */
export function sheetAddress(
  { name, version, current }: { name: string; version: string; current: boolean },
  page: number,
  { claim, png = false }: { claim?: string | undefined; png?: boolean } = {},
): string {
  return withParameters(`/documents/${encodeURIComponent(name)}/pages/${page}${png ? '.png' : ''}`, [
    ['version', current && !png ? undefined : version],
    ['claim', claim],
  ]);
}

/** What changed in a document from one version to another: without them to the current one, from the one before. */
export function changesAddress(name: string, { from, to }: { from?: string; to?: string } = {}): string {
  return withParameters(`/documents/${encodeURIComponent(name)}/changes`, [
    ['from', from],
    ['to', to],
  ]);
}

/** A claim as a W3C Web Annotation. */
export function annotationAddress(id: string): string {
  return `${claimAddress(id)}.jsonld`;
}

/** The source of a version that was fetched, as text. */
export function snapshotAddress(name: string, version?: string): string {
  return withParameters(`/documents/${encodeURIComponent(name)}/snapshot`, [['version', version]]);
}

/** The place of a claim in its document: the page opens with the claim's words in view and highlighted. */
export function placeAddress(claim: Pick<Claim, 'id' | 'document'>, version?: string): string {
  const path = `/documents/${encodeURIComponent(claim.document)}`;
  return `${withParameters(path, [
    ['version', version],
    ['claim', claim.id],
  ])}#${encodeURIComponent(claim.id)}`;
}

/** The place of any passage of a version. Offsets mean nothing without the version, so the address names it. */
export function passageAddress(passage: Span & { document: string; version: string }): string {
  const path = `/documents/${encodeURIComponent(passage.document)}`;
  return `${withParameters(path, [
    ['version', passage.version],
    ['start', passage.start],
    ['end', passage.end],
  ])}#passage`;
}

/** The address of a web page, if it is one that a link may lead to: `http` or `https`. */
export function findWebAddress(address: string | null | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

/** Words at either end of a passage that point at it in a page. */
const POINTING_WORDS = 5;

/** A page of the web with a text fragment (WICG, Scroll To Text Fragment) that shows the given words in it. */
export function fragmentAddress(address: string, words: string): string {
  const list = words.split(/\s+/).filter(Boolean);
  const whole = list.length <= 2 * POINTING_WORDS;
  const ends = whole ? [list] : [list.slice(0, POINTING_WORDS), list.slice(-POINTING_WORDS)];
  // A hyphen has a meaning of its own in such a fragment.
  const encoded = ends.map((part) => encodeURIComponent(part.join(' ')).replaceAll('-', '%2D'));
  return `${address.replace(/#.*$/s, '')}#:~:text=${encoded.join(',')}`;
}

function withParameters(path: string, entries: [string, string | number | undefined][]): string {
  const given = entries.filter(([, value]) => value !== undefined && value !== '');
  const parameters = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return given.length === 0 ? path : `${path}?${parameters}`;
}
