import { describe, expect, it } from 'vitest';
import { wordsAround } from '../../ingest/around.ts';
import { segment } from '../../ingest/segment.ts';
import type { Block } from '../../src/claim.ts';
import { wordsOutside } from '../../src/contract.ts';

const TEXT = 'It rained. The mayor called the bridge “a bit rich” for so small a town. Nobody answered.';
const paragraph = (text: string): Block[] => [{ kind: 'paragraph', start: 0, end: text.length }];

function around(text: string, words: string) {
  const start = text.indexOf(words);
  return wordsAround(text, { start, end: start + words.length }, segment(text, paragraph(text)));
}

describe('the words around a claim', () => {
  it('are those of its sentence, as they stand', () => {
    expect(around(TEXT, 'a bit rich')).toEqual({
      before: 'The mayor called the bridge “',
      after: '” for so small a town.',
    });
    expect(around(TEXT, 'Nobody answered.')).toEqual({ before: '', after: '' });
  });

  it('are those of all its sentences, where it runs over several', () => {
    expect(around(TEXT, 'rich” for so small a town. Nobody')).toEqual({
      before: 'The mayor called the bridge “a bit ',
      after: ' answered.',
    });
  });

  it('are cut at a word, and say so, where there are many', () => {
    const many = 'and then some '.repeat(40);
    const { before, after } = around(`He said ${many}that it is late ${many}for us.`, 'it is late');
    expect(before).toMatch(/^… \w+ /);
    expect(before).toMatch(/that $/);
    expect(after).toMatch(/^ and .*\w …$/s);
    for (const words of [before, after]) expect(words.length).toBeLessThanOrEqual(201);
  });

  it('are cut between whole characters, where there is no white space', () => {
    const { before, after } = around(`${'𠀀'.repeat(301)}it${'𠀀'.repeat(301)}`, 'it');
    for (const words of [before, after]) expect(words).toMatch(/^\P{Cs}+$/u);
  });
});

describe('a claim', () => {
  const outside = (text: string, manner: 'direct' | 'indirect' | 'own', sides = { before: 'She said ', after: '' }) =>
    wordsOutside({ text, manner, around: sides });

  it('that is a part of a sentence is shown within it, without the marks that enclose it', () => {
    expect(outside('a bit rich', 'direct', around(TEXT, 'a bit rich'))).toEqual({
      before: 'The mayor called the bridge ',
      after: ' for so small a town.',
    });
    expect(outside('that it is late', 'indirect')).toEqual({ before: 'She said ', after: '' });
    expect(outside('It is late', 'indirect')).not.toBeNull();
  });

  it('that can be read by itself is shown alone', () => {
    expect(outside('It is late.', 'direct')).toBeNull();
    expect(outside('“It is late!”', 'direct')).toBeNull();
    expect(outside('已经很晚了。', 'direct')).toBeNull();
    expect(outside('it is late', 'own', { before: '– ', after: ' .' })).toBeNull();
  });
});
