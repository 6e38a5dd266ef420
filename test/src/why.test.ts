import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Speaker } from '../../src/claim.ts';
import { loadRegistry } from '../../src/registry.ts';
import { explainBloc } from '../../src/why/bloc.ts';

const registry = loadRegistry(fileURLToPath(new URL('../../corpus', import.meta.url)));
const somebody: Speaker = { id: 'x', name: 'Ada Stone', kind: 'person', aliases: [], bloc: 'other', roles: [] };

describe('Why a speaker counts with a bloc', () => {
  it('is, of everybody in the registry, what decided it', () => {
    for (const speaker of registry.speakers) {
      const [first] = explainBloc(speaker, registry);
      expect({ id: speaker.id, bloc: first?.bloc ?? 'other' }).toEqual({ id: speaker.id, bloc: speaker.bloc });
    }
  });

  it('is the body that a person speaks for, before the country', () => {
    const body = registry.speakers.find(({ kind, bloc }) => kind === 'organisation' && bloc === 'europe')!;
    const american = registry.speakers.find(({ country, bloc }) => country && bloc === 'us')!;
    const facts = explainBloc(
      { ...somebody, affiliation: body.name, country: american.country!, bloc: 'europe' },
      registry,
    );
    expect(facts.map(({ what, bloc }) => [what, bloc])).toEqual([
      ['affiliation', 'europe'],
      ['country', 'us'],
    ]);
  });

  it('is nothing where nothing is known', () => {
    expect(explainBloc(somebody, registry)).toEqual([]);
  });

  it('is the own word of an entry where it follows from nothing else', () => {
    const listed = { ...somebody, bloc: 'china' as const };
    expect(explainBloc(listed, { ...registry, speakers: [listed] })).toEqual([
      { what: 'entry', value: 'x', bloc: 'china' },
    ]);
  });
});
