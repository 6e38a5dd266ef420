import type { Block } from '../../src/claim.ts';

/** A line that begins with the name of a speaker or "Q" and a colon, or with such a name in brackets. */
const LABEL =
  /^[ \t*_]*(?:\p{Lu}[^\s:：]*(?:[ \t]+[^\s:：]+){0,9}[ \t]*(?:[:：][*_]*\s|：)|[[【]\p{Lu}[^\]】\n]{1,60}[\]】][ \t]*\S)/u;
/** What a turn ends with: a sentence, a bracket or a quotation. */
const ENDED = /[.?!…。？！)\]"”’»*_—-]\s*$/;
const LABEL_LENGTH = 120;

/**
 * Paragraphs whose lines are turns of a conversation ("Q: ...", "A: ..."), set without blank lines between them, become one
 * paragraph for each turn. The first line must be a turn, and each turn begin where the line before it has ended.
 */
export function splitTurns(text: string, blocks: Block[]): Block[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'paragraph' && block.kind !== 'quotation') return block;
    const starts = turnStarts(text, block);
    const { lead, ...rest } = block;
    return starts.map((start, i) => {
      const end = starts[i + 1] ?? block.end;
      const bold = i === 0 && lead ? { lead } : {};
      return { ...rest, ...bold, start, end: start + text.slice(start, end).trimEnd().length };
    });
  });
}

function turnStarts(text: string, { start, end }: Block): number[] {
  const starts = [start];
  if (!LABEL.test(text.slice(start, Math.min(end, start + LABEL_LENGTH)))) return starts;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
    const line = at + 1;
    if (!ENDED.test(text.slice(Math.max(start, at - 40), at))) continue;
    if (LABEL.test(text.slice(line, Math.min(end, line + LABEL_LENGTH)))) starts.push(line);
  }
  return starts;
}
