import type { Span } from '../../src/claim.ts';
import type { Line, View } from './tokens.ts';

/** An attribution that the layout makes: content in whole blocks, with the speaker named elsewhere. */
export interface Layout {
  source: Span | undefined;
  cue: Span | undefined;
  content: Span[];
  direct: boolean;
}

export interface Structure {
  found: Layout[];
  /** Blocks that belong to a layout (index into `found`) or to {@link NOBODY}. */
  owner: Map<number, number>;
}

/** Owner of a block that claims nothing: a reporter's question, the name under a pull quote. */
export const NOBODY = -1;

/** Records a layout and gives it its blocks. One without content claims nothing. */
export function addLayout(structure: Structure, layout: Layout, blocks: number[]): void {
  for (const block of blocks) structure.owner.set(block, layout.content.length ? structure.found.length : NOBODY);
  if (layout.content.length) structure.found.push(layout);
}

/** The text of a block. */
export function blockText({ text, blocks }: View, block: number): string {
  return text.slice(blocks[block]!.start, blocks[block]!.end);
}

export function isQuestion(view: View, line: Line): boolean {
  return /[?？][”"'’»」)]*$/.test(view.text.slice(Math.max(line.start, line.end - 4), line.end));
}

/** The sentences of each block, in order. */
export function linesByBlock(view: View): Map<number, Line[]> {
  const groups = new Map<number, Line[]>();
  for (const line of view.lines) {
    const group = groups.get(line.block);
    if (group) group.push(line);
    else groups.set(line.block, [line]);
  }
  return groups;
}

/** "(Laughter.)", "[Crosstalk]": what happened rather than what was said. */
const STAGE = /^[([][^()[\]]*[)\]][.\s]*$/;

/** What is said to hold a conversation together. */
const COURTESY =
  /^(?:thanks?|thank you|good (?:morning|afternoon|evening|day)|hello|hi|welcome|go ahead|please|next|okay|ok|sure|all right|right|sorry|yes,? (?:please|sir|ma['’]am)|with that|(?:let['’]s|we['’]ll) (?:go|take)|(?:i['’]m|i am|it['’]s|it is) (?:a )?(?:very )?(?:pleas|glad|happy|delighted|an? honou?r)\w*)\b/i;
const COURTESY_WORDS = 12;

/** "We would like to stress three points:" says nothing yet. */
const isLead = (text: string) => /[:：]$/.test(text) && text.split(/\s+/).length <= LEAD_WORDS;
const LEAD_WORDS = 12;

const isCourtesy = (text: string) => COURTESY.test(text) && text.split(/\s+/).length <= COURTESY_WORDS;

/** The sentences from an offset on that are neither questions, courtesies nor stage directions, joined where they are neighbours in one block. */
export function statements(view: View, lines: Line[], from: number): Span[] {
  const spans: (Span & { line: number; block: number })[] = [];
  lines.forEach((line, i) => {
    const start = Math.max(line.start, from);
    const text = view.text.slice(start, line.end);
    if (text === '' || isQuestion(view, line) || STAGE.test(text) || isCourtesy(text) || isLead(text)) return;
    const last = spans.at(-1);
    if (last && last.line === i - 1 && last.block === line.block) [last.end, last.line] = [line.end, i];
    else spans.push({ start, end: line.end, line: i, block: line.block });
  });
  return spans.map(({ start, end }) => ({ start, end }));
}
