import { addLayout, blockText, linesByBlock, type Structure, statements } from './layout.ts';
import { bodyStart } from './quotations.ts';
import { firstSubject } from './sources.ts';
import { type Line, spanOf, type View } from './tokens.ts';

/** A statement is introduced within so many blocks from the first. */
const INTRODUCED_WITHIN = 6;
/** In characters: longer sentences introduce nothing, and text without an end costs no more. */
const LONGEST_INTRODUCTION = 400;
const INTRODUCES =
  /\b(?:following (?:\w+ ){0,2}(?:remarks|statements?|comments?|answers?|response|declaration|message|speech|address)\b.*|as follows):\s*$/i;
/** Somebody speaks of himself and his own. */
const PERSONAL = /^(?:i|we|my|our|us|me)$/;

/**
 * A document that is one statement below the words that introduce it: "The spokesperson of the ministry made the following
 * remarks:", and then, without quotation marks, what was said, up to a heading or the end. Linear.
 */
export function readRemarks(view: View, structure: Structure): void {
  const last = Math.min(view.blocks.length, INTRODUCED_WITHIN);
  const lines = linesByBlock(view);
  for (let block = 0; block < last; block++) {
    const line = lines.get(block)?.at(-1);
    if (!line || structure.owner.has(block) || view.blocks[block]!.kind !== 'paragraph') continue;
    if (line.end - line.start > LONGEST_INTRODUCTION || !INTRODUCES.test(view.text.slice(line.start, line.end)))
      continue;
    const source = speakerOf(view, line);
    const blocks = blocksBelow(view, structure, block);
    const said = blocks.flatMap((one) => lines.get(one) ?? []);
    if (!source || said.length === 0 || !isPersonal(view, said)) continue;
    const content = statements(view, said, said[0]!.start);
    addLayout(structure, { source, cue: undefined, content, direct: true }, blocks);
    return;
  }
}

function speakerOf({ tokens }: View, { first, last }: Line) {
  const verb = tokens.slice(first, last).findIndex(({ word }) => MAKES.test(word));
  const subject = verb > 0 ? firstSubject(tokens, first, first + verb) : undefined;
  return subject && !PERSONAL.test(tokens[subject.from]!.word) ? spanOf(tokens, subject.from, subject.to) : undefined;
}

const MAKES =
  /^(?:ma(?:de|kes)|issue[ds]|gave|gives|release[ds]|deliver(?:ed|s)|said|says|state[ds]|replie[ds]|answer(?:ed|s)|respond(?:ed|s)|comment(?:ed|s)|has|had)$/;

function blocksBelow(view: View, { owner }: Structure, intro: number): number[] {
  const found: number[] = [];
  for (let block = intro + 1; block < view.blocks.length; block++) {
    if (!/^(?:paragraph|item)$/.test(view.blocks[block]!.kind) || owner.has(block)) break;
    if (/^\s*[([“"„«]/.test(blockText(view, block))) break;
    found.push(block);
  }
  return found;
}

function isPersonal({ tokens }: View, lines: Line[]): boolean {
  return lines.some(({ first, last }) =>
    tokens.slice(first, last).some(({ word, quotation }) => quotation < 0 && PERSONAL.test(word)),
  );
}

/** In characters: "The Parliamentary Assembly of the Council of Europe,". */
const LONGEST_BODY = 80;
const BODY = /^(?:The|THE)\s+\p{Lu}[^,.;:!?]*,$/u;
const FEWEST_ITEMS = 2;

/**
 * A resolution: below the name of a body and a comma, paragraphs that begin with what it does ("Believes that ...", "Calls on
 * all members to ..."), in its own words. Linear.
 */
export function readResolution(view: View, structure: Structure): void {
  let body: { start: number; end: number } | undefined;
  let items: number[] = [];
  const close = () => {
    if (body && items.length >= FEWEST_ITEMS)
      for (const block of items) {
        const start = startOfItem(view, block);
        const last = view.blocks[block]!.end;
        const end = last - LIST_END.exec(view.text.slice(Math.max(start, last - LONGEST_END), last))![0].length;
        addLayout(structure, { source: body, cue: undefined, content: [{ start, end }], direct: true }, [block]);
      }
    items = [];
  };
  view.blocks.forEach(({ start, end, kind }, block) => {
    if (end - start <= LONGEST_BODY && BODY.test(blockText(view, block))) {
      close();
      body = { start, end: end - 1 };
    } else if (body && /^(?:paragraph|item)$/.test(kind) && !structure.owner.has(block)) {
      if (VERB.test(view.text.slice(startOfItem(view, block), end))) items.push(block);
    }
  });
  close();
}

/** After the mark of an item, and "whereas". */
function startOfItem(view: View, block: number): number {
  const body = bodyStart(view.text, view.blocks[block]!);
  return body + (RECITAL.exec(view.text.slice(body, view.blocks[block]!.end))?.[0].length ?? 0);
}

const RECITAL = /^(?:\p{Lu}{1,2}\.\s+)?(?=whereas\s)/u;

/** "Believes that ...", "Instructs its President ...": a verb in the third person, of which the subject stands above; or a recital. */
const VERB =
  /^(?:whereas\s|(?:Is|Has)\s+\p{Ll}|\p{Lu}\p{Ll}+s\s+(?:\p{Ll}+ly\s+)?(?:that|its|the|an?|all|any|on|upon|to|for|with|in|out|note|also|once|further|deep|strong|grave|how|every|each|those|these|such|both|\p{Lu}\p{L}+)\b)/u;
/** In characters: room for what {@link LIST_END} looks for. */
const LONGEST_END = 20;
/** What joins one item to the next. */
const LIST_END = /[;,.]?(?:\s+and)?\s*$/;
