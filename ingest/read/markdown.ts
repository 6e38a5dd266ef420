import type { Nodes, Parents, PhrasingContent, Root, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { BlockKind } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { partsOfMarkup } from './html.ts';
import { partsOfMarkdown } from './markdown-parts.ts';
import { type Draft, joinParts, type Part } from './part.ts';

/** Deepest nesting of lists and quotations that is parsed; each level costs a pass over the lines below it. */
const MAX_DEPTH = 20;
const NESTED_LINE = new RegExp(
  `^(?:\\s{0,3}(?:>|[-*+]\\s|\\d{1,9}[.)]\\s)\\s?){${MAX_DEPTH}}|^ {${4 * MAX_DEPTH}} *[-*+>]`,
  'm',
);
/** Most open brackets of a paragraph: 10,000 take the parser 5 s, and 100,000 a hundred. */
const MAX_BRACKETS = 5000;
/** Most columns of a table: 50,000 take 8 s and a gigabyte. */
const MAX_CELLS = 1000;
/** Longest text, in characters: the parser reads some 300,000 a second. */
const MAX_LENGTH = 3_000_000;

/** Reads Markdown (CommonMark with tables) without its front matter, as words without markup; throws TOO_DEEP or TOO_LARGE. */
export function readMarkdown(source: string): Omit<Draft, 'metadata' | 'origins'> {
  checkMarkup(source);
  const blocks = partsOfMarkdown(source).flatMap((part) => blocksIn(parse(part), { kind: 'paragraph', depth: 0 }));
  return { ...joinParts(blocks), warnings: [] };
}

function parse(source: string): Root {
  return fromMarkdown(source, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
}

function checkMarkup(source: string): void {
  if (source.length > MAX_LENGTH)
    throw new TriptychError(
      'TOO_LARGE',
      `the text has more than ${MAX_LENGTH.toLocaleString('en')} characters; split it`,
    );
  if (NESTED_LINE.test(source))
    throw new TriptychError(
      'TOO_DEEP',
      `the text nests lists or quotations ${MAX_DEPTH} deep or deeper, which no real one does; save its words as plain text`,
    );
  if (source.split('\n').some((line) => line.split('|').length > MAX_CELLS))
    throw new TriptychError('TOO_LARGE', `a table has more than ${MAX_CELLS} columns; save its words as plain text`);
  if (source.split(/\n[ \t]*\n/).some((paragraph) => paragraph.split('[').length > MAX_BRACKETS))
    throw new TriptychError('TOO_DEEP', `a paragraph has more than ${MAX_BRACKETS} open brackets; it is not read`);
}

interface Place {
  kind: BlockKind;
  /** Depth of the list, from 1; 0 outside lists. */
  depth: number;
}

function blocksIn(parent: Root | Parents, place: Place): Part[] {
  return parent.children.flatMap((node) => blockOf(node, place));
}

function blockOf(node: Nodes, place: Place): Part[] {
  const level = place.kind === 'item' ? { level: place.depth } : {};
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', level: node.depth, text: wordsOf(node.children) }];
    case 'paragraph':
      return [{ kind: place.kind, ...level, text: wordsOf(node.children), lead: boldLength(node.children) }];
    case 'code':
      return [{ kind: place.kind, ...level, text: node.value }];
    case 'table':
      return [{ kind: 'table', text: tableText(node) }];
    case 'html':
      return /^\s*<!--/.test(node.value) ? [] : partsOfMarkup(node.value);
    case 'blockquote':
      return blocksIn(node, { ...place, kind: 'quotation' });
    case 'list':
      return blocksIn(node, { kind: 'item', depth: place.depth + 1 });
    default:
      return 'children' in node ? blocksIn(node as Parents, place) : [];
  }
}

/** How many characters of a paragraph are set in bold at its start. */
function boldLength([first]: PhrasingContent[]): number {
  return first?.type === 'strong' ? wordsOf([first]).length : 0;
}

function tableText(table: Table): string {
  return table.children
    .map((row) => row.children.map((cell) => wordsOf(cell.children).replace(/\s+/g, ' ')).join('\t'))
    .join('\n');
}

function wordsOf(nodes: PhrasingContent[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'break') return '\n';
      if (node.type === 'html') return /^<br\b/i.test(node.value) ? '\n' : '';
      if ('value' in node) return node.value.replace(/[ \t]*\n[ \t]*/g, ' ');
      return 'children' in node ? wordsOf(node.children) : '';
    })
    .join('');
}
