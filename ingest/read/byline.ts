import { withoutOffice } from '../../src/text.ts';
import { isDateline } from './date.ts';
import { isHeadline, isProse, type Line } from './line.ts';

const PARTICLE = '(?:de|del|della|di|da|van|von|der|den|la|le|bin|ibn|al|el|ten|ter|dos)';
const NAME = `\\p{Lu}[\\p{L}'’-]*\\.?(?:[ -](?:${PARTICLE} )*\\p{Lu}[\\p{L}'’-]*\\.?){1,3}`;
const NAMES = `${NAME}(?:(?:,| and| &|, and) ${NAME})*`;
const BYLINE = new RegExp(
  `^(?:[Bb]y|BY|Von|Par|Por|Door|Author:|Written by|Posted by)\\s+(${NAMES})(?:\\s*[|,•·–—(/].*|\\s+(?:on|in|at|for)\\s.*)?$`,
  'u',
);
const NAME_ALONE = new RegExp(`^${NAME}$`, 'u');
const RIGHTS = new RegExp(
  `^(?:©|\\(c\\)|copyright)\\s*(?:\\d{4}(?:\\s*[-–]\\s*\\d{4})?,?\\s*)?(?:by )?(${NAME})`,
  'iu',
);

const CAPITALISED = "(?:\\p{Lu}[\\p{L}.'’-]* ){1,8}\\p{Lu}[\\p{L}'’-]*";
const OCCASION =
  '(?:\\p{Lu}[\\p{L}-]* ){0,3}(?:Press (?:Conference|Briefing|Availability)|Remarks|Speech|Address|Statement|Testimony|Message)';
/** "NAME's Regular Press Conference", "Remarks by Minister NAME at ...", in the capitals of a title. */
const OWN_WORDS = [
  new RegExp(`^(${CAPITALISED})['’]s? ${OCCASION}\\b`, 'u'),
  new RegExp(
    `^(?:Full [Tt]ext(?: of)?:? |Transcript(?: of)?:? )?(?:the )?${OCCASION} (?:by|of|from) (?:the )?(${CAPITALISED})`,
    'u',
  ),
];
/** "A:", as nobody else than the one who answers is called. */
const ANSWER = /^(?:A|Answer)\s*[:：]/m;
/** A report of what somebody said is not written in the first person, but for what it quotes. */
const FEWEST_PERSONAL = 2;

/** The person whose speech, remarks or press conference a document is by its title, if it answers, or speaks as "I" or "we". */
export function findSpeaker(title: string, prose: string): string | undefined {
  const named = OWN_WORDS.map((pattern) => pattern.exec(title)?.[1]).find((name) => name !== undefined);
  const name = named && withoutOffice(named);
  if (name === undefined || !NAME_ALONE.test(name)) return undefined;
  if (ANSWER.test(prose)) return name;
  return isPersonal(prose) ? name : undefined;
}

function isPersonal(prose: string): boolean {
  const unquoted = prose.replace(/[“"][^“”"]{0,2000}[”"]/g, '');
  return (unquoted.match(/\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b/g) ?? []).length >= FEWEST_PERSONAL;
}

/** Words of offices in whose name people speak. */
const HOLDS_OFFICE =
  /\b(?:secretary|minister|president|chair(?:man|woman|person)?|director|chief|ambassador|commissioner|chancellor|senator|governor|spokes\w+|representative|premier|counsel+or|undersecretary)\b/i;
const OFFICER = new RegExp(`^(${NAME}),\\s+(?=\\p{Lu})`, 'u');
/** A statement names whose it is within so many lines, in a line of so many words. */
const HEADER = { lines: 8, words: 25 };

/**
 * "Ada Stone, Minister of Transport" alone in a line above a text that speaks as "I" or "we", beside the line of its date
 * or occasion: whose statement it is.
 */
export function findOfficer(lines: Line[], prose: string): string | undefined {
  const head = lines.slice(0, HEADER.lines);
  for (const [at, line] of head.entries()) {
    const name = line.closed || line.words > HEADER.words ? undefined : OFFICER.exec(line.text)?.[1];
    if (name === undefined || !HOLDS_OFFICE.test(line.text.slice(name.length)) || !isHeadline(line.text)) continue;
    const beside = [head[at - 1], head[at + 1]];
    const isHeader = beside.some((one) => one && (isDateline(one.text) || OCCASION_LINE.test(one.text)));
    if (isHeader && isPersonal(prose)) return titleCase(name);
  }
  return undefined;
}

const OCCASION_LINE = new RegExp(`^(?:${OCCASION}|STATEMENT|PRESS STATEMENT|REMARKS|SPEECH|TESTIMONY)\\b`, 'u');

/** What is said of writers in the lines about them, and seldom of the people they write about. */
const WRITES =
  /\b(?:reporters?|reporting|journalist|editor|edits|correspondent|columnist|writer|writes (?:about|on|for)|writing|author of|contributor|contributes|blogger|freelance|fellow at|professor (?:of|at)|lecturer|researcher at|covers|covering|offers|daily digest|reports? on|joined .{1,30} in (?:\w+ )?\d{4}|lives (?:in|with)|follow (?:him|her|them|me)|can be reached|is based in|years? of experience|years reporting)\b|@\w{3,}/i;
/** How many blocks from the end a biography may stand when the author's name is not known from a byline. */
const CLOSING_BLOCKS = 4;

const BIOGRAPHY_WORDS = 120;
const NAME_FIRST = new RegExp(`^${NAME}(?: \\([^)]*\\))?,? (?:is|was|has been|covers|writes)\\b`, 'u');

/** The author that the document names, where in the lines it does so, and how. */
export interface Byline {
  author: string;
  at: number;
  origin: 'byline' | 'copyright line';
}

/** The author named by "By NAME", by a name alone above a biography, or by a copyright line that repeats the name. */
export function findByline(lines: Line[]): Byline | undefined {
  for (const [at, line] of lines.entries()) {
    const named = line.words <= 20 ? BYLINE.exec(line.text)?.[1] : undefined;
    if (named) return { author: titleCase(named), at, origin: 'byline' };
    const next = lines[at + 1];
    if (line.words <= 4 && NAME_ALONE.test(line.text) && next && isAbout(next, line.text))
      return { author: line.text, at, origin: 'byline' };
  }
  for (const [at, line] of lines.entries()) {
    const owner = RIGHTS.exec(line.text)?.[1];
    if (owner && line.text.split(owner).length > 2) return { author: owner, at, origin: 'copyright line' };
  }
  return undefined;
}

/** Whether a line names the author and nothing else. */
export function isByline(line: Line): boolean {
  return line.words <= 20 && BYLINE.test(line.text) && !line.closed;
}

/** Indices of the paragraphs that tell in the third person who the author is. */
export function findBiographies(lines: Line[], author?: string): number[] {
  const lastProse = lines.findLastIndex((line) => isProse(line) && !WRITES.test(line.text));
  const names = author?.split(/,| and | & /).map((name) => name.trim()) ?? [];
  return lines.flatMap((line, at) => {
    if (at < lastProse || line.kind === 'heading' || line.kind === 'table' || line.words > BIOGRAPHY_WORDS) return [];
    const named = names.some((name) => isAbout(line, name));
    const unnamed =
      !author && at >= lines.length - CLOSING_BLOCKS && NAME_FIRST.test(line.text) && isPersonalNote(line);
    return named || unnamed ? [at] : [];
  });
}

function isAbout(line: Line, name: string): boolean {
  const surname = name.split(' ').at(-1) ?? '';
  if (surname.length < 2 || /["“”]/.test(line.text)) return false;
  return (
    line.words <= BIOGRAPHY_WORDS &&
    new RegExp(`(?<!\\p{L})${literally(surname)}(?!\\p{L})`, 'u').test(line.text) &&
    WRITES.test(line.text)
  );
}

function isPersonalNote(line: Line): boolean {
  return /\b(?:is|was) (?:an? |the )?(?:[\w'’-]+ ){0,4}(?:reporter|journalist|editor|correspondent|columnist|writer|contributor|blogger|fellow|professor|lecturer)\b/i.test(
    line.text,
  );
}

function titleCase(name: string): string {
  if (name !== name.toUpperCase()) return name;
  return name
    .toLowerCase()
    .replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase())
    .replace(/ And /g, ' and ');
}

function literally(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
