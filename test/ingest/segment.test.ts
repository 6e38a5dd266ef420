import { describe, expect, it } from 'vitest';
import { segment } from '../../ingest/segment.ts';
import type { Block } from '../../src/claim.ts';

const paragraph = (text: string): Block => ({ kind: 'paragraph', start: 0, end: text.length });
const sentences = (text: string) => segment(text, [paragraph(text)]).map(({ start, end }) => text.slice(start, end));

describe('A text is cut into sentences', () => {
  it('at full stops, question marks and exclamation marks', () => {
    expect(sentences('The dam held. Did it? It did! Nobody was hurt.')).toEqual([
      'The dam held.',
      'Did it?',
      'It did!',
      'Nobody was hurt.',
    ]);
  });

  it.each([
    'The U.S. Department of Fisheries closed the bay.',
    'Mr. Okafor met Dr. Lind in St. Gallen.',
    'Northwind Corp. CEO Ada Marsh left.',
    'The poet J. R. Vale read aloud.',
    'Rule No. 5 applies to vessels over 3.5 metres.',
    'It rained in the valley, e.g. Millbrook, for days.',
    'We waited ... and waited.',
    'He paused… then left.',
    'Gen. Rossi, Gov. Bell and Sen. Pak (D-Ohio) agreed.',
  ])('but not at an abbreviation, an initial, a number or an ellipsis: %s', (text) => {
    expect(sentences(text)).toEqual([text]);
  });

  it('after an abbreviation where a word follows that begins sentences', () => {
    expect(sentences('They moved to the U.S. The harbour stayed.')).toEqual([
      'They moved to the U.S.',
      'The harbour stayed.',
    ]);
    expect(sentences('She joined Acme Inc. It failed.')).toEqual(['She joined Acme Inc.', 'It failed.']);
  });

  it('with the quotation mark that closes after the full stop', () => {
    expect(sentences('“The bridge is safe.” Engineers agreed.')).toEqual([
      '“The bridge is safe.”',
      'Engineers agreed.',
    ]);
    expect(sentences('He said: "It is done." Then he left.')).toEqual(['He said: "It is done."', 'Then he left.']);
  });

  it('and a question in quotation marks goes on with "he asked"', () => {
    expect(sentences('“Who pays?” he asked. Nobody knew.')).toEqual(['“Who pays?” he asked.', 'Nobody knew.']);
  });

  it('in Chinese as in English', () => {
    expect(sentences('桥很安全。谁来付钱？我们不知道！')).toEqual(['桥很安全。', '谁来付钱？', '我们不知道！']);
  });

  it('across line breaks, but never across blocks', () => {
    const text = 'The road\nis closed\n\nuntil May.';
    const blocks: Block[] = [
      { kind: 'paragraph', start: 0, end: 18 },
      { kind: 'paragraph', start: 20, end: text.length },
    ];
    expect(segment(text, blocks)).toEqual([
      { start: 0, end: 18, block: 0 },
      { start: 20, end: text.length, block: 1 },
    ]);
  });

  it('with a list mark left at the sentence it introduces', () => {
    expect(sentences('1. Clean the tanks. 2. Close the gate.')[0]).toBe('1. Clean the tanks.');
  });

  it('and every letter stands in exactly one sentence', () => {
    const text = 'Dr. A. said: “No.” And then… nothing?! ” (See p. 4.) 好。Fine';
    const found = segment(text, [paragraph(text)]);
    const covered = found.map(({ start, end }) => text.slice(start, end)).join('');
    expect(covered.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    found.slice(1).forEach((sentence, i) => {
      expect(sentence.start).toBeGreaterThanOrEqual(found[i]!.end);
    });
  });

  it('of any size', () => {
    const text = 'The ferry sails at nine. '.repeat(20_000).trim();
    expect(segment(text, [paragraph(text)])).toHaveLength(20_000);
  });
});
