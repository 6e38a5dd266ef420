import { isByline } from './byline.ts';
import { isDateLine } from './date.ts';
import type { Line } from './line.ts';

interface LabelRule {
  /** Most words of a line that can match: what begins like a button may go on as a sentence. */
  words: number;
  pattern: RegExp;
  /** Only a line that does not end like a sentence. */
  open?: true;
}

/** Lines that a page says about itself, by what they are for. */
const LABELS: LabelRule[] = [
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
  { words: 12, pattern: /^follow @?\w.*\b(?:twitter|facebook|instagram|linkedin|youtube|telegram)\b/i, open: true },
  { words: 3, pattern: /^comments? \(\d+\)$/i },
  { words: 8, pattern: /^(?:supported|powered|sponsored|presented|brought to you) by\b/i, open: true },
  {
    words: 5,
    pattern:
      /^(?:share|give|gift|reuse|republish|print|save|cite|e-?mail|support) (?:(?:this|full|our|the) )?(?:article|content|story|page|post|guardian|journalism)$/i,
  },
  { words: 9, pattern: /^(?:explore )?more (?:on|from|about|in)\b/i, open: true },
  {
    words: 40,
    pattern:
      /^[([]?(?:additional )?(?:reporting|writing) by \p{Lu}.*\b(?:editing|reporting|writing) by\b|^[([]?(?:additional )?reporting by \p{Lu}[^.]*[)\]]?\.?$/iu,
  },
  {
    words: 12,
    pattern:
      /^[([]?(?:web )?(?:editor|editing|edited by|source|reporter|author|contributor|responsible editor|credit)s?\s*(?:[:：]|\.\.\.|…)/i,
  },
  {
    words: 6,
    pattern: /^(?:ends?|for immediate release|embargoed?(?: until)?.*|press release|news release|media advisory)$/i,
  },
  { words: 14, pattern: /^[^.«]{2,40}(?: [>»›] [^.«]{2,60})+$|^home(?: [/|] [^.]{2,60})+$/i, open: true },
  {
    words: 9,
    pattern:
      /^(?:available languages?\b|page contents|print(?:er)?[- ]friendly|(?:media|press) (?:contacts?|enquiries|inquiries)|here.s how you know|why (?:you can )?trust\b|our standards:)/i,
  },
  { words: 16, pattern: /^(?:an official website of the\b|official websites? use\b|secure \.gov websites? use\b)/i },
  {
    words: 12,
    pattern:
      /^(?:like this: like|like loading|click to (?:share|e-?mail|print)|you must be (?:logged|signed) in|media playback is)\b|\(opens in new window\)/i,
  },
  { words: 16, pattern: /^(?:next|previous)(?: post| article| story)?: /i, open: true },
  {
    words: 18,
    pattern: /^(?:related(?: \w+)?|read also|also read|see also|read more|read|watch|listen|also|more)\s*[:|]\s/i,
    open: true,
  },
  { words: 40, pattern: /^(?:image|media|video|photo) (?:caption|source|copyright),/i },
  { words: 3, pattern: /^(?:getty images|reuters|ap|afp|epa|bloomberg|xinhua|associated press|shutterstock|istock)$/i },
  { words: 14, pattern: /^file (?:photo|image|picture)\b/i, open: true },
  { words: 12, pattern: /^(?:contacts?|tel|telephone|phone|fax|e-?mail|(?:press|media) contact)\s*[:：]/i },
  { words: 14, pattern: /©\s*(?:\d{4}|copyright)/i },
  { words: 12, pattern: /^[([（【]?(?:责任编辑|编辑|来源|记者|作者|文章来源)\s*[:：]/u },
  {
    words: 5,
    pattern:
      /^(?:相关(?:新闻|阅读|报道)|延伸阅读|推荐阅读|热门|分享|打印|版权所有|字号|返回顶部|上一篇|下一篇|评论|关注我们|扫一扫)/u,
  },
];

/** No label is longer, in characters. */
const LABEL_LENGTH = 1000;
/** What stands beside a date and is no sentence: a place, a section, a name. */
const BESIDE_DATE_WORDS = 5;

/** Whether a line is by itself a button, form label, credit, date, copyright notice or glyph of a page. */
export function isLabel(line: Line): boolean {
  if (line.kind === 'table' || line.text.length > LABEL_LENGTH) return false;
  if (!/\p{L}/u.test(line.text)) return line.text.length <= 24;
  if (/^\$[^$]*\\[a-z]+[^$]*\$$/i.test(line.text)) return true;
  if (line.words <= 14 && (isDateLine(line.text) || isDated(line))) return true;
  if (isByline(line) || isResidue(line)) return true;
  return LABELS.some(
    ({ words, pattern, open }) => line.words <= words && !(open && line.closed) && pattern.test(line.text),
  );
}

/** A single word in lower case that is no sentence: what scripts and icons leave behind. */
function isResidue(line: Line): boolean {
  return line.kind !== 'item' && line.kind !== 'table' && /^[a-z][\w-]*$/.test(line.text);
}

/** "Norland | 5 August 2020 | Press release", "5 August 2020 by Ada Nordin": a date among labels. */
function isDated(line: Line): boolean {
  const parts = line.text.split(/\s*[|•·]\s*|\s+by\s+/i);
  if (parts.length < 2 || line.closed) return false;
  return (
    parts.some(isDateLine) && parts.every((part) => isDateLine(part) || part.split(' ').length <= BESIDE_DATE_WORDS)
  );
}
