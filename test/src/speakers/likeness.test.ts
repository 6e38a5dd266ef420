import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Speaker } from '../../../src/claim.ts';
import { isLike, nameKeys } from '../../../src/speakers/likeness.ts';
import { link } from '../../../src/speakers/link.ts';
import { agreementOfNames } from '../../../src/speakers/name.ts';
import { profileOf } from '../../../src/speakers/profile.ts';

const person = (name: string, more: Partial<Speaker> = {}): Speaker => ({
  id: name,
  name,
  kind: 'person',
  aliases: [],
  roles: [],
  bloc: 'other',
  ...more,
});

describe('Names of persons', () => {
  it.each([
    ['Tomáš Petříček', 'Tomas Petricek'],
    ['Mike Garrity', 'Michael T. Garrity'],
    ['Bill Thibault', 'William J. Thibault'],
    ['Peilin Shen', 'Shen Peilin'],
    ['沈沛霖', 'Shen Peilin'],
    ['沈沛霖', 'Shen Pei-lin'],
    ['Dae-ho Kim', 'Kim Daeho'],
    ['Ms Ada Berg', 'Ada Berg'],
    ['Martin King Jr.', 'Martin King'],
  ])('agree: %s, %s', (a, b) => {
    expect(agreementOfNames(a, b)).toBe(1);
    expect(agreementOfNames(b, a)).toBe(1);
    const [one, two] = [nameKeys(person(a)), nameKeys(person(b))];
    expect(one.some((key) => two.includes(key))).toBe(true);
  });

  it.each([
    ['Mike W. Garrity', 'Michael T. Garrity', 0],
    ['Ada Berg', 'Ida Berg', 0],
    ['Ada Berg', 'Ada Berger', 0],
    ['A. Berg', 'Ada Berg', 0.5],
    ['Berg', 'Berg', 0.5],
    ['Berg', 'Ada Berg', 0],
  ])('agree less or not at all: %s, %s', (a, b, agreement) => {
    expect(agreementOfNames(a, b)).toBe(agreement);
  });
});

describe('Two descriptions of one name', () => {
  const nurse = person('Wang Yi', { roles: [{ title: 'nurse' }], introduced: true });
  const minister = person('Wang Yi', {
    country: 'CN',
    affiliation: 'Ministry of Foreign Affairs',
    roles: [{ title: 'Foreign Minister' }],
  });

  it.each([
    [person('Ada Berg'), person('Ada Berg', { country: 'SE' }), true],
    [person('Ada Berg', { country: 'NO' }), person('Ada Berg', { country: 'SE' }), false],
    [nurse, minister, false],
    [
      person('Ada Berg', { affiliation: 'Andean Council for Digital Markets' }),
      person('Ada Berg', { affiliation: 'ACDM', introduced: true }),
      true,
    ],
    [
      person('Ada Berg', { affiliation: 'Nokia', roles: [{ title: 'vice president' }] }),
      person('Ada Berg', { affiliation: 'Nokia Networks', roles: [{ title: 'chief economist' }] }),
      true,
    ],
    [person('Ada Berg'), { ...person('Ada Berg'), kind: 'organisation' } as Speaker, false],
  ])('are of one person where nothing that they say speaks against it: %#', (a, b, like) => {
    expect(isLike(a, b)).toBe(like);
    expect(isLike(b, a)).toBe(like);
  });
});

describe('Linking', () => {
  const described = fc.record(
    {
      name: fc.constantFrom('Ada Berg', 'A. Berg', 'Ada T. Berg', 'Berg Ada'),
      country: fc.constantFrom('SE', 'PE'),
      affiliation: fc.constantFrom('Nordkabel', 'Adriacom', 'Council'),
      title: fc.constantFrom('engineer', 'minister'),
    },
    { requiredKeys: ['name'] },
  );

  it('does not depend on the order of what is read', () => {
    fc.assert(
      fc.property(fc.array(described, { minLength: 2, maxLength: 8 }), fc.nat(), (all, turn) => {
        const profiles = all.map(({ title, name, ...more }) =>
          profileOf(person(name, { ...more, roles: title === undefined ? [] : [{ title }] })),
        );
        const distinct = [...new Map(profiles.map((profile) => [profile.key, profile])).values()];
        const at = turn % distinct.length;
        const turned = [...distinct.slice(at), ...distinct.slice(0, at)].reverse();
        expect(groups(link(turned, []))).toEqual(groups(link(distinct, [])));
      }),
    );
  });

  it('puts a bare name with nobody where two may be meant', () => {
    const profiles = [
      person('Ada Berg', { country: 'SE' }),
      person('Ada Berg', { country: 'PE' }),
      person('Ada Berg'),
    ].map(profileOf);
    expect(groups(link(profiles, []))).toHaveLength(3);
  });
});

/** The sets of keys that belong together. */
function groups(linked: Map<string, Speaker>): string[] {
  const byId = new Map<string, string[]>();
  for (const [key, { id }] of linked) byId.set(id, [...(byId.get(id) ?? []), key]);
  return [...byId.values()].map((keys) => keys.sort().join(' ')).sort();
}
