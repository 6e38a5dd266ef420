import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Work, workInOrder } from '../../ingest/in-order.ts';

/** Work on numbers of milliseconds, with what happened when. */
function watched(options: Partial<Work<number, number>> = {}) {
  const seen = { log: [] as string[], most: 0, now: 0 };
  const work: Work<number, number> = {
    ahead: 3,
    isAlone: async () => false,
    prepare: async (item) => {
      seen.most = Math.max(seen.most, ++seen.now);
      await sleep(item);
      seen.now--;
      return 10 * item;
    },
    finish: async (item, prepared) => {
      seen.log.push(`${item}: ${await prepared().catch((error: Error) => error.message)}`);
    },
    ...options,
  };
  return { seen, work };
}

describe('Work in order', () => {
  it('prepares several items at one time, and finishes them in their order', async () => {
    const { seen, work } = watched();
    expect(await workInOrder([9, 1, 5, 0, 2], work)).toBe(5);
    expect(seen.log).toEqual(['9: 90', '1: 10', '5: 50', '0: 0', '2: 20']);
    expect(seen.most).toBe(3);
  });

  it('prepares nothing beside an item that is to be alone', async () => {
    const beside: number[] = [];
    const { seen, work } = watched({ isAlone: async (item) => item === 5 });
    const { prepare } = work;
    work.prepare = (item) => {
      if (item === 5) beside.push(seen.now);
      return prepare(item).finally(() => item === 5 && beside.push(seen.now));
    };
    await workInOrder([3, 2, 5, 1, 4], work);
    expect(beside).toEqual([0, 0]);
    expect(seen.log.map((line) => line[0])).toEqual(['3', '2', '5', '1', '4']);
  });

  it('hands an error of preparing to finishing, and goes on', async () => {
    const { seen, work } = watched();
    const { prepare } = work;
    work.prepare = async (item) => {
      if (item === 1) throw new Error('no');
      return prepare(item);
    };
    await workInOrder([0, 1, 2], work);
    expect(seen.log).toEqual(['0: 0', '1: no', '2: 20']);
  });

  it('finishes what was begun when it is told to stop, and takes no more', async () => {
    const stop = new AbortController();
    const { seen, work } = watched({ signal: stop.signal });
    const { finish } = work;
    work.finish = async (item, prepared) => {
      await finish(item, prepared);
      stop.abort();
    };
    expect(await workInOrder([1, 2, 3, 4, 5, 6], work)).toBe(3);
    expect(seen.log.map((line) => line[0])).toEqual(['1', '2', '3']);
  });
});
