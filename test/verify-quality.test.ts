import { beforeAll, describe, expect, it } from 'vitest';
import { type Measured, measure, storeOf, type Tally } from '../bench/quotations/measure.ts';
import { mutationsOf } from '../bench/quotations/mutate.ts';
import { verify } from '../src/verify/index.ts';
import { exchange } from './exchange.ts';
import { FLOORS } from './floors.ts';
import { SENTENCES } from './sentences.ts';

/** A sample of what `npm run bench:verify` measures: the whole of it takes minutes. */
let measured: Measured;
beforeAll(() => {
  measured = measure({ made: 60, invented: 150, corpus: [], seed: 11 });
}, 120_000);

describe('Made quotations', () => {
  it('are verbatim where they are true, whatever printing did to them', () => {
    expect((100 * measured.trueVerbatim) / measured.trueTotal).toBeGreaterThanOrEqual(FLOORS.verify.trueVerbatim);
  });

  it('are never verbatim where anything was changed', () => {
    expect(measured.failures.filter(({ verdict }) => verdict === 'verbatim')).toEqual([]);
    expect([...measured.kinds.values()].reduce((sum, { total }) => sum + total, 0)).toBeGreaterThan(400);
  });

  it('have every kind of change called by its name', () => {
    expect(measured.kinds.size).toBe(14);
    const share = (tallies: Tally[]) =>
      (100 * tallies.reduce((sum, { right }) => sum + right, 0)) / tallies.reduce((sum, { total }) => sum + total, 0);
    expect(share([...measured.kinds.values()])).toBeGreaterThanOrEqual(FLOORS.verify.kindRight);
    for (const [kind, tally] of measured.kinds)
      expect({ kind, right: share([tally]) >= FLOORS.verify.kindRightOfWorst }).toEqual({ kind, right: true });
  });

  it('are not found where they were invented', () => {
    const taken = (100 * measured.taken.length) / measured.invented;
    expect(taken).toBeLessThanOrEqual(FLOORS.verify.inventedTaken);
  });
});

it('Exchanging the names of two sides, in the documents and in the quotation, exchanges no verdict and no kind of change', () => {
  const [plain, exchanged] = [storeOf(SENTENCES), storeOf(SENTENCES.map(exchange))];
  const judge = (store: typeof plain, quotation: string) => {
    const { verdict, matches } = verify(store, { quotation });
    return { verdict, changes: matches[0]?.differences.map(({ kind, serious }) => [kind, serious]) };
  };
  let judged = 0;
  SENTENCES.forEach((sentence, i) => {
    for (const { text, edit } of mutationsOf(sentence, i)) {
      // Where a name of three words takes the place of one, other words lie side by side; and a name torn apart has no partner.
      if (edit === 'two names exchanged' || ![text, sentence].every(keepsItsWords)) continue;
      expect({ edit, text, ...judge(exchanged, exchange(text)) }).toEqual({ edit, text, ...judge(plain, text) });
      judged++;
    }
  });
  expect(judged).toBeGreaterThan(200);
});

function keepsItsWords(text: string): boolean {
  return exchange(text).split(/\s+/).length === text.split(/\s+/).length;
}
