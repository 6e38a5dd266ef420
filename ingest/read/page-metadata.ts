import { type CheerioAPI, load } from 'cheerio';
import type { Metadata } from '../../src/claim.ts';
import { findDates, parseDate } from './date.ts';
import { type PagePart, partsOf } from './markup.ts';
import { choosePageDate } from './page-date.ts';
import { chooseTitle } from './page-title.ts';
import type { Found } from './part.ts';

type Field = 'title' | 'author' | 'publisher' | 'date' | 'modified' | 'address' | 'language' | 'licence';
/** Where a field may stand, the surest first; each gives the words as the page states them. */
type Places = Record<Field, [origin: string, find: (page: Page) => string | undefined][]>;

interface Page {
  $: CheerioAPI;
  /** The object of schema.org that describes the article or page, if there is one. */
  data: Record<string, unknown>;
  parts: PagePart[];
}

/** Longest plausible title, author or publisher, in characters. */
const MAX_LENGTH = 300;
const ARTICLE = /^(?:.*Article|.*Posting|Report|WebPage|Review|Legislation|PressRelease|Book|ScholarlyArticle)$/;

const PLACES: Places = {
  title: [
    ['JSON-LD', ({ data }) => text(data['headline'])],
    [
      'meta',
      (page) => meta(page, 'og:title', 'citation_title', 'dc.title', 'dcterms.title', 'parsely-title', 'twitter:title'),
    ],
    ['microdata', ({ $ }) => only($, 'h1[itemprop~=headline], h1[itemprop~=name]')],
    ['title', ({ $ }) => $('head title').first().text()],
    ['heading', ({ $ }) => only($, 'h1')],
  ],
  author: [
    ['JSON-LD', ({ data }) => names(data['author'])],
    [
      'meta',
      (page) =>
        notAddress(
          meta(
            page,
            'author',
            'article:author',
            'citation_author',
            'dc.creator',
            'dcterms.creator',
            'parsely-author',
            'byl',
          ),
        ),
    ],
    ['microdata', ({ $ }) => only($, '[itemprop~=author] [itemprop~=name]') ?? only($, '[itemprop~=author]')],
    ['rel', ({ $ }) => only($, 'a[rel~=author]')],
  ],
  publisher: [
    ['JSON-LD', ({ data }) => names(data['publisher'])],
    [
      'meta',
      (page) =>
        meta(
          page,
          'og:site_name',
          'citation_publisher',
          'dc.publisher',
          'dcterms.publisher',
          'publisher',
          'application-name',
        ),
    ],
    ['microdata', ({ $ }) => only($, '[itemprop~=publisher] [itemprop~=name]')],
  ],
  date: [
    ['JSON-LD', ({ data }) => text(data['datePublished'])],
    [
      'meta',
      (page) =>
        meta(
          page,
          'article:published_time',
          'og:article:published_time',
          'datepublished',
          'citation_publication_date',
          'citation_date',
          'dc.date.issued',
          'dcterms.issued',
          'dcterms.created',
          'dc.date',
          'dcterms.date',
          'parsely-pub-date',
          'sailthru.date',
          'pubdate',
          'publishdate',
          'publish-date',
          'publication_date',
          'date',
        ),
    ],
    ['microdata', ({ $ }) => first($, '[itemprop~=datePublished]', 'content', 'datetime')],
    [
      'time',
      ({ $ }) =>
        first($, 'time[pubdate], time.entry-date, time.published, .published > time, time.dt-published', 'datetime'),
    ],
  ],
  modified: [
    ['JSON-LD', ({ data }) => text(data['dateModified'])],
    [
      'meta',
      (page) =>
        meta(
          page,
          'article:modified_time',
          'og:article:modified_time',
          'og:updated_time',
          'datemodified',
          'dc.date.modified',
          'dcterms.modified',
          'last-modified',
        ),
    ],
    ['microdata', ({ $ }) => first($, '[itemprop~=dateModified]', 'content', 'datetime')],
    ['time', ({ $ }) => first($, 'time.updated, .updated > time, time.dt-updated', 'datetime')],
  ],
  address: [
    ['canonical link', ({ $ }) => $('link[rel~=canonical]').first().attr('href')],
    ['meta', (page) => meta(page, 'og:url', 'parsely-link')],
    ['JSON-LD', ({ data }) => text(data['url']) ?? identifier(data['mainEntityOfPage'])],
  ],
  language: [
    ['html', ({ $ }) => $('html').attr('lang') ?? $('html').attr('xml:lang')],
    ['meta', (page) => meta(page, 'content-language', 'language', 'dc.language', 'og:locale')],
    ['JSON-LD', ({ data }) => text(data['inLanguage'])],
  ],
  licence: [
    [
      'JSON-LD',
      ({ data }) => text(data['license']) ?? (isObject(data['license']) ? licenceOf(data['license']) : undefined),
    ],
    ['meta', (page) => meta(page, 'dcterms.license', 'dc.license', 'license')],
    ['link', ({ $ }) => $('link[rel~=license]').first().attr('href')],
    // Several are those of pictures and quoted works.
    ['rel', ({ $ }) => onlyHref($, 'a[rel~=license]')],
  ],
};

/** What a page says of itself: JSON-LD, OpenGraph and other meta, microdata, `time`, canonical link; only what is stated. */
export function findPageMetadata($: CheerioAPI): Found {
  const page: Page = { $, data: findData($), parts: partsOf($.root()[0]!) };
  const found: Found = { metadata: {}, origins: {} };
  for (const field of Object.keys(PLACES) as Field[]) {
    for (const [origin, find] of PLACES[field]) {
      const value = clean(field, find(page));
      if (value === undefined) continue;
      found.metadata[field] = value;
      found.origins[field] = origin;
      break;
    }
  }
  return withModified(withDate(page, withTitle(page, found)));
}

/** The title as readers see it, and without the publisher's name. */
function withTitle(page: Page, { metadata, origins }: Found): Found {
  const statedIn = (...places: string[]) =>
    PLACES.title.filter(([origin]) => places.includes(origin)).flatMap(([, find]) => clean('title', find(page)) ?? []);
  const stated = statedIn('JSON-LD', 'meta');
  // The title of the window names the site, too, as a heading may.
  if (stated.length === 0) stated.push(...statedIn('title'));
  if (stated.length === 0) return { metadata, origins };
  const headings = page
    .$('h1')
    .toArray()
    .flatMap((element) => clean('title', page.$(element).text()) ?? []);
  const text = page.parts.map((part) => part.text).join('\n');
  const { title, isHeading } = chooseTitle({ stated, headings: [...new Set(headings)], text });
  return {
    metadata: withoutSiteName({ ...metadata, title }),
    origins: { ...origins, ...(isHeading ? { title: 'heading' } : {}) },
  };
}

function withDate(page: Page, { metadata, origins }: Found): Found {
  const { title = '', date, address, language } = metadata;
  const stated = date === undefined ? undefined : { date, origin: origins.date ?? '' };
  const found = choosePageDate({ stated, address, title, language, parts: page.parts });
  if (!found) return { metadata, origins };
  return { metadata: { ...metadata, date: found.date }, origins: { ...origins, date: found.origin } };
}

/** What was modified before it was published is the date of something else. */
function withModified({ metadata, origins }: Found): Found {
  const { modified, date, ...rest } = metadata;
  if (modified === undefined || date === undefined || modified.slice(0, date.length) >= date.slice(0, modified.length))
    return { metadata, origins };
  const { modified: _, ...others } = origins;
  return { metadata: { ...rest, date }, origins: others };
}

function clean(field: Field, stated: string | undefined): string | undefined {
  const value = stated?.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (!value || value.length > MAX_LENGTH) return undefined;
  if (field === 'date' || field === 'modified') return parseDate(value) ?? findDates(value)[0]?.date;
  if (field === 'address') return isAddress(value) ? value : undefined;
  if (field === 'language') return parseLanguage(value);
  if (field === 'author') return value.replace(/^by:?\s+/i, '');
  return value;
}

/** "Title | Site" and "Title - Site" name the publisher beside the title. */
function withoutSiteName(metadata: Metadata): Metadata {
  const { title, publisher } = metadata;
  if (!title || !publisher) return metadata;
  const parts = title.split(/ (?:[|–—·»:-]|::) /);
  const own = parts.filter((part) => part.toLowerCase() !== publisher.toLowerCase());
  const last = parts.at(-1)!;
  return own.length > 0 && last.toLowerCase() === publisher.toLowerCase()
    ? { ...metadata, title: title.slice(0, title.lastIndexOf(last)).replace(/ (?:[|–—·»:-]|::) $/, '') }
    : metadata;
}

function findData($: CheerioAPI): Record<string, unknown> {
  const objects = $('script[type="application/ld+json"]')
    .toArray()
    .flatMap((script) => flatten(parseJson($(script).text())));
  return (
    objects.find((object) => types(object).some((type) => ARTICLE.test(type) && type !== 'WebPage')) ??
    objects.find((object) => types(object).includes('WebPage')) ??
    {}
  );
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json.replace(/[\u0000-\u001f]+/g, ' '));
  } catch {
    return undefined;
  }
}

function flatten(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(flatten);
  if (!isObject(value)) return [];
  return [value, ...(Array.isArray(value['@graph']) ? value['@graph'].filter(isObject) : [])];
}

function types(object: Record<string, unknown>): string[] {
  return [object['@type']].flat().filter((type): type is string => typeof type === 'string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? decodeEntities(value) : undefined;
}

function names(value: unknown): string | undefined {
  const list = [value].flat().map((one) => (isObject(one) ? text(one['name']) : notAddress(text(one))));
  return list.filter(Boolean).join(', ') || undefined;
}

function identifier(value: unknown): string | undefined {
  return isObject(value) ? text(value['@id']) : text(value);
}

/** Scripts are no markup, so that a parser leaves the entities that some pages put into their JSON. */
function decodeEntities(value: string): string {
  return value.includes('&') ? load(value, null, false).text() : value;
}

function meta({ $ }: Page, ...keys: string[]): string | undefined {
  for (const key of keys) {
    const found = $('meta')
      .toArray()
      .find(({ attribs }) =>
        [attribs['property'], attribs['name'], attribs['http-equiv'], attribs['itemprop']].some(
          (name) => name?.toLowerCase() === key,
        ),
      );
    const content = found?.attribs['content']?.trim();
    if (content) return content;
  }
  return undefined;
}

/** The words of the one element that matches; several are no certain answer. */
function only($: CheerioAPI, selector: string): string | undefined {
  const texts = new Set(
    $(selector)
      .toArray()
      .map((element) => $(element).text().replace(/\s+/g, ' ').trim()),
  );
  texts.delete('');
  return texts.size === 1 ? [...texts][0] : undefined;
}

/** Where the elements that match lead, if it is one place. */
function onlyHref($: CheerioAPI, selector: string): string | undefined {
  const addresses = new Set(
    $(selector)
      .toArray()
      .map((element) => $(element).attr('href')),
  );
  return addresses.size === 1 ? [...addresses][0] : undefined;
}

function licenceOf(value: Record<string, unknown>): string | undefined {
  return text(value['url']) ?? text(value['@id']) ?? text(value['name']);
}

function first($: CheerioAPI, selector: string, ...attributes: string[]): string | undefined {
  const element = $(selector).first();
  return attributes.map((name) => element.attr(name)).find(Boolean) ?? (element.text().trim() || undefined);
}

function notAddress(value: string | undefined): string | undefined {
  return value && /^https?:|^www\.|^@|\/\//.test(value) ? undefined : value;
}

function isAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function parseLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replace(/_/g, '-'))[0];
  } catch {
    return undefined;
  }
}
