import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { generate, MODEL } from '../bench/scale/generate.ts';
import { loadRegistry } from '../src/registry.ts';
import { ROOT } from '../src/root.ts';
import { Store } from '../src/store/index.ts';

const registry = loadRegistry(join(ROOT, 'corpus'));

describe('The generated knowledge base', () => {
  const [first, second] = ['first', 'second'].map((name) => {
    const path = join(inject('folder'), `generated-${name}.db`);
    generate(path, { claims: 320, seed: 7, registry });
    return Store.open(path, MODEL);
  }) as [Store, Store];

  it('is sound, and has as many claims as were asked for', () => {
    expect(first.check()).toEqual([]);
    expect(first.stats()).toMatchObject({ claims: 320, documents: 7 });
  });

  it('is the same in every run', () => {
    expect([...second.eachClaim()]).toEqual([...first.eachClaim()]);
  });

  it('has statements that several documents carry', () => {
    const documents = new Map<string, Set<string>>();
    for (const { text, document } of first.eachClaim())
      documents.set(text, (documents.get(text) ?? new Set()).add(document));
    expect([...documents.values()].filter(({ size }) => size > 1).length).toBeGreaterThan(0);
  });
});
