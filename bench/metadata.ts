/**
 * Scores titles and dates of web pages: `npm run -s bench:metadata -- [--errors] [--every N]`. `page-metadata.jsonl` beside this file has
 * what people see on 70 of the pages of ../shared/bench/reading: the headline, and the day of publication where one is
 * shown. A title is right where its letters and figures are, a date where it is the same day. With `--every`, each N-th page is read.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { read } from '../ingest/read/index.ts';
import { requireData, SHARED } from './shared.ts';

interface Label {
  /** The beginning of the page's name. */
  page: string;
  title: string;
  date?: string;
}

const { values } = parseArgs({
  options: { errors: { type: 'boolean', default: false }, every: { type: 'string', default: '1' } },
});
const labels = readFileSync(new URL('page-metadata.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .filter((_, i) => i % Number(values.every) === 0)
  .map((line) => JSON.parse(line) as Label);
const folder = requireData(join(SHARED, 'bench/reading/html'));
const pages = readdirSync(folder);
const plain = (text = '') =>
  (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ');

const counts = { titles: 0, dates: 0, dated: 0 };
for (const label of labels) {
  const page = pages.find((name) => name.startsWith(label.page));
  if (!page) throw new Error(`There is no page ${label.page}.`);
  const { metadata } = await read(gunzipSync(readFileSync(join(folder, page))), { name: 'page.html', sources: [] });
  const [titleIsRight, dateIsRight] = [plain(metadata.title) === plain(label.title), metadata.date === label.date];
  if (titleIsRight) counts.titles++;
  if (metadata.date !== undefined) counts.dated++;
  if (dateIsRight && label.date !== undefined) counts.dates++;
  if (values.errors && !titleIsRight) console.log(`${label.page} title: ${metadata.title}`);
  if (values.errors && !dateIsRight) console.log(`${label.page} date: ${metadata.date}, not ${label.date}`);
}

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
const withDate = labels.filter(({ date }) => date !== undefined).length;
console.log(`titles right    ${share(counts.titles, labels.length)} of ${labels.length} pages`);
console.log(`dates right     ${share(counts.dates, withDate)} of ${withDate} pages that show one`);
console.log(`dates precision ${share(counts.dates, counts.dated)} of ${counts.dated} dates found`);
