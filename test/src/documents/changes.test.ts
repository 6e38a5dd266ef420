import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/documents/changes.ts';
import { Store } from '../../../src/store/index.ts';
import { changesPage } from '../../../web/index.ts';
import { documentOf, MODEL } from '../../corrections.ts';
import { exampleView } from '../../web/examples.ts';

const BEFORE = ['The port is shut.', 'All ships wait.', 'The crews sleep.', 'A storm comes.'];
const AFTER = ['The port is shut.', 'All old ships wait.', 'The crews sleep.', 'The sun shines.', 'A bell rings.'];

/** A version whose paragraphs are claims. */
function versionOf(sentences: string[]) {
  const text = sentences.join('\n\n');
  const document = documentOf(text);
  const blocks = document.claims.map(({ start, end }) => ({ kind: 'paragraph', start, end }) as const);
  return { ...document, reading: { ...document.reading, blocks } };
}

let store: Store;
let changes: ReturnType<typeof compareVersions>;
beforeAll(() => {
  store = Store.open(':memory:', MODEL);
  store.save(versionOf(BEFORE));
  store.save(versionOf(AFTER));
  const [newer, older] = store.versions('one.txt');
  const get = (version: { version: string }) => store.getDocument('one.txt', version.version);
  changes = compareVersions(get(older!), get(newer!));
});
afterAll(() => store.close());

describe('What changed in a document', () => {
  it('is told by the words of paragraphs, those that both have being passed over', () => {
    const pieces = changes.parts.map((part) =>
      part.kind === 'same'
        ? part.blocks.join(' ')
        : part.pieces
            .map(({ kind, text }) => ({ same: text, added: `+${text}+`, removed: `-${text}-` })[kind])
            .join(''),
    );
    expect(pieces.slice(0, 3)).toEqual(['The port is shut.', 'All +old +ships wait.', 'The crews sleep.']);
    const rest = changes.parts.slice(3).flatMap((part) => (part.kind === 'changed' ? part.pieces : []));
    const textOf = (...kinds: string[]) =>
      rest
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ text }) => text)
        .join('');
    expect(textOf('same', 'removed')).toBe('A storm comes.');
    expect(textOf('same', 'added')).toBe('The sun shines.\n\nA bell rings.');
  });

  it('is told of claims by their words', () => {
    expect(changes.gone.map(({ text }) => text)).toEqual([BEFORE[1], BEFORE[3]]);
    expect(changes.came.map(({ text }) => text)).toEqual([AFTER[1], AFTER[3], AFTER[4]]);
    expect(changes.kept).toBe(2);
  });

  it('is shown with marks that are heard as well as seen', () => {
    const version = { version: 'a'.repeat(64), readAt: '2026-01-02T03:04:05.678Z', current: true };
    const view = exampleView([]);
    const $ = load(changesPage({ view, from: { ...version, current: false }, to: version, changes }));
    expect($('.changed').first().text()).toBe('All  [came: old ] ships wait.');
    expect($('.byline a').first().attr('href')).toBe(`/documents/plan.txt?version=${version.version}`);
    expect($('main').text()).toContain('2 claims stand in both, 2 only in the older, 3 only in the newer.');
  });
});
