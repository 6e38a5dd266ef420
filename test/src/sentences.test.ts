import { describe, expect, it } from 'vitest';
import { storeOf } from '../../bench/quotations/measure.ts';
import { sentenceHashes } from '../../src/store/sentences.ts';
import { verify } from '../../src/verify/index.ts';

const FIRST = 'The harbour board has approved the plan for a second pier.';
const SECOND = 'Nobody may anchor inside the breakwater after dusk!';

describe('The hashes of sentences', () => {
  it('are the same however a sentence is printed, and others for other words', () => {
    const [hash] = sentenceHashes(FIRST);
    for (const same of [FIRST.toUpperCase(), `“${FIRST}”`, FIRST.replaceAll(' ', ' \n'), FIRST.slice(0, -1)])
      expect(sentenceHashes(same)).toEqual([hash]);
    expect(sentenceHashes(FIRST.replace('second', 'third'))).not.toEqual([hash]);
    expect(sentenceHashes('Thank you very much.')).toEqual([]);
  });

  it('are one for each sentence of a text, in Chinese too', () => {
    expect(sentenceHashes(`${FIRST} ${SECOND}`)).toEqual([...sentenceHashes(FIRST), ...sentenceHashes(SECOND)]);
    expect(sentenceHashes('港口管理局没有批准这个计划。所有渔船必须返回港口。')).toHaveLength(2);
  });
});

describe('A store', () => {
  it('finds everyone who carries a sentence, and nobody once their documents are gone', () => {
    const store = storeOf(Array.from({ length: 60 * 4 }, (_, i) => (i % 4 === 0 ? FIRST : `${SECOND} (${i})`)));
    expect(store.findSentences(`He wrote: ok. ${FIRST}`, 1000)).toHaveLength(60);
    expect(verify(store, { quotation: FIRST }).matches).toHaveLength(60);
    for (const { name } of store.documents()) store.remove(name);
    expect(store.findSentences(FIRST, 1000)).toEqual([]);
    expect(store.check()).toEqual([]);
    store.close();
  });
});
