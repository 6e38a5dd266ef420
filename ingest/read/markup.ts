import type { CheerioAPI } from 'cheerio';
import type { BlockKind } from '../../src/claim.ts';
import type { Part } from './part.ts';

type Root = ReturnType<CheerioAPI['root']>[number];
export type Node = Root['children'][number];
export type Parent = Extract<Node, { children: Node[] }> | Root;
type Element = Extract<Node, { attribs: unknown }>;

/** A part of a page, with what its markup tells about it. */
export interface PagePart extends Part {
  /** How many of its characters stand inside links. */
  linked: number;
  /** Class names and ids of the elements around it, lower case, innermost last. */
  classes: string;
  /** The names of the elements around it, e.g. `div aside p`. */
  path: string;
}

/** Elements whose content is no text of the page, or not seen by its readers. */
const SILENT = new Set(
  'script style noscript template head title iframe object embed applet svg math canvas audio video map button select input textarea option datalist dialog nav menu link meta'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre search section summary table tbody td tfoot th thead tr ul caption'.split(
    ' ',
  ),
);
/** A single picture with its link and source may be part of the text. */
const CARD_LINKS = 2;
/** Marks a line break that the page asked for, while white space is being folded. */
const BREAK = '\u0001';

interface Place {
  kind: BlockKind;
  level?: number;
  classes: string;
  path: string;
  listDepth: number;
  linked: boolean;
  preformatted: boolean;
  bold: boolean;
}

/** Divides markup into parts, in document order: no two words fuse, links keep their text, scripts and styles go. */
export function partsOf(root: Parent): PagePart[] {
  const walk = new Walk();
  walk.children(root, {
    kind: 'paragraph',
    classes: '',
    path: '',
    listDepth: 0,
    linked: false,
    preformatted: false,
    bold: false,
  });
  walk.flush();
  return walk.parts;
}

class Walk {
  readonly parts: PagePart[] = [];
  #words = '';
  /** Looking at all words for every piece of them would take time with their square. */
  #isBlank = true;
  #linked = 0;
  /** How much of the words is bold, from their start on. */
  #bold = 0;
  #place: Place | undefined;

  children(parent: Parent, place: Place): void {
    for (const child of parent.children) this.node(child, place);
  }

  node(node: Node, place: Place): void {
    if (node.type === 'text') this.#say(node.data, place);
    else if ('attribs' in node) this.#element(node, place);
    else if ('children' in node) this.children(node, place);
  }

  flush(): void {
    const place = this.#place;
    if (place) {
      const lines = place.preformatted ? [this.#words.replaceAll(BREAK, '\n')] : foldSpace(this.#words);
      for (const text of lines) {
        if (text.trim() === '') continue;
        const { kind, classes, path } = place;
        const lead = text === lines[0] ? foldSpace(this.#words.slice(0, this.#bold))[0]?.length : undefined;
        const level = kind === 'item' || kind === 'heading' ? place.level : undefined;
        this.parts.push({
          kind,
          text,
          ...(level && { level }),
          ...(lead && { lead }),
          linked: this.#linked,
          classes,
          path,
        });
      }
    }
    this.#words = '';
    this.#isBlank = true;
    this.#linked = 0;
    this.#bold = 0;
    this.#place = undefined;
  }

  #add(words: string): void {
    this.#words += words;
    if (words.trim() !== '') this.#isBlank = false;
  }

  #say(words: string, place: Place): void {
    if (words.trim() !== '') this.#place ??= place;
    const goesOn = this.#bold === this.#words.length || this.#isBlank;
    this.#add(words);
    if (goesOn && (place.bold || words.trim() === '')) this.#bold = this.#words.length;
    if (place.linked) this.#linked += words.trim().length;
  }

  #element(element: Element, place: Place): void {
    const name = element.name.toLowerCase();
    if (name === 'br') this.#add(BREAK);
    else if (name === 'q') this.#quote(element, place);
    else if (SILENT.has(name) || isHidden(element) || isNoteMark(element, name) || isCard(element, name))
      this.#add(name === 'sup' ? '' : ' ');
    else if (name === 'table' && isDataTable(element)) this.#table(element, place);
    else if (!BLOCKS.has(name))
      this.children(element, {
        ...place,
        linked: place.linked || name === 'a',
        bold: place.bold || name === 'b' || name === 'strong',
      });
    else {
      this.flush();
      this.children(element, inside(element, name, place));
      this.flush();
    }
  }

  /** Browsers set the quotation marks of `<q>` themselves. */
  #quote(element: Element, place: Place): void {
    this.#say('“', place);
    this.children(element, place);
    this.#say('”', place);
  }

  #table(table: Element, place: Place): void {
    this.flush();
    const rows: string[] = [];
    let linked = 0;
    for (const row of descendants(table, 'tr')) {
      const cells = row.children.filter((cell): cell is Element => 'attribs' in cell && /^t[dh]$/.test(cell.name));
      const texts = cells.map((cell) => partsOf(cell));
      linked += texts.flat().reduce((sum, part) => sum + part.linked, 0);
      rows.push(texts.map(flatten).join('\t'));
    }
    for (const caption of descendants(table, 'caption')) {
      const text = flatten(partsOf(caption));
      if (text)
        this.parts.push({ kind: 'caption', text, linked: 0, classes: place.classes, path: `${place.path} caption` });
    }
    const text = rows.filter((row) => row.trim() !== '').join('\n');
    if (text) this.parts.push({ kind: 'table', text, linked, classes: place.classes, path: `${place.path} table` });
  }
}

function inside(element: Element, name: string, place: Place): Place {
  const own = `${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`.trim().toLowerCase();
  const next: Place = {
    ...place,
    classes: own ? `${place.classes} ${own}`.trim() : place.classes,
    path: `${place.path} ${name}`.trim(),
    preformatted: place.preformatted || name === 'pre',
  };
  const heading = /^h([1-6])$/.exec(name);
  if (heading) return { ...next, kind: 'heading', level: Number(heading[1]) };
  if (name === 'figure' || name === 'figcaption' || name === 'caption') return { ...next, kind: 'caption' };
  if (name === 'blockquote') return { ...next, kind: 'quotation' };
  if (name === 'ul' || name === 'ol' || name === 'dir') return { ...next, listDepth: place.listDepth + 1 };
  if (name === 'li') return { ...next, kind: 'item', level: Math.max(1, place.listDepth) };
  return next;
}

/** Folds white space as a browser shows it; two line breaks in a row end a paragraph, one stays a line break. */
function foldSpace(words: string): string[] {
  return words
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[^\S\u0001]+/g, ' ')
    .split(/ ?\u0001(?: ?\u0001)+ ?/)
    .map((line) => line.replace(/ ?\u0001 ?/g, '\n').trim());
}

function flatten(parts: PagePart[]): string {
  return parts.map((part) => part.text.replace(/\s+/g, ' ')).join(' ');
}

function isHidden({ attribs }: Element): boolean {
  return (
    'hidden' in attribs ||
    attribs['aria-hidden'] === 'true' ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribs['style'] ?? '')
  );
}

/** A raised reference to a footnote, e.g. `<sup><a href="#n1">[1]</a></sup>`: a mark, not a word. */
function isNoteMark(element: Element, name: string): boolean {
  if (name !== 'sup') return false;
  const text = innerText(element).trim();
  return (
    /^\[?(\d{1,3}|[a-z]|[*†‡])\]?$/.test(text) &&
    descendants(element, 'a').some((a) => /#/.test(a.attribs['href'] ?? ''))
  );
}

/** A card that opens beside a name in running text: a picture and links of the page's own, and not a word besides. */
function isCard(element: Element, name: string): boolean {
  if (name !== 'span' || !element.children.some((child) => 'attribs' in child && child.name === 'img')) return false;
  return descendants(element, 'a').length >= CARD_LINKS && innerText(element, 'a').trim() === '';
}

/** A table of data has several rows and columns and no blocks or tables in its cells; anything else lays out a page. */
function isDataTable(table: Element): boolean {
  if (descendants(table, 'table').length > 0) return false;
  const rows = descendants(table, 'tr').map(
    (row) => row.children.filter((cell) => 'attribs' in cell && /^t[dh]$/.test(cell.name)).length,
  );
  if (!rows.some((cells) => cells >= 2)) return false;
  const longCells = [...descendants(table, 'td')].filter((cell) => descendants(cell, 'p').length > 1).length;
  return longCells === 0;
}

/** The words in an element, without those inside elements of the name `but`. */
function innerText(parent: Parent, but?: string): string {
  return parent.children
    .map((node) => {
      if (node.type === 'text') return node.data;
      return 'children' in node && !('attribs' in node && node.name === but) ? innerText(node, but) : '';
    })
    .join('');
}

function descendants(parent: Parent, name: string): Element[] {
  return parent.children.flatMap((node) =>
    'attribs' in node ? [...(node.name === name ? [node] : []), ...descendants(node, name)] : [],
  );
}
