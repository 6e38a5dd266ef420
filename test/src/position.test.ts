import { describe, expect, it } from 'vitest';
import type { Speaker } from '../../src/claim.ts';
import { isHeld, roleAt } from '../../src/position.ts';
import { loadRegistry } from '../../src/registry.ts';

const registry = loadRegistry('corpus');
const speaker = (id: string) => registry.speakers.find((one) => one.id === id)!;

/** A person of one country who went from a company of another to a body of states. */
const MOVED: Speaker = {
  id: 'jo-berg',
  name: 'Jo Berg',
  kind: 'person',
  aliases: [],
  country: 'JP',
  bloc: 'europe',
  capacity: 'international-body',
  affiliation: 'European Commission',
  roles: [
    { title: 'vice president', body: 'Huawei', from: '2012', to: '2016-06' },
    { title: 'Commissioner', from: '2019-12', to: '2024' },
  ],
};

describe('The position of a speaker', () => {
  it.each([
    ['2014-03-01', { bloc: 'china', capacity: 'company', affiliation: 'Huawei' }],
    ['2018', { bloc: 'other', capacity: 'person' }],
    ['2020-08-05', { bloc: 'europe', capacity: 'international-body', affiliation: 'European Commission' }],
    ['2025-01', { bloc: 'other', capacity: 'person' }],
    [undefined, { bloc: 'europe', capacity: 'international-body', affiliation: 'European Commission' }],
  ])('on %s is that of the office held then', (date, position) => {
    expect(registry.positionOf(MOVED, date)).toEqual(position);
  });

  it.each([
    ['mike-pompeo', '2020-08', 'us', 'government'],
    ['mike-pompeo', '2022', 'us', 'person'],
    ['huawei', '2022', 'china', 'company'],
    ['poland', undefined, 'europe', 'government'],
    ['wikipedia', '2022', 'other', 'civil-society'],
  ])('of %s on %s', (id, date, bloc, capacity) => {
    expect(registry.positionOf(speaker(id), date)).toMatchObject({ bloc, capacity });
  });

  it('is known of every body in the registry', () => {
    expect(registry.speakers.filter(({ capacity }) => capacity === undefined).map(({ id }) => id)).toEqual([]);
  });
});

describe('An office', () => {
  it.each([
    [{ from: '2018-04', to: '2021-01' }, '2018-04-26', true],
    [{ from: '2018-04', to: '2021-01' }, '2018', true],
    [{ from: '2018-04', to: '2021-01' }, '2018-03', false],
    [{ from: '2018-04', to: '2021-01' }, '2021-02-01', false],
    [{ from: '2018' }, '2018-01-01', true],
    [{ to: '2018' }, '2018-12-31', true],
    [{}, '1900', true],
  ])('of %j on %s: %s', (role, date, held) => {
    expect(isHeld(role, date)).toBe(held);
  });

  it('is the last one held on a date, and the latest where no date is known', () => {
    expect(roleAt(MOVED.roles, '2014')?.title).toBe('vice president');
    expect(roleAt(MOVED.roles, '2018')).toBeUndefined();
    expect(roleAt(MOVED.roles, null)?.title).toBe('Commissioner');
  });
});
