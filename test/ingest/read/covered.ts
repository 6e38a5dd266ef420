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
