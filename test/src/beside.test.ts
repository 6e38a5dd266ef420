import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { workBeside } from '../../src/adding/beside.ts';
import { Additions } from '../../src/adding/index.ts';
import { parseConfig } from '../../src/config.ts';
import { Knowledge } from '../../src/knowledge.ts';

const folder = mkdtempSync(join(tmpdir(), 'triptych-beside-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, words: string): string {
  const path = join(folder, name);
  writeFileSync(path, `A report on harbours\n\nAda Stone, the minister of harbours, said that “${words}”.`);
  return path;
}

it('A process beside this one reads what is added and tells the steps; where it breaks, nothing is half done, and another goes on', async () => {
  const config = parseConfig({ TRIPTYCH_DB: join(folder, 'test.db') });
  const knowledge = await Knowledge.open(config);
  const hand = workBeside(config);
  const additions = new Additions(hand);
  const add = (path: string) => additions.add(path, { source: path, by: 'Mia' });
  try {
    const first = add(write('first.txt', 'the new quays must be open to every ship'));
    const broken = add(write('broken.txt', 'the old quays must be closed to every ship'));
    const last = add(write('last.txt', 'no quay may be closed to any ship'));
    const steps: unknown[] = [];
    additions.follow(first.id, ({ step }) => steps.push(step));
    additions.follow(broken.id, ({ step, state }) => {
      if (step === 'attribute' && state === 'running') process.kill(hand.pid!, 'SIGKILL');
    });
    await additions.settled();
    expect(steps).toEqual(expect.arrayContaining(['read', 'attribute', 'store']));
    expect([first, last].map(({ outcome }) => outcome)).toMatchObject([
      { status: 'added', document: 'first.txt', claims: 1 },
      { status: 'added', document: 'last.txt', claims: 1 },
    ]);
    expect(broken.outcome?.error?.message).toMatch(/ended in the middle .*SIGKILL.* add it again/);
    expect(knowledge.documents().map(({ name }) => name)).toEqual(['first.txt', 'last.txt']);
    expect(knowledge.store.check()).toEqual([]);

    await hand.correct('last.txt', { by: 'Mia', note: null, set: { date: '2020-08' } });
    expect(knowledge.getDocument('last.txt').date).toBe('2020-08');
    await expect(hand.correct('none.txt', { by: 'Mia', note: null, set: { date: '2020' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  } finally {
    await hand.close();
    await knowledge.close();
  }
  expect(hand.pid).toBeUndefined();
});
