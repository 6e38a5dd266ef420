import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReadable, parseSidecar, read } from '../../../ingest/read/index.ts';
import type { Reading, Source } from '../../../src/claim.ts';
import { TriptychError } from '../../../src/error.ts';
import { expectCovered, expectReadingOrFailure } from './covered.ts';

const PROSE = 'The ministry said on Monday that it would publish the list of suppliers before the end of the year.';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const PDF = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF';

describe('the type of a file', () => {
  it.each([
    ['an empty file', 'a.txt', '', 'EMPTY'],
    ['white space', 'a.txt', ' \n\t\r\n', 'EMPTY'],
    ['a byte-order mark and white space', 'a.txt', '\ufeff \n', 'EMPTY'],
    ['only front matter', 'a.md', '---\ntitle: X\n---\n', 'EMPTY'],
    ['a NUL byte in text', 'a.txt', 'some\u0000text that is read', 'WRONG_TYPE'],
    ['a PDF that is HTML', 'a.pdf', `<!DOCTYPE html><html><body><p>${PROSE}</p></body></html>`, 'WRONG_TYPE'],
    ['a PDF that is text', 'a.pdf', PROSE, 'WRONG_TYPE'],
    ['HTML that is a PDF', 'a.html', PDF, 'WRONG_TYPE'],
    ['text that is a PDF', 'a.txt', PDF, 'WRONG_TYPE'],
    ['a Word file', 'a.txt', 'PK\u0003\u0004more', 'WRONG_TYPE'],
    ['a broken PDF', 'a.pdf', PDF, 'CORRUPT'],
  ])('is told by content: %s', async (_, name, content, code) => {
    const failure = await read(bytes(content), { name, sources: [] }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TriptychError);
    expect(failure).toMatchObject({ code });
  });

  it('says what to do about a wrong name and a NUL byte', async () => {
    await expect(read(bytes('<html><p>x</p></html>'), { name: 'a.pdf', sources: [] })).rejects.toThrow(
      /HTML page.*rename it to end in \.html/,
    );
    await expect(read(bytes('x\u0000y'), { name: 'a.txt', sources: [] })).rejects.toThrow(
      /contains a NUL byte: not a text file/,
    );
  });

  it('does not depend on the name where that promises nothing', async () => {
    const html = `<!doctype html><title>Cables</title><p>${PROSE}</p>`;
    for (const name of ['page', 'page.txt', 'page.xyz'])
      expect((await read(bytes(html), { name, sources: [] })).text).toBe(PROSE);
    expect((await read(bytes(`1 < 2 and <b> is a tag. ${PROSE}`), { name: 'a.txt', sources: [] })).text).toContain(
      '<b> is a tag',
    );
    expect((await read(bytes(PROSE), { name: 'a.html', sources: [] })).text).toBe(PROSE);
  });

  it('decides what a folder scan takes', () => {
    const names = [
      'a.txt',
      'b.MD',
      'c.markdown',
      'i.docx',
      'j.epub',
      'd.html',
      'e.HTM',
      'f.xhtml',
      'g.pdf',
      'folder/h.txt',
    ];
    expect(names.filter(isReadable)).toEqual(names);
    expect(['a.meta.yaml', 'b.yaml', 'c.odt', '.hidden.txt', 'folder.txt/d', 'README'].filter(isReadable)).toEqual([]);
  });
});

describe('metadata', () => {
  const sources: Source[] = [
    {
      id: 'norland-courier',
      name: 'Norland Courier',
      aliases: ['Courier of Norland'],
      country: 'NO',
      kind: 'press',
      address: 'https://www.courier.example/',
    },
    { id: 'norland', name: 'Government of Norland', aliases: ['Norland'], country: 'NO', kind: 'government' },
  ];
  const metadataOf = (name: string, text: string, given = {}): Promise<Reading> =>
    read(bytes(text), { name, given, sources });

  it('that is given wins over what is found', async () => {
    const { metadata, origins } = await metadataOf('a.md', `---\ntitle: Found\nauthor: Ada\n---\n${PROSE}`, {
      title: 'Given',
    });
    expect(metadata).toMatchObject({ title: 'Given', author: 'Ada' });
    expect(origins).toMatchObject({ title: 'given', author: 'front matter' });
  });

  it('is completed from the registry by name, by address, and by file name with a warning', async () => {
    expect((await metadataOf('a.txt', PROSE, { publisher: 'Courier of Norland' })).metadata).toMatchObject({
      publisher: 'Courier of Norland',
      country: 'NO',
      kind: 'press',
    });
    const addressed = await metadataOf('a.txt', PROSE, { address: 'https://news.courier.example/x' });
    expect(addressed).toMatchObject({
      metadata: { publisher: 'Norland Courier' },
      origins: { publisher: 'registry', country: 'registry' },
    });
    const named = await metadataOf('norland-courier-2020.txt', PROSE);
    expect(named).toMatchObject({ metadata: { publisher: 'Norland Courier' }, origins: { publisher: 'file name' } });
    expect(named.warnings.map(({ code }) => code)).toEqual(['PUBLISHER_FROM_NAME']);
    expect((await metadataOf('norlandic.txt', PROSE)).metadata.publisher).toBeUndefined();
  });

  it('is completed where the name of a site has more to it than the publisher', async () => {
    const page = '<title>Floods</title><meta property="og:site_name" content="Norland Courier - Press corner">';
    const found = await metadataOf('a.html', `${page}<article><h1>Floods</h1><p>${PROSE}</p></article>`);
    expect(found.metadata).toMatchObject({ publisher: 'Norland Courier', country: 'NO' });
  });

  it.each([
    ['Floods in the valley\n\n15 February 2020', '2020-02-15'],
    ['Remarks at the Water Forum\nRivertown, 15 February 2020', '2020-02-15'],
    ['Press Conference of the Ministry on March 9, 2020', '2020-03-09'],
    ['What happened on March 9, 2020', undefined],
    ['Floods in the valley\n\nUpdated 15 February 2020', undefined],
    ['Floods in the valley', undefined],
  ])('has the day that a text gives at its beginning: %s', async (head, date) => {
    expect((await metadataOf('a.txt', `${head}\n\n${PROSE}\n\n${PROSE}`)).metadata.date).toBe(date);
  });

  it('of an unknown publisher takes nothing from the file name', async () => {
    expect((await metadataOf('norland.txt', PROSE, { publisher: 'Sudland Post' })).metadata.country).toBeUndefined();
  });

  it('of a sidecar is checked, and every mistake named', () => {
    expect(parseSidecar('title: X\ndate: 2020\ncountry: de\ndigestOf:\n  publisher: Y\n', 'x.meta.yaml')).toEqual({
      title: 'X',
      date: '2020',
      country: 'DE',
      digestOf: { publisher: 'Y' },
    });
    expect(parseSidecar('', 'x.meta.yaml')).toEqual({});
    const mistakes: [string, RegExp][] = [
      ['titel: X', /x\.meta\.yaml: unknown key "titel"; known are title, author/],
      ['digestOf:\n  titel: X', /"digestOf\.titel"/],
      ['title: [1, 2]', /"title" must be text/],
      ['date: someday', /"date" must be a date such as 2020-08-05/],
      ['date: 2020-02-31', /"date"/],
      ['country: Germany', /"country" must be a country code/],
      ['country: XQ', /"country"/],
      ['address: example.org', /"address" must be a whole address/],
      ['language: "!"', /"language" must be a language tag/],
      ['digestOf: yes', /"digestOf" must be a group of keys/],
      ['- title', /"key: value" lines/],
      ['title: "X', /not valid YAML/],
    ];
    for (const [yaml, message] of mistakes) {
      expect(() => parseSidecar(yaml, 'x.meta.yaml')).toThrow(message);
      expect(() => parseSidecar(yaml, 'x.meta.yaml')).toThrow(expect.objectContaining({ code: 'BAD_METADATA' }));
    }
  });

  it('of a Markdown file that cannot be understood is BAD_METADATA', async () => {
    await expect(metadataOf('a.md', `---\ntitel: X\n---\n${PROSE}`)).rejects.toMatchObject({ code: 'BAD_METADATA' });
  });
});

describe('whatever the bytes', () => {
  const names = fc.constantFrom('a.txt', 'a.md', 'a.html', 'a.pdf', 'a');
  const piece = fc.constantFrom(
    ...[
      '<p>',
      '</p>',
      '<div class="share">',
      '</div>',
      '<ul><li>',
      '<table><tr><td>',
      '<br>',
      '<q>',
      '<a href=x>',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '&amp;',
      '<h2>',
    ],
    ...[
      '# ',
      '- ',
      '1. ',
      '> ',
      '| a | b |\n|---|---|\n',
      '```',
      '**',
      '[x](',
      '---\n',
      'title: X\n',
      '<!doctype html>',
      '<b>',
    ],
    ...[
      '\n',
      '\n\n',
      '\r\n',
      '\t',
      '  ',
      '\f',
      '\u0085',
      '\u00ad',
      '\u200b',
      '\u0007',
      'e\u0301',
      '\ud800',
      '贸',
      'telef贸nica',
      'Ã©',
      '中文。',
      '“',
      '”',
    ],
    ...[
      'The minister said no.',
      'READ MORE',
      'By Ada Nordin',
      '• Item',
      '66',
      'serve as',
      'a set of rules that many follow in all of the states.',
      'AUGUST 5, 2020',
      'Related articles',
    ],
  );

  it('a reading covers its text with blocks, or there is a named failure', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), names, (content, name) =>
        expectReadingOrFailure(read(content, { name, sources: [] })),
      ),
      {
        numRuns: 150,
      },
    );
  });

  it('markup of any kind is read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), names, (pieces, name) =>
        expectReadingOrFailure(read(bytes(pieces.join('')), { name, sources: [] })),
      ),
      { numRuns: 300 },
    );
  });
});

const shared = new URL('../../../../shared/', import.meta.url);

describe.skipIf(!existsSync(shared))('in ../shared', () => {
  it('every document is covered by its blocks, and only the one that is damaged is called so', async () => {
    const folder = new URL('corpus/', shared);
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.txt'))) {
      const content = readFileSync(new URL(name, folder));
      const reading = await read(content, { name, sources: [] });
      expectCovered(reading);
      expect(reading.quality).toBe(name.startsWith('wikipedia') ? 'damaged' : 'intact');
      if (reading.quality === 'intact')
        expect(reading.text).toBe(content.toString('utf8').replace(/\r\n/g, '\n').normalize('NFC'));
    }
  });
});
