import { describe, expect, it } from 'vitest';
import { rules } from '../../ingest/attribute/index.ts';
import { paragraphs } from '../../ingest/attribute/plain.ts';
import { qualify } from '../../ingest/qualify.ts';
import { segment } from '../../ingest/segment.ts';
import type { Attribution } from '../../src/claim.ts';

/** Polarity and hedge of the report in a sentence whose source, cue and content are set in [brackets]. */
function of(marked: string, fields: Partial<Attribution> = {}) {
  let text = '';
  const spans: { start: number; end: number }[] = [];
  for (const [i, part] of marked.split(/[[\]]/).entries()) {
    if (i % 2) spans.push({ start: text.length, end: text.length + part.length });
    text += part;
  }
  const [source, cue, content] = spans as [Attribution['cue'][0], Attribution['cue'][0], Attribution['cue'][0]];
  const attribution: Attribution = {
    source: [source],
    cue: [cue],
    content: [content],
    manner: 'indirect',
    confidence: 1,
    ...fields,
  };
  const { polarity, hedge } = qualify(text, segment(text, paragraphs(text)), [attribution])[0]!;
  return hedge === undefined ? polarity : [polarity, hedge];
}

describe('What a source does with its content', () => {
  it.each([
    ['[Lund] [said] that [the dam leaks].', 'asserted'],
    ['[Lund] not only [said] that [the dam leaks] but swore it.', 'asserted'],
    ['[Lund] [admitted] that [the dam leaks].', 'asserted'],
    ['[Lund] rejected the plan and [asked] that [the dam be mended].', 'asserted'],
    ['[Lund] did not come but [said] that [the dam leaks].', 'asserted'],
    ['[Lund] has neither confirmed nor [denied] that [the dam leaks].', 'unsaid'],
    ['[Lund] [denied] that [the dam leaks].', 'denied'],
    ['[Lund] [rejected] [the plan as a theft from the farmers].', 'asserted'],
    ['[Lund] did not [reject] [the plan as a theft from the farmers].', 'unsaid'],
    ['[Lund] [rejected] [the plan as soon as she had read it].', 'denied'],
    ['[Lund] has repeatedly [denied] that [the dam leaks].', 'denied'],
    ['[Lund] [rejected] [claims that the dam leaks].', 'denied'],
    ['[Lund] does not [believe] that [the dam leaks].', 'denied'],
    ['[Lund] was [less certain] that [the dam leaks].', 'unsaid'],
    ['[Lund] remained [sceptical] that [the dam leaks].', 'unsaid'],
    ['[Lund] doesn’t [think] that [the dam leaks].', 'denied'],
    ['[Lund] [doubts] that [the dam leaks].', 'denied'],
    ['[Lund] cannot [deny] that [the dam leaks].', 'asserted'],
    ['[Lund] did not [deny] that [the dam leaks].', 'unsaid'],
    ['If [Lund] [says] that [the dam leaks], it does.', 'unsaid'],
    ['They asked whether the [engineer] [said] that [the dam leaks].', 'unsaid'],
    ['If the dam breaks, [Lund] [says] that [the town will be flooded].', 'asserted'],
    ['[Lund] did not [say] that [the dam leaks].', 'unsaid'],
    ['[Lund] never [said] that [the dam leaks].', 'unsaid'],
    ['[Lund] [never said] that [the dam leaks].', 'unsaid'],
    ['[Lund] [refused to say] whether [the dam leaks].', 'unsaid'],
    ['[Lund] declined to [confirm] that [the dam leaks].', 'unsaid'],
    ['[Lund] stopped short of [saying] that [the dam leaks].', 'unsaid'],
    ['[No one] [claims] that [the dam leaks].', 'unsaid'],
    ['[None of the mayors] [said] that [the dam leaks].', 'unsaid'],
  ])('%s', (marked, expected) => {
    expect(of(marked)).toBe(expected);
  });

  it('is to say it where the denial stands beside a whole quotation', () => {
    expect(of('[Lund] [rejected the claim:] [“The dam is dry.”]', { manner: 'direct' })).toBe('asserted');
    expect(of('[Orda] [denied] it: [“We have never lied to you.”]', { manner: 'direct' })).toBe('asserted');
    expect(of('[Orda] [denied] [“lying to the valley and its people”].', { manner: 'direct' })).toBe('denied');
  });

  it('is as the extractor says where the words do not tell', () => {
    expect(of('[Orda] [called it untrue] that [the dam leaks].', { denied: true })).toBe('denied');
    expect(of('[Orda] did not [say] that [the dam leaks].', { denied: true })).toBe('unsaid');
  });
});

describe('How a report is hedged is kept in its words', () => {
  it.each([
    ['[Lund] reportedly [said] that [the dam leaks].', 'reportedly'],
    ['[Lund] [allegedly told] workers that [the dam leaks].', 'allegedly'],
    ['Reportedly, [Lund] [said] that [the dam leaks].', 'Reportedly'],
    ['[Many] would [argue] that [the dam leaks].', 'would'],
    ['[Lund] [might say] that [the dam leaks].', 'might'],
    ['[Lund] is said to have [claimed] that [the dam leaks].', 'is said to have'],
    ['[Lund] appears to [believe] that [the dam leaks].', 'appears to'],
    ['[Lund] reportedly [rejected] [the plan as a theft from the farmers].', 'reportedly'],
  ])('%s', (marked, hedge) => {
    expect(of(marked)).toEqual(['asserted', hedge]);
  });

  it('beside its polarity', () => {
    expect(of('[Lund] would not [say] that [the dam leaks].')).toEqual(['unsaid', 'would']);
    expect(of('[Lund] allegedly [denied] that [the dam leaks].')).toEqual(['denied', 'allegedly']);
  });
});

it('Every hop of a chain of reports is qualified, the innermost within the one around it', async () => {
  const text =
    'The Valley Times reports that the Daily Kite denied that Marsh reportedly claimed that the dam was safe.';
  const blocks = paragraphs(text);
  const sentences = segment(text, blocks);
  const { attributions } = await rules.extract({ text, blocks, sentences, quality: 'intact' });
  const found = qualify(text, sentences, attributions);
  const chain: unknown[] = [];
  for (let i: number | undefined = attributions.length - 1; i !== undefined; i = attributions[i]!.within) {
    const { start, end } = attributions[i]!.source[0]!;
    chain.unshift([text.slice(start, end), found[i]!.polarity, found[i]!.hedge]);
  }
  expect(chain).toEqual([
    ['The Valley Times', 'asserted', undefined],
    ['the Daily Kite', 'denied', undefined],
    ['Marsh', 'asserted', 'reportedly'],
  ]);
});
