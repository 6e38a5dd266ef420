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
