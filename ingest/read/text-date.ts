import { findDates } from './date.ts';
import type { Line } from './line.ts';

/** Where a text says when it was published: so many lines from its first, and before the second that is a paragraph. */
const LINES = 10;
/** Words from which a line is a paragraph, which may tell of any day. */
const LONG = 25;
const UPDATED = /\b(?:updat|modif|revis|edited)/i;
/** What is held on the day that its title gives. */
const OCCASION =
  /\b(?:conference|briefing|remarks|speech|address|statement|testimony|interview|hearing|meeting|communiqu[eé]|declaration|press release)\b/i;

/**
 * The day of a text without any other statement of it: the first whole date in a short line at its beginning, the line
 * being no sentence; a title's date only where it names an occasion. Undefined where there is none.
 */
export function findTextDate(
  lines: Line[],
  title: string | undefined,
  language: string | undefined,
): string | undefined {
  let paragraphs = 0;
  for (const line of lines.slice(0, LINES)) {
    if (line.words >= LONG && ++paragraphs > 1) return undefined;
    if (line.words >= LONG || line.closed || UPDATED.test(line.text)) continue;
    if (line.text === title && !OCCASION.test(line.text)) continue;
    const found = findDates(line.text, language)[0]?.date;
    if (found !== undefined) return found;
  }
  return undefined;
}
