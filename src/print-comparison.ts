import type { Claim } from './claim.ts';
import type { Column, CompareResponse, Link, Point, Row, Timeline, TimelineCount } from './contract.ts';
import { clean, printWithin, wordsOf } from './print.ts';

const BLOC_NAMES = { us: 'United States', china: 'China', europe: 'Europe', other: 'Other' } as const;

const RELATION_WORDS = {
  contradict: 'the sides contradict each other',
  differ: 'the sides differ',
  agree: 'the sides agree',
  'both-speak': 'the sides speak of it',
  'one-side': 'one side alone speaks',
} as const;

const LINK_WORDS = {
  contradict: 'contradicts',
  differ: 'differs from',
  agree: 'agrees with',
  answers: 'answers',
} as const;

/** A comparison for reading: the columns in numbers, the rows that several sides share, the rest of each, and the months. */
export function printComparison(response: CompareResponse): string {
  const { topic, name, order, columns, rows, timeline } = response;
  const sides = order.flatMap((id) => (columns[id] ? [{ id, column: columns[id] }] : []));
  const claims = new Map(sides.flatMap(({ column }) => column.claims.map((claim) => [claim.id, claim] as const)));
  const nameOf = (id: string) => (columns[id] ? columnName(columns[id]) : id);
  const shared = rows.filter(({ relation }) => relation !== 'one-side');
  const alone = rows.filter(({ relation }) => relation === 'one-side');
  const heads = sides.map(({ column }) => printCounts(column));
  const parts = [
    `# ${clean(name ?? (topic || 'Everything'))}\n\n${heads.join('')}`,
    ...shared.map((row) => printRow(row, { order, columns, claims, nameOf })),
    ...sides.map(({ id, column }) => {
      const points = alone.flatMap(({ cells }) => cells[id] ?? []);
      const list = points.map((point) => printPoint(point, claims)).join('');
      return points.length === 0 ? '' : `## ${columnName(column)} alone\n\n${list}`;
    }),
    printMonths(timeline, order, nameOf),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function printCounts(column: Column): string {
  const { counts, note } = column;
  if (note !== null) return `${columnName(column)}: ${note}\n`;
  const said = [count(counts.claims, 'claim'), count(counts.speakers, 'speaker'), count(counts.documents, 'document')];
  const shown = [count(counts.points, 'point'), count(counts.origins, 'independent origin')];
  return `${columnName(column)}: ${said.join(', ')} of ${counts.searched} searched; of those shown ${shown.join(', ')}\n`;
}

interface Context {
  order: string[];
  columns: CompareResponse['columns'];
  claims: ReadonlyMap<string, Claim>;
  nameOf: (id: string) => string;
}

function printRow(row: Row, { order, columns, claims, nameOf }: Context): string {
  const cells = order.map((id) => {
    const points = row.cells[id];
    if (!points) return `${nameOf(id)}: none in ${columns[id]?.counts.searched ?? 0} documents searched\n`;
    return `${nameOf(id)}:\n${points.map((point) => printPoint(point, claims)).join('')}`;
  });
  const about = row.about.length === 0 ? '' : `${row.about.map(clean).join(', ')}: `;
  return `## ${about}${RELATION_WORDS[row.relation]}\n\n${cells.join('')}${row.links.map((link) => printLink(link, claims)).join('')}`;
}

function printPoint({ claims: ids, speakers, documents, origins }: Point, claims: ReadonlyMap<string, Claim>): string {
  const claim = claims.get(ids[0] ?? '');
  if (!claim) return '';
  const words = wordsOf(claim);
  const denied = claim.polarity === 'denied' ? ' DENIES' : '';
  const more =
    ids.length === 1
      ? ''
      : `; ${ids.length} claims, ${count(speakers, 'speaker')}, ${count(documents, 'document')}, ${count(origins, 'origin')}`;
  return `  ${clean(claim.speaker.name)}${denied}: ${words}\n${printWithin(claim, words, '    ')}    ${claim.document}, ${claim.date ?? 'date unknown'}${more}; ${claim.id}\n`;
}

function printLink({ kind, from, to, because }: Link, claims: ReadonlyMap<string, Claim>): string {
  const nameOf = (id: string) => clean(claims.get(id)?.speaker.name ?? id);
  return `  → ${nameOf(from)} ${LINK_WORDS[kind]} ${nameOf(to)}: ${clean(because)}\n`;
}

function printMonths({ months, sides, undated }: Timeline, order: string[], nameOf: (id: string) => string): string {
  if (months.length === 0) return '';
  const head = `## By month\n\n${''.padEnd(9)}${order.map((id) => nameOf(id).padStart(15)).join('')}\n`;
  const claimsOf = (id: string, month: string) =>
    sides[id]?.find((one: TimelineCount) => one.month === month)?.claims ?? 0;
  const lines = months.map(
    (month) => `${month.padEnd(9)}${order.map((id) => String(claimsOf(id, month)).padStart(15)).join('')}\n`,
  );
  return `${head}${lines.join('')}${undated > 0 ? `${count(undated, 'claim')} without a date\n` : ''}`;
}

function columnName({ bloc, speaker }: Column): string {
  return bloc === null ? clean(speaker?.name ?? '') : BLOC_NAMES[bloc];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
