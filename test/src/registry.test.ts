import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TriptychError } from '../../src/error.ts';
import { loadRegistry } from '../../src/registry.ts';

const FILES: Record<string, string> = {
  'sources.yaml': `
- { id: the-northern-post, name: The Northern Post, aliases: [Northern Post], country: GB, kind: press }
- { id: council-of-rivers, name: Council of Rivers, aliases: [CoR], kind: international-body }
- { id: ann-lee-blog, name: Ann Lee's Notes, country: US, kind: person, address: "https://example.org/" }`,
  'speakers.yaml': `
- { id: norway, name: Norway, kind: state, country: "NO" }
- { id: li-na, name: Li Na, kind: person, country: CN, roles: [{ title: minister, from: 2019 }] }
- { id: jo-berg, name: Jo Berg, kind: person, country: US, affiliation: CoR, wikidata: Q1 }
- { id: acme-asia, name: Acme Asia, kind: organisation, country: SG, bloc: us }
- { id: council-of-rivers, name: Council of Rivers, kind: organisation, aliases: [Rivers Council] }`,
  'blocs.yaml': `
us: { countries: [US], bodies: [] }
china: { countries: [CN], bodies: [] }
europe: { countries: [GB, "NO"], bodies: [Council of Rivers] }`,
  'topics.yaml': '- { id: water, name: Water, definition: Rivers and lakes., terms: [river] }',
  'targets.yaml':
    '- { id: dam, name: The dam, description: A dam., terms: [dam], for: [Build it.], against: [Stop it.] }',
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folderWith(changes: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'triptych-registry-'));
  folders.push(folder);
  for (const [name, content] of Object.entries({ ...FILES, ...changes })) writeFileSync(join(folder, name), content);
  return folder;
}

function messageOf(changes: Record<string, string>): string {
  try {
    loadRegistry(folderWith(changes));
  } catch (error) {
    expect(error).toBeInstanceOf(TriptychError);
    expect((error as TriptychError).code).toBe('BAD_CORPUS');
    return (error as TriptychError).message;
  }
  throw new Error('nothing was thrown');
}

const append = (file: string, line: string) => ({ [file]: `${FILES[file]}\n${line}` });

describe('loading the registry', () => {
  it('makes every publisher a speaker of the same id', () => {
    const { sources, speakers } = loadRegistry(folderWith());
    for (const source of sources) expect(speakers.find((s) => s.id === source.id)?.kind).toBe('organisation');
  });

  it('lets an entry of speakers.yaml say more about a publisher', () => {
    const speaker = loadRegistry(folderWith()).speakers.filter((s) => s.id === 'council-of-rivers');
    expect(speaker).toHaveLength(1);
    expect(speaker[0]?.aliases).toEqual(['CoR', 'Rivers Council']);
  });

  it('gives every speaker the bloc of its body, else of its country, else "other"', () => {
    const { speakers } = loadRegistry(folderWith());
    const bloc = (id: string) => speakers.find((s) => s.id === id)?.bloc;
    expect([bloc('norway'), bloc('li-na'), bloc('the-northern-post')]).toEqual(['europe', 'china', 'europe']);
    expect(bloc('jo-berg')).toBe('europe');
    expect(bloc('acme-asia')).toBe('us');
  });

  it('answers for a country, a body by name or alias, and neither', () => {
    const { blocOf } = loadRegistry(folderWith());
    expect(blocOf({ country: 'CN' })).toBe('china');
    expect(blocOf({ body: 'rivers council' })).toBe('europe');
    expect(blocOf({ body: 'CoR', country: 'US' })).toBe('europe');
    expect(blocOf({ body: 'Acme Asia' })).toBe('us');
    expect(blocOf({ body: 'Nobody', country: 'JP' })).toBe('other');
    expect(blocOf({})).toBe('other');
  });

  it('reads a year without quotation marks as a date, and resolves an affiliation to its name', () => {
    const { speakers } = loadRegistry(folderWith());
    expect(speakers.find((s) => s.id === 'li-na')?.roles).toEqual([{ title: 'minister', from: '2019' }]);
    expect(speakers.find((s) => s.id === 'jo-berg')?.affiliation).toBe('Council of Rivers');
  });

  it('has a fingerprint that changes with the content and with nothing else', () => {
    const before = loadRegistry(folderWith()).fingerprint;
    expect(loadRegistry(folderWith(append('topics.yaml', '# a remark'))).fingerprint).toBe(before);
    expect(
      loadRegistry(folderWith({ 'blocs.yaml': FILES['blocs.yaml']!.replace('[GB, ', '[GB, FR, ') })).fingerprint,
    ).not.toBe(before);
  });
});

describe('a registry that contradicts itself', () => {
  it.each([
    [
      'an unknown key',
      append('topics.yaml', '- { id: a, name: A, definition: A., terms: [], colour: red }'),
      /topics\.yaml: entry "a".*colour/s,
    ],
    [
      'a topic of the name for none',
      append('topics.yaml', '- { id: other, name: A, definition: A., terms: [] }'),
      /topics\.yaml: entry "other".*stands for claims of no topic/s,
    ],
    ['a missing field', append('sources.yaml', '- { id: x, name: X }'), /sources\.yaml: entry "x", field kind/],
    [
      'the same id twice',
      append('speakers.yaml', '- { id: li-na, name: Other, kind: person }'),
      /speakers\.yaml: the id "li-na" stands twice/,
    ],
    [
      'an alias of two entries',
      append('speakers.yaml', '- { id: x, name: X, kind: person, aliases: [LI NA] }'),
      /"LI NA" of "x" also belongs to "li-na"/,
    ],
    [
      'an unknown country',
      append('speakers.yaml', '- { id: x, name: X, kind: person, country: UK }'),
      /speakers\.yaml: entry "x": there is no country "UK"/,
    ],
    [
      'a body that no entry has',
      { 'blocs.yaml': 'us: { bodies: [Nowhere] }\nchina: {}\neurope: {}' },
      /blocs\.yaml: entry "us".*"Nowhere"/,
    ],
    [
      'a country in two blocs',
      { 'blocs.yaml': 'us: { countries: [FR] }\nchina: {}\neurope: { countries: [FR] }' },
      /FR stands in "us" and in "europe"/,
    ],
    [
      'a person with the id of a publisher',
      append('speakers.yaml', '- { id: ann-lee-blog, name: Ann Lee, kind: person }'),
      /"ann-lee-blog": a person has the id of a source/,
    ],
    ['broken YAML', { 'targets.yaml': '- { id: [' }, /targets\.yaml: not valid YAML/],
    ['a file that is no list', { 'topics.yaml': 'water: yes' }, /topics\.yaml/],
  ])('is refused with file, entry and remedy: %s', (_, changes, message) => {
    expect(messageOf(changes as Record<string, string>)).toMatch(message);
  });

  it('is refused when a file is missing', () => {
    const folder = folderWith();
    rmSync(join(folder, 'blocs.yaml'));
    expect(() => loadRegistry(folder)).toThrow(/blocs\.yaml: missing/);
  });
});

describe('the bundled registry', () => {
  it('is without contradictions, and has the sixteen topics and a first target', () => {
    const copy = mkdtempSync(join(tmpdir(), 'triptych-registry-'));
    folders.push(copy);
    for (const file of Object.keys(FILES)) cpSync(join('corpus', file), join(copy, file));
    const registry = loadRegistry(copy);
    expect(registry.topics).toHaveLength(16);
    expect(registry.targets[0]?.id).toBe('clean-network');
    expect(registry.fingerprint).toBe(loadRegistry('corpus').fingerprint);
  });
});
