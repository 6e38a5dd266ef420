import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../src/claim.ts';
import { findTrace, saveTrace } from '../../src/store/traces.ts';
import { placeOf } from '../../src/trace.ts';

const RUNS = [
  { start: 0, end: 4, from: 10, to: 14 },
  { start: 6, end: 9, from: 20, to: 23 },
  { start: 11, end: 15, from: 2, to: 6 },
];
const PARTS: Trace = {
  of: 'parts',
  parts: [
    { name: 'one.xhtml', encoding: 'utf-8' },
    { name: 'two.xhtml', encoding: 'utf-8' },
  ],
  runs: RUNS.map((run, i) => ({ ...run, part: i === 2 ? 1 : 0 })),
};

describe('A trace', () => {
  it('is found as it was saved, of bytes, of parts and of pages, and gone where a version has none', () => {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE traces (version INTEGER PRIMARY KEY, encoding TEXT, runs BLOB NOT NULL, parts TEXT)');
    const box = { page: 2, left: 1.5, top: 2, right: 30, bottom: 14.2 };
    const traces: Trace[] = [
      { of: 'bytes', encoding: 'utf-8', runs: RUNS },
      PARTS,
      { of: 'pages', runs: [{ start: 3, end: 5, box }] },
    ];
    for (const trace of traces) {
      saveTrace(database, 1, trace);
      expect(findTrace(database, 1)).toEqual(trace);
    }
    saveTrace(database, 1, undefined);
    expect(findTrace(database, 1)).toBeUndefined();
  });

  it('leads into one part, also where the words begin or end between two', () => {
    const text = 'abcd, efg. hijk!';
    const at = (start: number, end: number) => placeOf(text, PARTS, { start, end });
    expect(at(0, 9)).toEqual({ bytes: { from: 10, to: 23, part: 'one.xhtml' } });
    expect(at(6, 10)).toEqual({ bytes: { from: 20, to: 23, part: 'one.xhtml' } });
    expect(at(10, 15)).toEqual({ bytes: { from: 2, to: 6, part: 'two.xhtml' } });
    expect(at(0, 15)).toBeUndefined();
  });
});
