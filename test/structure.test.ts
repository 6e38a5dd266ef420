import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Every source file with the files of the project and the packages that it imports. */
const imports = new Map(
  ['src', 'ingest', 'web'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx)$/.test(name))
      .map((name) => {
        const file = join(folder, name).split(sep).join('/');
        return [file, importsOf(file)] as const;
      }),
  ),
);

function importsOf(file: string): string[] {
  const code = readFileSync(join(ROOT, file), 'utf8');
  return [...code.matchAll(/(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|import\('([^']+)'\)/g)].map(
    (match) => {
      const specifier = (match[1] ?? match[2]) as string;
      if (!specifier.startsWith('.')) return specifier;
      return relative(ROOT, resolve(ROOT, dirname(file), specifier))
        .split(sep)
        .join('/');
    },
  );
}

const files = (pattern: RegExp) => [...imports].filter(([file]) => pattern.test(file));
const isOurs = (target: string) => /^(src|ingest|web)\//.test(target);

/** Imports of files that match, as `from -> to`, where `to` is ours and not allowed. */
function forbidden(pattern: RegExp, allowed: (target: string, from: string) => boolean): string[] {
  return files(pattern).flatMap(([from, targets]) =>
    targets.filter((target) => isOurs(target) && !allowed(target, from)).map((target) => `${from} -> ${target}`),
  );
}

describe('The parts of Triptych', () => {
  it('are all seen by this test', () => {
    expect(imports.size).toBeGreaterThan(30);
    expect(imports.get('src/search.ts')).toContain('src/rank.ts');
  });

  it('have a domain and errors that import nothing', () => {
    expect(imports.get('src/claim.ts')).toEqual([]);
    expect(imports.get('src/error.ts')).toEqual([]);
  });

  it('have questions that do not know each other', () => {
    const allowed =
      /^src\/(antonyms|ascending|claim|contract|error|root|text|neutral|embed|best|rank|stem|products|store\/index|store\/facts)\.ts$/;
    const partOf = (file: string) =>
      /^src\/(?:(verify|compare|query)\/|(?:search|rank)\.ts$)/
        .exec(file)?.[0]
        .replace(/(?:search|rank)\.ts$/, 'query/');
    expect(
      forbidden(
        /^src\/(search|cite|rank)\.ts$|^src\/(verify|compare|query)\//,
        (target, from) => allowed.test(target) || (partOf(target) !== undefined && partOf(target) === partOf(from)),
      ),
    ).toEqual([]);
    for (const part of [/^src\/verify\//, /^src\/compare\//, /^src\/query\//])
      expect(files(part).length).toBeGreaterThan(0);
  });

  it('have steps of the pipeline that do not know each other', () => {
    const step = (file: string) => file.split('/')[1]?.replace(/\.ts$/, '');
    expect(
      forbidden(
        /^ingest\/(?!pipeline\.ts)/,
        (target, from) =>
          /^src\/(claim|text|neutral|error|root|optional|products|demonyms|speakers\/(?:likeness|name))\.ts$/.test(
            target,
          ) ||
          (target.startsWith('ingest/') && step(target) === step(from)),
      ),
    ).toEqual([]);
  });

  it('have a pipeline that knows the steps, the embeddings and the store only', () => {
    const allowed = /^ingest\/|^src\/(claim|error|embed|store\/index)\.ts$/;
    expect(forbidden(/^ingest\/pipeline\.ts$/, (target) => allowed.test(target))).toEqual([]);
  });

  it('have pages that know only the shapes of the data', () => {
    const allowed = /^web\/|^src\/claim\.ts$|^src\/(\w+\/)?contract\.ts$/;
    expect(forbidden(/^web\//, (target) => allowed.test(target))).toEqual([]);
  });

  it('speak SQL in the store only', () => {
    const users = files(/./).filter(([, targets]) =>
      targets.some((name) => /^(better-sqlite3|sqlite-vec)$/.test(name)),
    );
    expect(users.map(([file]) => file).filter((file) => !file.startsWith('src/store/'))).toEqual([]);
    expect(users.length).toBeGreaterThan(0);
  });

  it('load what only a chosen model needs when it is chosen', () => {
    const chosen =
      /from\s+'(?:@langchain\/(?:openai|ollama)|@huggingface\/transformers|[^']*\/attribute\/chat\/index\.ts)'/;
    const users = [...imports.keys()].filter((file) => chosen.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(users).toEqual([]);
    expect(imports.get('src/chat.ts')).toContain('@langchain/openai');
    expect(imports.get('src/extractor.ts')).toContain('ingest/attribute/chat/index.ts');
  });

  it('have no import cycle', () => {
    const cycles: string[] = [];
    const state = new Map<string, 'open' | 'done'>();
    const visit = (file: string, path: string[]) => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
        return;
      }
      state.set(file, 'open');
      for (const target of imports.get(file) ?? []) if (imports.has(target)) visit(target, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of imports.keys()) visit(file, []);
    expect(cycles).toEqual([]);
  });
});
