import { Command } from 'commander';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Knowledge } from '../../../src/knowledge.ts';
import { addSpeakersCommand } from '../../../src/speakers/command.ts';
import { EXECUTIVE, REGULATOR, storeOf } from './documents.ts';

let printed = '';
beforeEach(() => {
  printed = '';
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Runs `triptych speakers` on two documents that name two people alike. */
function shell() {
  const knowledge = storeOf(['one', REGULATOR], ['two', EXECUTIVE]) as unknown as Knowledge;
  return async (...args: string[]) => {
    printed = '';
    const program = new Command().exitOverride();
    addSpeakersCommand(program, (_, use) => use(knowledge));
    await program.parseAsync(['speakers', ...args], { from: 'user' });
    return printed;
  };
}

it('triptych speakers lists, shows, merges, splits, renames and exports', async () => {
  const run = shell();
  expect((await run()).split('\n').filter(Boolean)).toEqual([
    'jana-novak: Jana Novak (person, europe), 1 claims',
    'jana-novak-adriacom: Jana Novak (person, other, company), 1 claims',
  ]);
  expect(await run('show', 'jana-novak-adriacom')).toMatch(
    /description \w{20}: Jana Novak, of Adriacom, BR \(two\.txt\)/,
  );
  expect(await run('merge', 'jana-novak-adriacom', 'jana-novak', '--by', 'me', '--note', 'same person')).toMatch(
    /me: jana-novak-adriacom is jana-novak \(same person\)/,
  );
  expect(JSON.parse(await run('list', 'novak', '--json'))).toMatchObject([{ id: 'jana-novak', claims: 2 }]);
  await run('split', 'jana-novak', '--document', 'two.txt', '--by', 'me');
  expect(await run('rename', 'jana-novak-2', 'J. Novak', '--by', 'me')).toContain('jana-novak-2 is called J. Novak');
  expect(await run('list', 'j. novak')).toContain('jana-novak-2: J. Novak');
  expect((await run('export')).match(/kind: (\w+)/g)).toEqual(['kind: merge', 'kind: split', 'kind: rename']);
});

it('triptych speakers refuses a name that several bear', async () => {
  await expect(shell()('show', 'Jana Novak')).rejects.toThrow(/jana-novak, jana-novak-adriacom/);
});
