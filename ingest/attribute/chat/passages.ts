import type { Block, Sentence, Span } from '../../../src/claim.ts';

/** What the model is asked about at one time: a block, or several whole sentences of a long one. */
export interface Passage extends Span {
  /** Index of its block. */
  block: number;
  /** Its sentences, in order. */
  sentences: Sentence[];
}

/** Characters of a passage, from which the longest answer follows; longer blocks are cut between sentences. */
const LONGEST = 4_000;
/** Shorter blocks hold nothing that could be a claim. */
const FEWEST_WORDS = 3;
const QUOTATION_MARK = /["“”„«»「『]/u;

/** The passages of a document, in order. Furniture and tables make none, and headings only where they quote. Linear. */
export function passagesOf(text: string, blocks: Block[], sentences: Sentence[]): Passage[] {
  const passages: Passage[] = [];
  for (const sentence of sentences) {
    if (!isRead(text, blocks[sentence.block] as Block)) continue;
    for (const part of cut(text, sentence)) {
      const last = passages.at(-1);
      if (last?.block === part.block && part.end - last.start <= LONGEST) {
        last.end = part.end;
        last.sentences.push(part);
      } else passages.push({ start: part.start, end: part.end, block: part.block, sentences: [part] });
    }
  }
  return passages;
}

function isRead(text: string, block: Block): boolean {
  if (block.kind === 'furniture' || block.kind === 'table') return false;
  const words = text.slice(block.start, block.end);
  if (block.kind === 'heading' && !QUOTATION_MARK.test(words)) return false;
  const count = words.match(/\p{Script=Han}|[\p{L}\p{N}]+/gu)?.length ?? 0;
  return count >= FEWEST_WORDS;
}

/** A sentence of more than the limit, in pieces that end at white space where there is any. */
function cut(text: string, sentence: Sentence): Sentence[] {
  const parts: Sentence[] = [];
  let { start } = sentence;
  while (sentence.end - start > LONGEST) {
    const space = text.slice(start, start + LONGEST).search(/\s\S*$/u);
    let end = start + (space > 0 ? space : LONGEST);
    if (/[\ud800-\udbff]/.test(text[end - 1] as string)) end--;
    parts.push({ ...sentence, start, end });
    start = end;
  }
  parts.push({ ...sentence, start });
  return parts;
}
