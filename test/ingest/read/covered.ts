import iconv from 'iconv-lite';
import { expect } from 'vitest';
import type { Reading } from '../../../src/claim.ts';
import { TriptychError } from '../../../src/error.ts';

/** Every character that is not white space stands in exactly one block; blocks are in order, trimmed, and say what they are. */
export function expectCovered({ text, blocks, trace }: Reading): void {
  let from = 0;
  for (const { start, end } of blocks) {
    expect(text.slice(from, start).trim()).toBe('');
    expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
    expect(end).toBeGreaterThan(start);
    from = end;
  }
  expect(text.slice(from).trim()).toBe('');
  expect(text).toBe(text.normalize('NFC'));
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/);
  let traced = 0;
  for (const { start, end } of trace?.runs ?? []) {
    expect(start).toBeGreaterThanOrEqual(traced);
    expect(end).toBeGreaterThan(start);
    traced = end;
  }
  expect(traced).toBeLessThanOrEqual(text.length);
}

/** A reading that covers its text, or a failure that has a name. */
export async function expectReadingOrFailure(reading: Promise<Reading>): Promise<void> {
  const outcome = await reading.catch((error: unknown) => error);
  if (outcome instanceof TriptychError) return;
  if (outcome instanceof Error) throw outcome;
  expectCovered(outcome as Reading);
}

/** Every run of bytes must be the words that it claims to be; `bytesOf` gives those of a part, or of the file. */
export function expectTraced({ text, trace }: Reading, bytesOf: (part?: string) => Uint8Array): void {
  if (!trace || trace.of === 'pages') throw new Error('no trace to bytes');
  let end = 0;
  for (const run of trace.runs) {
    const part = 'part' in run && trace.of === 'parts' ? trace.parts[run.part] : undefined;
    const encoding = trace.of === 'bytes' ? trace.encoding : part!.encoding;
    expect(run.start).toBeGreaterThanOrEqual(end);
    const original = iconv.decode(Buffer.from(bytesOf(part?.name)).subarray(run.from, run.to), encoding);
    expect(original.replace(/\s/g, ' ')).toBe(text.slice(run.start, run.end).replace(/\s/g, ' '));
    end = run.end;
  }
}

/** How much of a text that is not white space has a place in the original. */
export function tracedShare({ text, trace }: Reading): number {
  const wordsOf = (words: string) => words.replace(/\s/g, '').length;
  const traced = (trace?.runs ?? []).reduce((sum, { start, end }) => sum + wordsOf(text.slice(start, end)), 0);
  return traced / wordsOf(text);
}
