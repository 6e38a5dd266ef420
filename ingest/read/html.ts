import { Readability } from '@mozilla/readability';
import { type CheerioAPI, load } from 'cheerio';
import { parseHTML } from 'linkedom';
import type { Warning } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { countWords, isClosed, lineOf } from './line.ts';
import { type PagePart, type Parent, partsOf } from './markup.ts';
import { measureNesting } from './nesting.ts';
import { findPageMetadata } from './page-metadata.ts';
import { type Draft, joinParts, type Part } from './part.ts';

/**
 * Readability's time grows with tags times depth: some 3 s for so much, and 64 s for ten times as much. News pages have up
 * to 3,000 tags with depths of 43,000 together. Long encyclopedia articles lie above; of them, the element that calls
 * itself the main one is read.
 */
const READABLE = { tags: 12_000, depths: 100_000, signs: 60_000 };
/**
 * A part of the page is noise only while it is small: themes put words such as `share` or `related` on the elements
 * around whole articles.
 */
const NOISE_SHARE = 0.3;
/** Share of linked characters from which a line without a full stop is a link to somewhere else. */
const LINKED_SHARE = 0.8;
const LINK_WORDS = 25;
/**
 * A page with fewer links is a document by itself, without menus and other articles, and readability is not trusted
 * where it keeps less than `KEPT_SHARE` of the running text. Of 181 news pages 174 have more, up to 592; on those the same
 * distrust would bring back comments and other articles: 8 pages, .02 of F1.
 */
const PLAIN_LINKS = 25;
const KEPT_SHARE = 0.98;

const NOISE_NAME =
  /^(?:.*[-_])?(?:related|recirc|shar(?:e|es|ing)|social|newsletter|sign-?up|signuptitle|subscri(?:be|ption)|promo|byline|author-?bio|bio|post-?author|timestamp|dateline|breadcrumbs?|comments?|disqus|tags|tag-?list|post-?info|(?:post|article|entry|content)-?_?meta|trending|most-?read|recommend(?:ed|ations?)|teasers?|outbrain|taboola|rail|slide-?count|control-panel|cookies?|popup|modal|follow|print-header|read-?time|advert\w*|ads?|sponsor\w*|toolbar|sidebar|copyrights?|compyrights|disclaimer|credits?|flyout|infobox-?meta|more-?stories|author-?(?:info|box|name-text))(?:[-_].*)?$/;
const CAPTION_NAME =
  /^(?:.*[-_])?(?:caption|captions|legend|wp-caption-text|photo-?credit|image-?credit|figcaption)(?:[-_].*)?$/;

/** Reads a web page: its main text block by block, and its metadata; throws TOO_DEEP, TOO_LARGE or EMPTY_PAGE. */
export function readHtml(html: string): Draft {
  const { tags, depths, signs } = measureNesting(html);
  const isLong = tags > READABLE.tags || depths > READABLE.depths || signs > READABLE.signs;
  const $ = load(html);
  const found = findPageMetadata($);
  const draft = joinParts(isLong ? wholePage($).map(toPart) : mainParts($));
  if (draft.text === '') throw emptyPage($);
  return { ...draft, ...found, warnings: isLong ? [wholeRead()] : [] };
}

/** Parts of a piece of markup inside another format, e.g. Markdown; throws TOO_DEEP or TOO_LARGE. */
export function partsOfMarkup(markup: string): Part[] {
  measureNesting(markup);
  return partsOf(load(markup).root()[0]!).map(toPart);
}

function wholeRead(): Warning {
  return {
    code: 'WHOLE_PAGE',
    message: 'the page is too long for its main text to be told from the rest; menus may stand in its text',
  };
}

function emptyPage($: CheerioAPI): TriptychError {
  const ahead = /\burl\s*=\s*["']?([^"'\s]+)/i.exec($('meta[http-equiv="refresh" i]').attr('content') ?? '')?.[1];
  return new TriptychError(
    'EMPTY_PAGE',
    ahead === undefined
      ? 'the page has no readable text: it may be made by a script. Open it in a browser, save it from there, and read the saved file'
      : `the page has no text and only leads on to ${ahead}; read what is there`,
  );
}

/** Readability makes a paragraph of a small `div` and forgets its names; a `section` keeps them. */
function keepNames($: CheerioAPI): void {
  // The footer of a quotation names its speaker; readability drops footers.
  $('blockquote footer').each((_, element) => {
    element.tagName = 'p';
  });
  $('div[class], div[id]').each((_, element) => {
    const names = namesOf($(element).attr('class'), $(element).attr('id'));
    const isNamed = names.some((name) => NOISE_NAME.test(name) || CAPTION_NAME.test(name));
    if (isNamed && $(element).children('p, div').length === 0) element.tagName = 'section';
  });
}

/** Class names and ids, one by one, lower case, with `camelCase` as `camel-case`. */
function namesOf(...attributes: (string | undefined)[]): string[] {
  const names = attributes.join(' ').replace(/([a-z])([A-Z])/g, '$1-$2');
  return names.toLowerCase().split(/\s+/);
}

/** Readability's choice where it kept the running text; otherwise the element that says it is the main one, or the body. */
function mainParts($: CheerioAPI): Part[] {
  keepNames($);
  const chosen = chooseMain($.html());
  const kept = proseLength(chosen);
  if (kept > 0 && !isPlain($)) return chosen.map(toPart);
  const whole = wholePage($);
  return (kept > 0 && kept >= KEPT_SHARE * proseLength(whole) ? chosen : whole).map(toPart);
}

function isPlain($: CheerioAPI): boolean {
  return $('a[href]').length <= PLAIN_LINKS;
}

/** What Mozilla's readability takes for the main text, without the noise that it leaves in; nothing where it fails. */
function chooseMain(html: string): PagePart[] {
  const content = runReadability(html);
  return content ? filterParts(content) : [];
}

/** Broken markup can make readability or its document throw: then there is no choice, and the whole page is read. */
function runReadability(html: string): string | undefined {
  try {
    const { document } = parseHTML(html);
    return new Readability(document, { keepClasses: true }).parse()?.content ?? undefined;
  } catch {
    return undefined;
  }
}

function filterParts(content: string): PagePart[] {
  const $ = load(content);
  const total = $.root().text().length;
  $('[class], [id]').each((_, element) => {
    const words = namesOf($(element).attr('class'), $(element).attr('id'));
    if (words.some((name) => CAPTION_NAME.test(name)) && !$(element).is('figure') && isSmall($(element).text(), total))
      element.tagName = 'figcaption';
    else if (words.some((name) => NOISE_NAME.test(name)) && isSmall($(element).text(), total)) $(element).remove();
  });
  $('aside, footer').each((_, element) => {
    if (isSmall($(element).text(), total)) $(element).remove();
  });
  return dropLinks(partsOf($.root()[0] as Parent));
}

/** Without lines that are nothing but a link: they lead away from the page. */
function dropLinks(parts: PagePart[]): PagePart[] {
  return parts.filter((part) => {
    const line = lineOf(part.text, part.kind);
    if (part.linked < LINKED_SHARE * line.text.length || line.words > LINK_WORDS) return true;
    return part.kind === 'table' || isClosed(line.text);
  });
}

function isSmall(text: string, total: number): boolean {
  return text.length <= NOISE_SHARE * total;
}

/** The whole body, or the one element that calls itself the main text or the article. */
function wholePage($: CheerioAPI): PagePart[] {
  for (const name of ['main', '[role=main]', 'article']) {
    const elements = $(name);
    if (elements.length === 1 && countWords(elements.text()) > 0) return partsOf(elements[0] as Parent);
  }
  return partsOf($.root()[0] as Parent).filter(
    (part) => !/\b(?:header|footer|aside|form)\b/.test(part.path) || part.kind === 'heading',
  );
}

function proseLength(parts: PagePart[]): number {
  const prose = parts.filter(
    (part) => part.kind !== 'heading' && countWords(part.text) >= 12 && part.linked < 0.5 * part.text.length,
  );
  return prose.reduce((sum, part) => sum + part.text.length, 0);
}

function toPart({ kind, text, level, lead }: PagePart): Part {
  return { kind, text, ...(level && { level }), ...(lead && { lead }) };
}
