import type { Block } from '../../src/claim.ts';
import { type Byline, findBiographies } from './byline.ts';
import { isLabel } from './label.ts';
import { isHeadline, isProse, type Line, linesOf } from './line.ts';

/** A heading above links to other pages, rather than above a part of this one. */
const TEASER_HEADING = new RegExp(
  `^(?:${[
    '(?:read |find |see )?more (?:about|on|from|stories|news|information|like this|to read|reading|in|by|great|top|articles|posts|coverage)\\b.*',
    'related(?: (?:articles?|stories|story|posts?|content|topics?|news|links?|coverage|reading|pages?|documents?|publications?|items?|videos?))?',
    '(?:also |see |read )(?:also|see|read|next|on)(?: .{0,30})?',
    'see also|also (?:on|in|see|read)\\b.*|read (?:this )?next|up next',
    '(?:other|more|top|latest|popular|trending|recent|recommended|featured|must.?read) (?:stories|articles|news|posts?|reads?|videos|headlines)\\b.*',
    'most (?:read|popular|viewed|shared|recent)\\b.*',
    '(?:you|readers) (?:may|might|could|will|would)(?: also)? (?:like|enjoy|love|be interested in|want to read)\\b.*',
    'recommended(?: for you| reading)?|what to read next|don.t miss|trending(?: now)?|editors?.?s? picks?|around the web|from (?:around )?the web|popular(?: now)?',
    'tags?|topics|categories|filed under|keywords',
    'share(?: this.*)?|follow us.*|connect with us.*|stay (?:connected|informed|up to date).*|contact(?: us)?',
    'leave (?:a|your) (?:reply|comment).*|(?:post|add) a comment.*|\\d* ?comments?(?: \\(\\d+\\))?|about the (?:author|writer)s?|newsletters?.*|subscribe.*|advertisement',
  ].join('|')})[\\s:.…→»-]*$`,
  'i',
);
/** Longest heading above teasers. */
const TEASER_HEADING_WORDS = 8;
/** No heading is longer, in characters. */
const HEADING_LENGTH = 1000;
/** A label in a menu, tag list or link list is at most this long; a heading may be, too, so one alone proves nothing. */
const LABEL_WORDS = 8;
/** So many labels in a row are a menu: documents set up to three headings one under another (title, subtitle, section). */
const MENU_RUN = 4;
/** Longest line above the headline of a teaser. */
const KICKER_WORDS = 5;
/** Longest line without an end of sentence that counts as a leftover after the last paragraph. */
const LEFTOVER_WORDS = 40;

/** Names the furniture among the blocks of any format; the other blocks keep their kind. */
export function markFurniture(text: string, blocks: Block[], byline?: Byline): Block[] {
  const lines = linesOf(text, blocks);
  const furniture = new Set<number>([
    ...lines.flatMap((line, at) => (isLabel(line) ? [at] : [])),
    ...findTeasers(lines),
    ...findMenus(lines),
    ...findKickers(text, blocks, lines),
    ...findBiographies(lines, byline?.author),
    ...(byline ? [byline.at] : []),
  ]);
  for (const at of findLeftovers(lines, furniture)) furniture.add(at);
  return blocks.map((block, at) => (furniture.has(at) ? asFurniture(block) : block));
}

/** Headings such as "Related articles", and all that follows up to the next running text. */
function findTeasers(lines: Line[]): number[] {
  const found: number[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line.words > TEASER_HEADING_WORDS || !TEASER_HEADING.test(line.text.slice(0, HEADING_LENGTH))) continue;
    let end = at + 1;
    while (end < lines.length && !isProse(lines[end]!)) end++;
    const next = end;
    if (end < lines.length && lines[end - 1]?.kind === 'heading') end--;
    if (end > at + 1 || end === lines.length) for (let i = at; i < end; i++) found.push(i);
    at = next - 1;
  }
  return found;
}

/**
 * A teaser inside an article: a word or two right below a paragraph, without a blank line, and a headline after it. A
 * heading of the text itself stands apart.
 */
function findKickers(text: string, blocks: Block[], lines: Line[]): number[] {
  return lines.flatMap((line, at) => {
    const [before, block, next] = [blocks[at - 1], blocks[at], lines[at + 1]];
    if (!before || !block || !next || !isShort(line) || line.words > KICKER_WORDS) return [];
    const glued = text.slice(before.end, block.start).split('\n').length === 2 && lines[at - 1]?.closed;
    const isOpen = !next.closed && !isProse(next) && (next.kind === 'heading' || next.kind === 'paragraph');
    return glued && isOpen && next.words > KICKER_WORDS ? [at, at + 1] : [];
  });
}

/** Runs of labels: short lines that end nowhere. The first block of all and a heading right above prose are spared. */
function findMenus(lines: Line[]): number[] {
  const found: number[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (end < lines.length && isShort(lines[end]!)) end++;
    if (end - at >= MENU_RUN) {
      const first = at === 0 ? 1 : at;
      const last = end < lines.length && lines[end - 1]?.kind === 'heading' ? end - 1 : end;
      for (let i = first; i < last; i++) found.push(i);
    }
    at = Math.max(end, at + 1);
  }
  return found;
}

function isShort(line: Line): boolean {
  if (line.kind !== 'paragraph' && line.kind !== 'heading') return false;
  return line.words <= LABEL_WORDS && !line.closed && !/[:;,]$/.test(line.text);
}

/** Lines after the last running text that end nowhere: links, addresses and labels below an article. */
function findLeftovers(lines: Line[], furniture: Set<number>): number[] {
  const last = lines.findLastIndex(
    (line, at) =>
      !furniture.has(at) &&
      (isProse(line) || line.kind === 'item' || line.kind === 'caption' || (line.closed && line.words > 3)),
  );
  if (last < 0) return [];
  return lines.flatMap((line, at) =>
    at > last && line.words <= LEFTOVER_WORDS && (!line.closed || isHeadline(line.text)) && !/:$/.test(line.text)
      ? [at]
      : [],
  );
}

function asFurniture({ level: _, ...block }: Block): Block {
  return { ...block, kind: 'furniture' };
}
