import type { Block, BlockKind, Metadata, Warning } from '../../src/claim.ts';
import type { Original } from './trace.ts';

/** One block before it has a place: its words, and what only its format knows about it. */
export interface Part {
  kind: BlockKind;
  text: string;
  level?: number;
  page?: number;
  /** How many characters at its start are set in bold, where others follow. */
  lead?: number;
}

/** The fields of metadata that may be found in a document, each with the place that says so. */
export interface Found {
  metadata: Metadata;
  origins: Partial<Record<keyof Metadata, string>>;
}

/** What the reader of one format hands on: parts to be joined, or a text already divided. */
export interface Draft extends Found {
  text: string;
  blocks: Block[];
  /** Mean confidence of the words, 0 to 1, where characters were recognised in pictures. */
  recognition?: number;
  /** What the text was made from, where its places can be told. */
  original?: Original;
  warnings: Warning[];
}

/** Between two blocks of a text that was put together from parts. */
const BLANK_LINE = '\n\n';

/** Joins parts by blank lines into one text and says where each stands; parts without words are left out. */
export function joinParts(parts: Part[]): { text: string; blocks: Block[] } {
  const blocks: Block[] = [];
  let text = '';
  for (const { text: words, lead, ...rest } of parts) {
    const trimmed = words.trim();
    if (trimmed === '') continue;
    const start = text === '' ? 0 : text.length + BLANK_LINE.length;
    text += (text === '' ? '' : BLANK_LINE) + trimmed;
    const kept = leadOf(trimmed, words.slice(0, lead ?? 0));
    blocks.push({ start, end: text.length, ...rest, ...(kept && { lead: kept }) });
  }
  return { text, blocks };
}

/** How long the beginning of a text is that stands there in bold: 0 where it is too long for a label, or all of it for a question. */
export function leadOf(text: string, bold: string): number {
  const words = bold.trim();
  const longest = words.length === text.length ? LONGEST_QUESTION : LONGEST_LABEL;
  return words.length <= longest && text.startsWith(words) ? words.length : 0;
}

/** In characters. */
const LONGEST_LABEL = 120;
const LONGEST_QUESTION = 400;
