import { findDates, parseDate } from './date.ts';
import { countWords } from './line.ts';
import type { PagePart } from './markup.ts';

/** Where the date of an article stands: so many lines around its title, and before its second paragraph. */
const LINES = { before: 3, after: 12, long: 2 };
/** Words from which a line is a paragraph. */
const LONG = 30;
const UPDATED = /\b(?:updat|modif|revis|edited|aktualisiert|mis à jour|actualizado)/i;
const DAY = 86_400_000;

/** A date, and what said so. */
export interface Dated {
  date: string;
  origin: string;
}

/**
 * The day on which a page was published, as its readers know it. What the page states for programs is surest, but states
 * it in another time zone: where the address or a line at the title says the day before or after, that is the day.
 * Without a statement the address counts, and then the line.
 */
export function choosePageDate(page: {
  stated: Dated | undefined;
  address: string | undefined;
  title: string;
  parts: PagePart[];
  language: string | undefined;
}): Dated | undefined {
  const lines = findLines(page);
  const published = lines.find(({ isUpdate }) => !isUpdate);
  const address = dateOfAddress(page.address);
  const { stated } = page;
  if (!stated) return address ?? published;
  // An update is never before the publication, unless by the time zone.
  const earlier = lines.find(({ date, isUpdate }) => isUpdate && daysBetween(date, stated.date) === -1);
  return (
    [published, earlier, address].find((one) => one && Math.abs(daysBetween(one.date, stated.date)) <= 1) ?? stated
  );
}

interface DateLine extends Dated {
  isUpdate: boolean;
}

function findLines({ parts, title, language }: Parameters<typeof choosePageDate>[0]): DateLine[] {
  const at = parts.findIndex((part) => part.text.replace(/\s+/g, ' ').trim() === title);
  if (at < 0) return [];
  const around = parts.slice(Math.max(0, at - LINES.before), at + 1 + LINES.after);
  const paragraphs = around.flatMap(({ text }, i) => (countWords(text) >= LONG ? [i] : []));
  return around.slice(0, paragraphs[LINES.long - 1]).flatMap(({ text, path }) => {
    if (text === parts[at]?.text || countWords(text) >= LONG || /\b(?:aside|footer|figure)\b/.test(path)) return [];
    let from = 0;
    return findDates(text, language).map(({ date, start, end }) => {
      const isUpdate = UPDATED.test(text.slice(from, start));
      from = end;
      return { date, isUpdate, origin: 'text' };
    });
  });
}

/** Addresses of news pages often have the day in them: `/2020/08/05/`, `/2020-08-05-`, `/2020/aug/05/`. */
function dateOfAddress(address: string | undefined): Dated | undefined {
  const found = /\/(\d{4})[/-]?(\d{2}|[a-z]{3})[/-]?(\d{2})(?=[/_-]|$)/i.exec(address ?? '');
  const [, year, month, day] = found ?? [];
  const date = parseDate(/\d/.test(month ?? '') ? `${year}-${month}-${day}` : `${day} ${month} ${year}`);
  return date === undefined ? undefined : { date, origin: 'address' };
}

function daysBetween(one: string, other: string): number {
  return one.length === 10 && other.length === 10 ? (Date.parse(one) - Date.parse(other)) / DAY : Number.NaN;
}
