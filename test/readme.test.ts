import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { build } from '../src/cli.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const packageFile = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  peerDependencies: Record<string, string>;
};

const all = (pattern: RegExp, text = readme) => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] as string)),
];
const program = build(() => {});

describe('The README', () => {
  it('names commands and flags that exist', () => {
    const commands = all(/npx triptych (\w+)/g);
    expect(commands.length).toBeGreaterThan(6);
    for (const command of commands) {
      const found = program.commands.find((one) => one.name() === command);
      expect({ command, found: found !== undefined }).toEqual({ command, found: true });
      const help = [found!, ...found!.commands].map((one) => one.helpInformation()).join('');
      const lines = readme.split('\n').filter((line) => new RegExp(`npx triptych ${command}\\b`).test(line));
      for (const flag of all(/(--\w+)/g, lines.map((line) => line.split('#')[0]).join('\n')))
        expect(help).toContain(flag);
    }
  });

  it('names every command there is', () => {
    const commands = program.commands.map((command) => command.name());
    const mentioned = ['start', 'serve', 'help', ...all(/npx triptych (\w+)/g)];
    expect(commands.filter((command) => !mentioned.includes(command))).toEqual([]);
  });

  it('names npm scripts, files, folders and packages that exist', () => {
    for (const script of all(/npm run (?:-s )?([\w:]+)/g)) expect(packageFile.scripts).toHaveProperty([script]);
    for (const path of [
      ...all(/\]\(((?!http)[^)]+)\)/g),
      ...all(/`((?:corpus|ingest|src|web|test|bench)\/[\w./-]*)`/g),
    ])
      expect({ path, exists: existsSync(join(ROOT, path)) }).toEqual({ path, exists: true });
    const installed = all(/npm install ((?:@?[\w./-]+ ?)+)/g).flatMap((names) => names.trim().split(' '));
    expect(installed.sort()).toEqual(Object.keys(packageFile.peerDependencies).sort());
  });

  it('names the settings that the configuration reads, and no others', () => {
    const config = readFileSync(join(ROOT, 'src/config.ts'), 'utf8');
    expect(all(/\b(TRIPTYCH_\w+)/g).sort()).toEqual(all(/\b(TRIPTYCH_\w+)/g, config).sort());
  });

  it('has the test command that continuous integration runs', () => {
    const script = readFileSync(join(ROOT, '.ci/run'), 'utf8').trim().split('\n').at(-1);
    expect(readme).toContain(`    ${script}\n`);
  });
});
