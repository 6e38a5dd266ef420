import { expect, test } from 'vitest';
import { mutationsOf } from '../../bench/quotations/mutate.ts';
import { makeSentences } from '../../bench/quotations/sentences.ts';
import { atomsOf } from '../../src/verify/atoms.ts';
import { lookFor } from '../../src/verify/look.ts';

const lookIn = (quotation: string, text: string, damaged = false) =>
  lookFor({ text: quotation, atoms: atomsOf(quotation).atoms })(text, damaged);

const QUOTATION = 'The harbour office will publish every inspection report before the summer';

test('A look passes over a text with too few of the words, or with the words in another order', () => {
  expect(lookIn(QUOTATION, 'The office will close in summer.')).toBeUndefined();
  expect(lookIn(QUOTATION, `Before: ${QUOTATION}. After.`)).toBe(0);
  expect(lookIn(QUOTATION, QUOTATION.split(' ').reverse().join(' '))).toBeUndefined();
  const long = Array.from({ length: 40 }, (_, i) => `word${'abcdefghij'[i % 10]}${'klmn'[Math.floor(i / 10)]}`);
  expect(lookIn(long.join(' '), long.toReversed().join(' '))).toBe(0);
  expect(lookIn(long.slice(0, 32).join(' '), long.slice(0, 32).join(' '))).toBe(0);
});

test('A word within another is not that word', () => {
  expect(lookIn('The port may act on all trade', 'Thereport maybe actually onto wall tradesmen')).toBeUndefined();
});

test('A look counts other spellings, and passes over no text in which words may be written otherwise', () => {
  expect(lookIn(QUOTATION, QUOTATION.replace('harbour', 'harbor'))).toBe(0);
  for (const text of ['ofﬁce inspec-\ntion sum-\nmer', 'the \u00adhar\u00adbour office', '[T]he office'])
    expect(lookIn(QUOTATION, text)).toBeDefined();
});

test('Ten words in a row are enough, since the rest may have been put in', () => {
  const run = 'the harbour office will publish every inspection report before the';
  const added = 'moon, zebras whisper louder than any purple dinosaur';
  expect(lookIn(`${run} ${added}`, `Well, ${run} summer.`)).toBeDefined();
});

test('Of a short quotation every word must stand there, and of a damaged text every word with meaning', () => {
  expect(lookIn('never trust strangers', 'We never trust them.')).toBeUndefined();
  expect(lookIn('never trust strangers', 'We never trust strangers.')).toBe(0);
  expect(lookIn(QUOTATION, 'harbour office publish every inspection report summer', true)).toBeDefined();
  expect(lookIn(QUOTATION, `${QUOTATION.replace('report', 'list')}`, true)).toBeUndefined();
});

test('A look finds enough of every sentence that was edited', () => {
  for (const [i, sentence] of makeSentences(40, 3).entries())
    for (const { text, edit } of mutationsOf(sentence, i))
      expect(lookIn(text, sentence), `${edit}: ${text}`).toBeDefined();
});
