import type { Span } from './claim.ts';

/** A text in comparable form. Unit `i` of `text` comes from `[starts[i], ends[i])` of the original, in UTF-16 units. */
export interface Folded {
  text: string;
  map: { starts: Uint32Array; ends: Uint32Array };
}

/** A word in folded form, at `[start, end)` of the original text. */
export interface Word extends Span {
  text: string;
}

/**
 * Text without what printing adds to it: case, runs of white space, the glyphs of quotation marks, dashes and ellipses,
 * Unicode forms (NFKC), soft hyphens, zero-width characters, hyphenation at a line end. White space around it is gone.
 */
export function fold(text: string): Folded {
  return foldWith(text, '-');
}

/** The half-open offsets in the original of `[start, end)` of the folded text; an empty range gives an empty span. */
export function unfold(folded: Folded, start: number, end: number): Span {
  const { starts, ends } = folded.map;
  const from = starts[start] ?? ends[ends.length - 1] ?? 0;
  return end > start ? { start: from, end: ends[Math.min(end, ends.length) - 1] ?? from } : { start: from, end: from };
}

/** The words of a text in order: runs of letters and digits with inner apostrophes and hyphens, `U.S.` as `us`, each Chinese character by itself. */
export function words(text: string): Word[] {
  // A dash between two words parts them and a hyphen does not, so that dashes must not become hyphens here.
  const {
    text: folded,
    map: { starts, ends },
  } = foldWith(text, '—');
  const list: Word[] = [];
  const pattern = PLAIN_TEXT.test(folded) && !PLAIN_ACRONYM.test(folded) ? PLAIN_WORD : WORD;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(folded); match; match = pattern.exec(folded)) {
    const [raw] = match;
    list.push({
      text: raw.includes('.') && ACRONYM.test(raw) ? raw.replaceAll('.', '') : raw,
      start: starts[match.index]!,
      end: ends[match.index + raw.length - 1]!,
    });
  }
  return list;
}

/**
 * The form of a text that FTS5 (unicode61, porter) indexes: Chinese and Japanese runs as bigrams and their last character,
 * `U.S.` as `US`, a word broken at a line end also in one piece; everything else as it is.
 */
export function searchTerms(text: string): string {
  return plain(text)
    .replace(BROKEN_WORD, (broken, before: string, after: string) => `${broken} ${before}${after}`)
    .replace(CJK_RUN, (run) => ` ${[...bigrams(run), [...run].at(-1)].join(' ')} `);
}

/**
 * An FTS5 expression that finds any user's text in what {@link searchTerms} gave, or undefined where the text has no word.
 * `any`: at least one word, stop words dropped where others remain. `phrase`: all words in order.
 */
export function matchQuery(text: string, options: { mode?: 'any' | 'phrase'; max?: number } = {}): string | undefined {
  const max = options.max ?? MAX_TERMS;
  const runs = wordRuns(text);
  const terms = options.mode === 'phrase' ? phraseTerms(runs, max) : anyTerms(runs, max);
  return terms.length > 0 ? terms.join(' OR ') : undefined;
}

/** The distinct words of a text as FTS5 knows them before stemming: lower-cased, without accents, in order: words, and bigrams of Chinese. */
export function searchWords(text: string): string[] {
  const terms = wordRuns(text).flatMap((run) => (isCjk(run) ? cjkTerms(run) : [withoutMarks(run.toLowerCase())]));
  return [...new Set(terms)];
}

/** One word as an FTS5 string; whatever it holds, it is never syntax. */
export function quoteTerm(word: string): string {
  return `"${word.replaceAll('"', '""').replaceAll('\0', '')}"`;
}

/** True for English words too common to say what a text is about; `us` is not among them, since it may be the country. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word) || STOP_WORDS.has(word.toLowerCase());
}

/** How many words a text has, a name of any length counting as two: "the United States of America" is as long as "China". */
export function lengthInWords(text: string): number {
  // Where everything is capitals, they tell no names.
  if (!/\p{Ll}/u.test(text)) return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  let length = 0;
  for (const word of text.match(PLAIN_TEXT.test(text) ? PLAIN_NAME_OR_WORD : NAME_OR_WORD) ?? [])
    length += /\p{Lu}/u.test(word) && !isStopWord(word) ? NAME : 1;
  return length;
}

/** An identifier of lower-case ASCII letters, digits and single hyphens, at most 80 long, never empty; other scripts by code point. */
export function slug(text: string): string {
  const latin = kebab(withoutAccents(text));
  if (/[a-z]/.test(latin) || (latin !== '' && !/\p{L}/u.test(text))) return latin;
  const codes = [...text.trim()]
    .filter((char) => /\S/u.test(char))
    .map((char) => `u${char.codePointAt(0)!.toString(16)}`);
  return kebab(codes.join('-')) || 'unnamed';
}

/** A name for comparing with others: lower case, no accents, titles, punctuation or possessive; a title alone is kept. */
export function normaliseName(text: string): string {
  const bare = withoutAccents(text)
    .toLowerCase()
    .replace(/['’ʼ]s?(?=\s*$)/u, '')
    .replace(/['’ʼ]/gu, '')
    .replace(/(?<![\p{L}\p{N}])((?:\p{L}\.)+\p{L})\.?(?![\p{L}\p{N}])/gu, (initials) => initials.replaceAll('.', ''))
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
  let name = bare;
  for (let previous = ''; previous !== name; ) {
    previous = name;
    name = name.replace(TITLE, '');
  }
  return name;
}

/**
 * A function that makes something of a word once and then remembers it: normalising is slow, and the words of a language
 * are few. Forgets everything now and then, so that it holds {@link REMEMBERED} words at most.
 */
export function remembered<T>(make: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    let made = known.get(word);
    if (made === undefined) {
      // A copy: a word cut out of a text would keep all of the text in memory.
      const own = ` ${word}`.slice(1);
      made = make(own);
      if (known.size >= REMEMBERED) known.clear();
      known.set(own, made);
    }
    return made;
  };
}

const REMEMBERED = 50_000;

/** In words: names of people and countries have one to three. */
const NAME = 2;
/** Capitalised words side by side, or with "of" or "and" between them, with their article; else one word. */
const NAME_OR_WORD =
  /(?:\bthe\s+)?\p{Lu}[\p{L}\p{N}.’'&-]*(?:\s+(?:(?:of|and|for)\s+(?:the\s+)?)?\p{Lu}[\p{L}\p{N}.’'&-]*)*|[\p{L}\p{N}]+/gu;
/** The same in {@link PLAIN_TEXT}. */
const PLAIN_NAME_OR_WORD =
  /(?:\bthe\s+)?[A-Z][A-Za-z\d.’'&-]*(?:\s+(?:(?:of|and|for)\s+(?:the\s+)?)?[A-Z][A-Za-z\d.’'&-]*)*|[A-Za-z\d]+/g;
/** FTS5 ranks about a million rows a second, and a question of more words than this finds no better. */
const MAX_TERMS = 32;
/** A longer run of Chinese is a sentence, which hardly ever stands elsewhere word for word: any of its bigrams may match. */
const LONGEST_CJK_PHRASE = 4;
const LONGEST_SLUG = 80;

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々〆';
const CJK_RUN = new RegExp(`[${CJK}]+`, 'gu');
const LETTER = '[\\p{L}\\p{N}\\p{M}]';
const OTHER_LETTER = `(?![${CJK}])${LETTER}`;
/** On folded text: one Chinese character, an acronym with dots, a number, or letters joined by apostrophes and hyphens. */
const WORD = new RegExp(
  [
    `[${CJK}]\\p{M}*`,
    `(?<!${LETTER})(?:\\p{L}\\.){2,}(?:\\p{L}(?!${LETTER}))?|(?<!${LETTER})\\p{L}\\.\\p{L}(?!${LETTER})`,
    `(?:${OTHER_LETTER})+(?:(?:['-]|(?<=\\p{N})[.,](?=\\p{N}))(?:${OTHER_LETTER})+)*`,
  ].join('|'),
  'gu',
);
const ACRONYM = /^(?:\p{L}\.)+\p{L}?$/u;
/** Text without letters beyond ASCII, most is such: its words have patterns that are five times as quick. */
const PLAIN_TEXT = /^[\0-\x7f‘’“”–—…]*$/;
const PLAIN_ACRONYM = /(?<![a-z\d])[a-z]\.[a-z]/;
const PLAIN_WORD = /[a-z\d]+(?:(?:['-]|(?<=\d)[.,](?=\d))[a-z\d]+)*/g;
const DOTTED = new RegExp(
  `(?<!${LETTER})(?:(?:\\p{L}\\.){2,}(?:\\p{L}(?!${LETTER}))?|\\p{L}\\.\\p{L}(?!${LETTER}))`,
  'gu',
);
const BROKEN_WORD = /(\p{Ll}+)[-‐‑][ \t]*\r?\n[ \t]*(\p{Ll}+)/gu;

/** Characters that print nothing: soft hyphen, joiners, marks of direction, byte order mark, variation selectors. */
const HIDDEN =
  '\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufe00-\\ufe0f\\ufeff';
const HIDDEN_RUN = new RegExp(`[${HIDDEN}]+`, 'gu');
const DOUBLE_QUOTES = '"“”„‟«»″‶〃「」『』〝〞〟＂❝❞';
const SINGLE_QUOTES = "'‘’‚‛‹›′‵ʹʻʼʽˈ`´＇❛❜";
const DASHES = '‒–—―⸺⸻﹘─';
const HYPHENS = '-‐‑−﹣－⁃';
/** Where two digits side by side would make another number ("1½" is not 11/2), or a power a factor ("10²" is not 102). */
const FRACTIONS = '¼-¾⅐-⅞↉';
const SUPERSCRIPTS = '²³¹⁰⁴-⁹';
/** What a text is made of, longest first. The alternatives are told apart by the name of the group that matched. */
const PIECE = new RegExp(
  [
    `(?<broken>(?<=[\\p{L}\\p{N}])[${HYPHENS}\\u00ad][ \\t]*\\r?\\n[ \\t]*(?=[\\p{L}\\p{N}]))`,
    `(?<space>[\\s\\u0085\\u2800]+)`,
    `(?<hidden>[${HIDDEN}]+)`,
    `(?<ellipsis>[…⋯]+|\\.(?:[ \\u00a0\\u202f]?\\.){2,})`,
    `(?<double>[${DOUBLE_QUOTES}]|''|\`\`)`,
    `(?<single>[${SINGLE_QUOTES}])`,
    `(?<dash>[${DASHES}]+|--+)`,
    `(?<hyphen>[${HYPHENS}])`,
    `(?<fraction>(?<=\\p{N})[${FRACTIONS}])`,
    `(?<kept>[${SUPERSCRIPTS}])`,
    // Letters with their marks are normalised together: combining marks, Korean parts, half-width voicing marks.
    `(?<cluster>(?:[\\u1100-\\u115f]+[\\u1160-\\u11a7]*[\\u11a8-\\u11ff]*|.)(?:\\p{M}|[\\uff9e\\uff9f])*)`,
  ].join('|'),
  'suy',
);

const STOP_WORDS = new Set(
  `a about above after again against all also am an and any are as at be because been before being below between both but
  by can could did do does doing down during each few for from further had has have having he her here hers him his how i
  if in into is it its itself just may me might more most must my no nor not now of off on once only or other our out over
  own same shall she should so some such than that the their them then there these they this those through to too under
  until up very was we were what when where which while who whom whose why will with would you your s t`.split(/\s+/),
);

const TITLE = new RegExp(
  `^(?:${[
    'the former',
    'former',
    'the late',
    'then',
    'the',
    'mr|mrs|ms|miss|mx|sir|dame|lord|lady|madam|dr|prof|professor|hon|honourable|honorable|his excellency|her excellency',
    '(?:deputy |assistant |under |acting )*(?:secretary|undersecretary)(?: of state| of defen[cs]e| of commerce| general)?',
    '(?:deputy |vice )?(?:prime |foreign )?minister(?: of foreign affairs)?',
    '(?:vice )?(?:president|premier|chairman|chairwoman)|(?:federal )?chancellor|(?:eu |european )?commissioner',
    'ambassador|senator|sen|representative|rep|congressman|congresswoman|governor|gov|gen',
    '(?:chief executive|ceo|spokesman|spokeswoman|spokesperson)',
  ].join('|')})\\s+(?!of )(?=.)`,
  'u',
);

function foldWith(text: string, dash: string): Folded {
  // Folding seldom lengthens a text, and by 18 at most (NFKC).
  let map: Folded['map'] = { starts: new Uint32Array(text.length + 32), ends: new Uint32Array(text.length + 32) };
  let size = 0;
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const plainEnd = endOfPlain(text, at);
    if (plainEnd > at) {
      if (size + plainEnd - at > map.starts.length) map = longer(map, plainEnd - at);
      for (let i = at; i < plainEnd; i++) {
        map.starts[size] = i;
        map.ends[size++] = i + 1;
      }
      parts.push(text.slice(at, plainEnd).toLowerCase());
      at = plainEnd;
      continue;
    }
    PIECE.lastIndex = at;
    const match = PIECE.exec(text)!;
    const end = at + match[0].length;
    const folded = foldPiece(match[0], match.groups!, dash, text, at);
    if (folded !== '' && (folded !== ' ' || (parts.length > 0 && parts.at(-1) !== ' '))) {
      if (size + folded.length > map.starts.length) map = longer(map, folded.length);
      map.starts.fill(at, size, size + folded.length);
      map.ends.fill(end, size, size + folded.length);
      size += folded.length;
      parts.push(folded);
    }
    at = end;
  }
  if (parts.at(-1) === ' ') {
    parts.pop();
    size--;
  }
  return { text: parts.join(''), map: { starts: map.starts.subarray(0, size), ends: map.ends.subarray(0, size) } };
}

function longer(map: Folded['map'], more: number): Folded['map'] {
  const grow = (old: Uint32Array) => {
    const grown = new Uint32Array(2 * old.length + more);
    grown.set(old);
    return grown;
  };
  return { starts: grow(map.starts), ends: grow(map.ends) };
}

/** Where the run of ASCII ends that folds to itself in lower case; nine tenths of most texts, so it must be quick. */
function endOfPlain(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const kind = PLAIN[text.charCodeAt(end)];
    const next = text.charCodeAt(end + 1);
    if (kind === undefined || next >= 0x300) break;
    if (kind === 2 && (end === start || PLAIN[next] !== 1)) break;
  }
  return end;
}

/** ASCII characters that fold to themselves: 1 wherever they stand, 2 between two of the first. */
const PLAIN: (1 | 2 | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[A-Za-z0-9,;:!?()/"]/.test(char)) return 1;
  return /[ .'-]/.test(char) ? 2 : undefined;
});

function foldPiece(
  piece: string,
  groups: Record<string, string | undefined>,
  dash: string,
  text: string,
  start: number,
): string {
  if (groups['space'] !== undefined) return ' ';
  if (groups['hidden'] !== undefined) return '';
  if (groups['ellipsis'] !== undefined) return '…';
  if (groups['double'] !== undefined) return '"';
  if (groups['single'] !== undefined) return "'";
  if (groups['dash'] !== undefined) return dash;
  if (groups['hyphen'] !== undefined) return '-';
  if (groups['kept'] !== undefined) return piece;
  if (groups['broken'] !== undefined) return isBrokenWord(text, start, start + piece.length) ? '' : '-';
  const folded = piece
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replaceAll('ß', 'ss')
    .replaceAll('⁄', '/');
  return groups['fraction'] === undefined ? folded : ` ${folded}`;
}

/** A hyphen at a line end parts one word where small letters stand on both sides; in "Asia-\nPacific" it belongs there. */
function isBrokenWord(text: string, start: number, end: number): boolean {
  return (
    text[start] === '\u00ad' ||
    (/\p{Ll}$/u.test(text.slice(0, start).slice(-2)) && /^\p{Ll}/u.test(text.slice(end, end + 2)))
  );
}

/** Without the characters that print nothing, and with acronyms closed up. */
function plain(text: string): string {
  return text.replace(HIDDEN_RUN, '').replace(DOTTED, (acronym) => acronym.replaceAll('.', ''));
}

function wordRuns(text: string): string[] {
  const latin = new RegExp(`[${CJK}]+|(?:${OTHER_LETTER})+`, 'gu');
  const whole = plain(text).replace(BROKEN_WORD, '$1$2').normalize('NFC');
  return [...whole.matchAll(latin)].map((match) => match[0]).filter((run) => /[\p{L}\p{N}]/u.test(run));
}

/** As `remove_diacritics` does it: accents vanish from the letters a to z, and other letters keep theirs. */
function withoutMarks(word: string): string {
  return word
    .normalize('NFD')
    .replace(/([a-z])\p{M}+/giu, '$1')
    .normalize('NFC');
}

function isCjk(run: string): boolean {
  return new RegExp(`^[${CJK}]`, 'u').test(run);
}

function bigrams(run: string): string[] {
  const chars = [...run];
  return chars.slice(0, -1).map((char, i) => char + chars[i + 1]);
}

function cjkTerms(run: string): string[] {
  return [...run].length > 1 ? bigrams(run) : [run];
}

function anyTerms(runs: string[], max: number): string[] {
  const content = runs.filter((run) => !isStopWord(run));
  const terms = (content.length > 0 ? content : runs).flatMap((run) => {
    if (!isCjk(run)) return [quoteTerm(run.toLowerCase())];
    if ([...run].length === 1) return [`${quoteTerm(run)}*`];
    return [...run].length > LONGEST_CJK_PHRASE ? bigrams(run).map(quoteTerm) : [quoteTerm(bigrams(run).join(' '))];
  });
  return [...new Set(terms)].slice(0, max);
}

/** In the index a run ends with its last character alone, which therefore stands in the phrase too where the phrase goes on. */
function phraseTerms(runs: string[], max: number): string[] {
  const terms = runs.flatMap((run, i) => {
    if (!isCjk(run)) return [run.toLowerCase()];
    const last = i === runs.length - 1 && [...run].length > 1;
    return last ? bigrams(run) : [...bigrams(run), [...run].at(-1)!];
  });
  if (terms.length === 0) return [];
  const open = terms.length <= max && isCjk(runs.at(-1)!) && [...runs.at(-1)!].length === 1;
  return [quoteTerm(terms.slice(0, max).join(' ')) + (open ? '*' : '')];
}

/** Latin letters without their accents; other scripts keep their marks, which there make other letters. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})[\u0300-\u036f]+/gu, '$1')
    .normalize('NFC')
    .replace(/[ßẞæÆœŒøØłŁđĐðÐþÞı]/g, (letter) => UNDECOMPOSED[letter.toLowerCase()] ?? 'ss');
}

const UNDECOMPOSED: Record<string, string> = { æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

function kebab(text: string): string {
  const dashed = text
    .toLowerCase()
    .replace(/['’ʼ]/g, '')
    .replace(/[^a-z0-9]+/g, '-');
  return dashed.replace(/^-+/, '').slice(0, LONGEST_SLUG).replace(/-+$/, '');
}

const OFFICE =
  /^.*\b(?:[Ss]pokes(?:man|woman|person)|[Mm]inister|[Ss]ecretary|[Pp]resident|[Cc]hancellor|[Cc]ommissioner|[Aa]mbassador|[Dd]irector|[Rr]epresentative|[Cc]hair(?:man|woman|person)?|[Pp]remier|[Gg]overnor|Mr|Ms|Mrs|Dr)\.?[ \t]+(?=\p{Lu}\S*[ \t]+\p{Lu})/u;

/** A person's name without the office before it: "Foreign Minister Ada Marsh" is "Ada Marsh". */
export function withoutOffice(name: string): string {
  return name.slice(OFFICE.exec(name)?.[0].length ?? 0);
}

/** A title between double quotation marks; those inside become single ones, since no others tell where it ends. */
export function quoteTitle(title: string): string {
  return `“${title.replace(/“([^“”]*)”/gu, '‘$1’').replace(/"([^"]*)"/g, '‘$1’')}”`;
}
