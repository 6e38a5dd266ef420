import type { Block } from '../../src/claim.ts';
import { type Byline, findBiographies, isByline } from './byline.ts';
import { isDateLine } from './date.ts';
import { isHeadline, isProse, type Line, linesOf } from './line.ts';

/**
 * Lines that a page says about itself, whole line by whole line. Longer lines than `words` never match, since what
 * begins like a button may go on as a sentence.
 */
const LABELS: { words: number; pattern: RegExp }[] = [
  {
    words: 9,
    pattern:
      /^[\W_]*(?:read|learn|see|find out|show|load|view|discover) (?:more|all|less|full (?:story|article)|the full)\b/i,
  },
  {
    words: 8,
    pattern:
      /^(?:continue reading|keep reading|click here|tap here|find out more|listen (?:to this|now)|watch (?:now|live|the video)|download (?:pdf|the app|now))\b/i,
  },
  {
    words: 8,
    pattern:
      /^(?:skip to|jump to|back to (?:top|home)|go to (?:top|home|content)|scroll to|type to search|toggle|search(?: (?:for|this|the|our|site))?:?$|menu$|home$|close$|open$|next$|previous$|prev$|(?:next|previous) (?:article|post|page|story)|main (?:menu|navigation|content)|table of contents$|contents$|print$|play$|pause$|caption$|expand$|collapse$)/i,
  },
  {
    words: 9,
    pattern:
      /^(?:log ?(?:in|out)|sign ?(?:in|out|up)|register|subscribe|my account|create (?:an )?account|follow us|like us|join us on|get (?:the|our) app|donate|support us|make a donation|add to cart|buy now)\b/i,
  },
  {
    words: 8,
    pattern:
      /^(?:share|tweet|e-?mail|pin it|copy link|save|bookmark|(?:share|post|send) (?:this|on|via|to|by)|facebook|twitter|linkedin|whatsapp|reddit|instagram|youtube|telegram|pocket|flipboard|pinterest|tumblr|rss)(?:[\s|,/·•<>→]+(?:on|this|via|to|article|post|story|page|and|or|share|tweet|e-?mail|print|link|facebook|twitter|linkedin|whatsapp|reddit|instagram|youtube|telegram|pocket|flipboard|pinterest|tumblr|rss|x|more))*[\s<>→|]*$/i,
  },
  {
    words: 14,
    pattern:
      /^(?:leave (?:a|your) (?:reply|comment)|post (?:a )?(?:reply|comment)|add (?:a|your) comment|no comments|be the first to (?:comment|reply|review)|view comments|load comments|join the (?:conversation|discussion)|comments are (?:closed|off|moderated)|reply$|comments?$|\d+ (?:comments?|replies|shares|likes|views|responses)\b)/i,
  },
  {
    words: 24,
    pattern:
      /^(?:fill in your details below|you are commenting using|connecting to\b.{0,20}$|your e-?mail address will not be published|required fields are marked|notify me of|enter your e-?mail|save my name|this site uses akismet|(?:twitter|facebook|google\+?|wordpress(?:\.com)?|gravatar) (?:picture|photo|account|logo)$)/i,
  },
  {
    words: 14,
    pattern: /^this (?:article|story|page|post|content) is (?:more than|over) \d+ (?:day|week|month|year)s? old/i,
  },
  { words: 40, pattern: /\ball rights reserved\b/i },
  { words: 130, pattern: /^(?:©|\(c\) ?\d|copyright (?:©|\(c\)|@|ⓒ|\d{4}|information\b|notice\b))/i },
  { words: 90, pattern: /^unauthori[sz]ed (?:use|copying|reproduction|duplication)\b/i },
  { words: 40, pattern: /^no part of this (?:publication|article|material|page) may be (?:reproduced|copied)/i },
  {
    words: 22,
    pattern:
      /^\(?(?:photo|image|picture|illustration|photograph|file photo|video|graphic|cartoon|art)s?(?: credits?)?\s*(?:by\b|:|courtesy\b|via\b|©|copyright|from (?:getty|reuters|ap|afp|flickr|unsplash))/i,
  },
  {
    words: 22,
    pattern: /^(?:featured |header |cover |top |main )?(?:image|photo|picture) (?:credit|source|courtesy)s?\b/i,
  },
  {
    words: 14,
    pattern:
      /(?:\/|\||via |©|\()\s*(?:getty(?: images)?|reuters|afp|associated press|ap(?: photo)?|unsplash|shutterstock|epa|bloomberg|istock|pixabay|flickr|wikimedia commons)\)?\.?$/i,
  },
  { words: 14, pattern: /\bon (?:unsplash|flickr|pexels|pixabay)\.?$/i },
  {
    words: 30,
    pattern:
      /\b(?:sign up (?:for|to|now|here)|subscribe (?:to|for|now|here)|delivered (?:straight |directly |right )?to your (?:inbox|e-?mail)|in your inbox|(?:our|free|daily|weekly|e-?mail) newsletters?)\b/i,
  },
  {
    words: 8,
    pattern:
      /^(?:send us (?:news|your|a tip|tips)|(?:got|have) (?:a (?:tip|story)|news)\b|thanks? (?:you )?for (?:subscribing|signing up|reading)|newsletters?$|most (?:read|popular|viewed|shared)\b|trending\b(?: now| stories| topics)?$|breaking news$|latest (?:news|stories|posts|videos)$|popular(?: this week| posts| stories)?$|recent (?:articles|posts|comments|stories)$|top stories$|highlights$)/i,
  },
  {
    words: 60,
    pattern:
      /^(?:(?:we|this (?:web)?site|our (?:web)?site|this page) uses? cookies\b|by (?:continuing|using) (?:to (?:use|browse)|this|our)\b.*\b(?:cookies|agree|consent|accept)\b)/i,
  },
  {
    words: 8,
    pattern:
      /^(?:accept|reject|manage|allow|cookie) (?:all |my |your )?(?:cookies?|settings|preferences|policy|consent)\b/i,
  },
  {
    words: 8,
    pattern:
      /^(?:advert(?:isement|ising)?s?|sponsored(?: content| by.*)?|promoted(?: content)?|(?:story|article) continues (?:below|after).*|continues? (?:below|after) (?:the )?(?:ad|advert).*|affiliate links?.*)$/i,
  },
  {
    words: 10,
    pattern:
      /^(?:(?:privacy|cookie|legal|accessibility|editorial|terms|copyright|contact|about|careers|advertise|site ?map|help|faq|foia|no fear act|archives?|imprint|impressum|press room|newsroom|disclaimer)(?: (?:policy|notice|statement|information|settings|us|of (?:use|service)|and conditions|with us|center|centre|map|foia|act))*[\s|,·•/&]*)+$/i,
  },
  {
    words: 8,
    pattern:
      /^(?:\d+ (?:min(?:ute)?s?)(?: read)?$|(?:estimated )?reading time|read(?:ing)? time|time to read|listen to this article|published (?:\d+ \w+ ago|in\b|on\b)|last (?:updated|modified)|first published|updated:? )/i,
  },
  {
    words: 24,
    pattern:
      /^(?:posted (?:on|by|in|at)\b|filed (?:under|in)\b|tag(?:s|ged)(?:\s+with)?\s*:|tagged (?:with|as|in)\b|categor(?:y|ies)\s*:|topics?\s*:|keywords\s*:|labels\s*:|source\s*:\s*\S+$)/i,
  },
  {
    words: 12,
    pattern:
      /^(?:this (?:slideshow|page|site|video) requires javascript|(?:please )?enable javascript|your browser (?:does not|is)|image \d+ of \/? ?\d+|slide \d+ of \d+|page \d+(?: of \d+)?$|\d+ of \d+$|\d+\s*\/\s*\d+$|loading\b)/i,
  },
  {
    words: 2,
    pattern:
      /^(?:site |company |our )?(?:logo|icon|avatar|thumbnail|image|video|photo|gallery|banner|tags?|topics?|credits?|source)$/i,
  },
  { words: 1, pattern: /^(?:https?:\/\/|www\.)\S+$|^\S+@\S+\.\w+$|^@\w+$/i },
];

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
/** No label is longer, in characters. */
const LABEL_LENGTH = 1000;
/** A label in a menu, tag list or link list is at most this long; a heading may be, too, so one alone proves nothing. */
const LABEL_WORDS = 8;
/** So many labels in a row are a menu: documents set up to three headings one under another (title, subtitle, section). */
const MENU_RUN = 4;
/** Longest line without an end of sentence that counts as a leftover after the last paragraph. */
const LEFTOVER_WORDS = 40;

/** Names the furniture among the blocks of any format; the other blocks keep their kind. */
export function markFurniture(text: string, blocks: Block[], byline?: Byline): Block[] {
  const lines = linesOf(text, blocks);
  const furniture = new Set<number>([
    ...lines.flatMap((line, at) => (isLabel(line) ? [at] : [])),
    ...findTeasers(lines),
    ...findMenus(lines),
    ...findBiographies(lines, byline?.author),
    ...(byline ? [byline.at] : []),
  ]);
  for (const at of findLeftovers(lines, furniture)) furniture.add(at);
  return blocks.map((block, at) => (furniture.has(at) ? asFurniture(block) : block));
}

/** Whether a line is by itself a button, form label, credit, date, copyright notice or glyph of a page. */
export function isLabel(line: Line): boolean {
  if (line.kind === 'table' || line.text.length > LABEL_LENGTH) return false;
  if (!/\p{L}/u.test(line.text)) return line.text.length <= 24;
  if (/^\$[^$]*\\[a-z]+[^$]*\$$/i.test(line.text)) return true;
  if (line.words <= 12 && isDateLine(line.text)) return true;
  if (isByline(line) || isResidue(line)) return true;
  return LABELS.some(({ words, pattern }) => line.words <= words && pattern.test(line.text));
}

/** A single word in lower case that is no sentence: what scripts and icons leave behind. */
function isResidue(line: Line): boolean {
  return line.kind !== 'item' && line.kind !== 'table' && /^[a-z][\w-]*$/.test(line.text);
}

/** Headings such as "Related articles", and all that follows up to the next running text. */
function findTeasers(lines: Line[]): number[] {
  const found: number[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line.words > TEASER_HEADING_WORDS || !TEASER_HEADING.test(line.text.slice(0, LABEL_LENGTH))) continue;
    let end = at + 1;
    while (end < lines.length && !isProse(lines[end]!)) end++;
    const next = end;
    if (end < lines.length && lines[end - 1]?.kind === 'heading') end--;
    if (end > at + 1 || end === lines.length) for (let i = at; i < end; i++) found.push(i);
    at = next - 1;
  }
  return found;
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
