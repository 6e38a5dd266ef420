const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const MONTH = `(${MONTHS.map((name) => `${name}|${name.slice(0, 3)}\\.?`).join('|')}|sept\\.?)`;
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\\s+)?';

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T ])/;
const DAY_FIRST = new RegExp(`^${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH},?\\s+(\\d{4})\\b`, 'i');
const MONTH_FIRST = new RegExp(`^${WEEKDAY}${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'i');
const MONTH_ONLY = new RegExp(`^${MONTH},?\\s+(\\d{4})$`, 'i');

/** A stated date as ISO 8601 of the precision it is stated in; undefined where its meaning is not certain (`05/08/2020`). */
export function parseDate(stated: string): string | undefined {
  const words = stated.trim();
  const iso = ISO.exec(words);
  if (iso) return dateOf(iso[1], iso[2], iso[3]);
  const dayFirst = DAY_FIRST.exec(words);
  if (dayFirst) return dateOf(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]);
  const monthFirst = MONTH_FIRST.exec(words);
  if (monthFirst) return dateOf(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]);
  const monthOnly = MONTH_ONLY.exec(words);
  return monthOnly ? dateOf(monthOnly[2], monthNumber(monthOnly[1])) : undefined;
}

/** Names of the months as they stand in a date of some language, long and short, and the number of each. */
function monthsOf(language: string): Map<string, number> {
  const names = new Map<string, number>();
  for (const style of ['long', 'short'] as const) {
    const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: style, timeZone: 'UTC' });
    const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
    for (let month = 0; month < 12; month++) {
      const day = Date.UTC(2020, month, 15);
      for (const form of [format, alone]) {
        const name = form.formatToParts(day).find(({ type }) => type === 'month')?.value;
        if (name && /\p{L}/u.test(name)) names.set(name.toLowerCase().replace(/\.$/, ''), month + 1);
      }
    }
  }
  return names;
}

/** A date in a line, and where it stands there. */
export interface DateInLine {
  date: string;
  start: number;
  end: number;
}

/**
 * Whole dates anywhere in a line, in English, the given language (a BCP 47 tag) or figures. Figures whose order is not
 * certain (`05/08/2020`) are none.
 */
export function findDates(line: string, language = 'en'): DateInLine[] {
  const { months, patterns } = formsOf(language);
  return patterns
    .flatMap((pattern) => [...line.matchAll(pattern)])
    .flatMap((found) => {
      const date = dateFrom(found.groups ?? {}, months);
      return date ? [{ date, start: found.index, end: found.index + found[0].length }] : [];
    })
    .sort((a, b) => a.start - b.start);
}

interface Forms {
  months: Map<string, number>;
  patterns: RegExp[];
}

/** The forms of dates in each language that was asked for; making them takes some milliseconds. */
const forms = new Map<string, Forms>();

function formsOf(language: string): Forms {
  const known = forms.get(language);
  if (known) return known;
  const months = new Map([...monthsOf('en'), ['sept', 9] as const, ...monthsOf(language)]);
  const name = [...months.keys()].sort((a, b) => b.length - a.length).join('|');
  const month = `(?<name>(?:${name})(?!\\p{L}))\\.?`;
  const patterns = [
    `(?<year>\\d{4})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})`,
    `(?<day>\\d{1,2})(?:st|nd|rd|th|\\.|º|er)?,?\\s+(?:of\\s+|de\\s+)?${month},?\\s+(?:de\\s+)?(?<year>\\d{4})`,
    `(?<!\\p{L})${month}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>\\d{4})`,
    `(?<one>\\d{1,2})(?<mark>[-/.])(?<two>\\d{1,2})\\k<mark>(?<year>\\d{4})`,
  ].map((pattern) => new RegExp(`(?<![\\d./-])${pattern}(?![\\d/]|[.-]\\d)`, 'giu'));
  forms.set(language, { months, patterns });
  return { months, patterns };
}

function dateFrom(groups: Record<string, string | undefined>, months: Map<string, number>): string | undefined {
  const { year, month, day, name, one, two, mark } = groups;
  if (name !== undefined) return dateOf(year, String(months.get(name.toLowerCase())), day);
  if (month !== undefined) return dateOf(year, month, day);
  // With full stops the day comes first everywhere; otherwise only a number above 12 tells which is the day.
  if (mark === '.' || Number(one) > 12) return dateOf(year, two, one);
  return Number(two) > 12 || one === two ? dateOf(year, one, two) : undefined;
}

const LABEL =
  /^(?:(?:last |first |originally )?(?:updated|published|posted|modified|created|issued|date)(?: on| at)?\s*:?\s*)+/i;
const TIME = /\b\d{1,2}(?:[:.]\d{2}){1,2}(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?/gi;
const BESIDE_TIME =
  /\b(?:at|on|utc|gmt|bst|[ecmp][sd]?t|ist|cet|cest|hrs?|updated|published|posted|modified|last|first)\b/gi;

/** Whether a line is one or two dates, perhaps with times, and nothing else. */
export function isDateLine(line: string): boolean {
  let rest = trimMarks(line.replace(LABEL, '').replace(TIME, ' '));
  let dates = 0;
  for (let found = findDate(rest); found; found = findDate(rest)) {
    rest = trimMarks(rest.slice(found.length).replace(BESIDE_TIME, ' '));
    dates++;
  }
  return dates > 0 && trimMarks(rest.replace(BESIDE_TIME, ' ')) === '';
}

/** "Munich, 15 February 2020": where and when something was said, and nothing else. */
export function isDateline(line: string): boolean {
  return isDateLine(line.replace(PLACE, ''));
}

const PLACE = /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3},\s+/u;

function findDate(words: string): string | undefined {
  const found =
    DAY_FIRST.exec(words) ?? MONTH_FIRST.exec(words) ?? MONTH_ONLY.exec(words) ?? /^\d{4}-\d{2}-\d{2}\b/.exec(words);
  return found?.[0];
}

function trimMarks(words: string): string {
  return words.replace(/^[\s\p{P}|_+]+|[\s\p{P}|_+]+$/gu, '');
}

function dateOf(year?: string, month?: string, day?: string): string | undefined {
  const y = Number(year);
  if (!(y >= 1000 && y <= 2999)) return undefined;
  if (month === undefined) return String(y);
  const m = Number(month);
  if (!(m >= 1 && m <= 12)) return undefined;
  const reduced = `${y}-${String(m).padStart(2, '0')}`;
  if (day === undefined) return reduced;
  const d = Number(day);
  const exists = new Date(Date.UTC(y, m - 1, d)).getUTCDate() === d && d >= 1 && d <= 31;
  return exists ? `${reduced}-${String(d).padStart(2, '0')}` : undefined;
}

function monthNumber(name = ''): string {
  return String(MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1);
}
