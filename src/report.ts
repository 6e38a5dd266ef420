import { writeFileSync } from 'node:fs';
import type { Outcome } from '../ingest/pipeline.ts';

/** What an ingest did: the same facts for people as a table, and for programs as JSON. */
export interface Report {
  /** When it began: ISO 8601, UTC. */
  began: string;
  seconds: number;
  /** True where it was told to stop (Ctrl-C): the same command goes on with the rest. */
  stopped: boolean;
  /** How many files became what. */
  files: Partial<Record<Outcome['status'], number>>;
  /** Claims of the documents that were read. */
  claims: number;
  /** How many files failed for each reason. */
  failures: Record<string, number>;
  /** How many documents have each warning. */
  warnings: Record<string, number>;
  /** How many documents have the same text as another. */
  copies: number;
  outcomes: Outcome[];
}

/** The sums of some outcomes. */
export function reportOf(
  outcomes: Outcome[],
  { began, seconds, stopped }: Pick<Report, 'began' | 'seconds' | 'stopped'>,
): Report {
  return {
    began,
    seconds: Math.round(10 * seconds) / 10,
    stopped,
    files: countBy(outcomes.map(({ status }) => status)),
    claims: outcomes.reduce((sum, { claims = 0 }) => sum + claims, 0),
    failures: countBy(outcomes.flatMap(({ error }) => error?.code ?? [])),
    warnings: countBy(outcomes.flatMap(({ warnings = [] }) => [...new Set(warnings.map(({ code }) => code))])),
    copies: outcomes.filter(({ copies = [] }) => copies.length > 0).length,
    outcomes,
  };
}

/** The sums as a table. */
export function printReport({ files, claims, failures, warnings, copies, seconds, stopped, outcomes }: Report): string {
  const list = (counts: Record<string, number>) => Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  const { unchanged = 0, failed = 0 } = files;
  const read = outcomes.length - unchanged - failed;
  const rate = read > 0 ? `, ${(read / Math.max(seconds, 0.1)).toFixed(1)} a second` : '';
  const rows: [string, string][] = [
    ['files', `${read} read, ${unchanged} unchanged, ${failed} failed`],
    ['time', `${seconds.toFixed(1)} s${rate}`],
    ['claims', String(claims)],
    ['failures', list(failures).join(', ')],
    ['warnings', list(warnings).join(', ')],
    ['copies', copies > 0 ? `${copies} with the text of another document` : ''],
    ['stopped', stopped ? 'the same command goes on with the rest' : ''],
  ];
  return rows.flatMap(([name, value]) => (value === '' ? [] : [`${name.padEnd(9)} ${value}\n`])).join('');
}

/** Writes a report as JSON. */
export function writeReport(path: string, report: Report): void {
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
}

function countBy<T extends string>(names: readonly T[]): Record<T, number> {
  const counts = {} as Record<T, number>;
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
