import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { read } from '../../../ingest/read/index.ts';
import type { Reading } from '../../../src/claim.ts';
import { withPlaces } from '../../../src/trace.ts';
import { expectTraced, tracedShare } from './covered.ts';

const zip = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
const readAs = (name: string, files: Record<string, string>): Promise<Reading> =>
  read(zip(files), { name, sources: [] });
const shown = ({ text, blocks }: Reading) => blocks.map(({ kind, start, end }) => [kind, text.slice(start, end)]);

const WORDS = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

const word = (body: string): Record<string, string> => ({
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
  'word/document.xml': `<w:document xmlns:w="${WORDS}"><w:body>${body}</w:body></w:document>`,
  'docProps/core.xml':
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A plan for cables</dc:title><dc:creator>Jane Doe</dc:creator></cp:coreProperties>',
});

describe('A Word document', () => {
  it('is read block by block, with its properties, without what was deleted', async () => {
    const reading = await readAs(
      'plan.docx',
      word(
        `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>${run('The plan')}</w:p>
         <w:p>${run('The minister said: “The cable ')}${run('is safe.”')}<w:del>${run('not ')}</w:del></w:p>
         <w:tbl><w:tr><w:tc><w:p>${run('Cable')}</w:p></w:tc><w:tc><w:p>${run('Length')}</w:p></w:tc></w:tr></w:tbl>`,
      ),
    );
    expect(reading.text).toContain('The minister said: “The cable is safe.”');
    expect(reading.text).not.toContain('not ');
    expect(shown(reading).map(([kind]) => kind)).toEqual(expect.arrayContaining(['paragraph', 'table']));
    expect(reading).toMatchObject({
      metadata: { title: 'A plan for cables', author: 'Jane Doe' },
      origins: { title: 'properties', author: 'properties' },
    });
  });

  it('leads from its words to those of its parts, through pieces, entities and what was deleted', async () => {
    const note = (id: number, text: string) => `<w:footnote w:id="${id}"><w:p>${run(text)}</w:p></w:footnote>`;
    const files = {
      ...word(
        `<w:p>${run('The minis')}<w:del><w:r><w:delText>nothing is </w:delText></w:r></w:del>${run('ter said: “Cables &amp; networks ')}
         ${run('are safe.”')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>
         <w:p>${run('Nobody else spoke of the cables and networks.')}</w:p>`,
      ),
      'word/_rels/document.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r2" Type="${OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>`,
      'word/footnotes.xml': `<w:footnotes xmlns:w="${WORDS}">${note(2, 'A note on cables by the ministry.')}</w:footnotes>`,
    };
    const reading = await readAs('plan.docx', files);
    expect(reading.text).toContain('“Cables & networks are safe.”');
    expect(reading.text).toContain('A note on cables');
    const bytesOf = (part?: string) => Buffer.from(files[part as keyof typeof files]);
    expectTraced(reading, bytesOf);
    // Its mark of a note, its arrow back, and the sign that was an entity.
    expect(tracedShare(reading)).toBeGreaterThan(0.9);
    const places = withPlaces(reading).map(({ bytes }) => bytes!);
    expect(places.map(({ part }) => part)).toEqual(['word/document.xml', 'word/document.xml', 'word/footnotes.xml']);
    const [first] = places;
    const original = bytesOf(first!.part).subarray(first!.from, first!.to).toString();
    expect(original).toMatch(/^The minis<.*are safe\.”/s);
  });

  it('without text is EMPTY, and damaged is CORRUPT', async () => {
    await expect(readAs('empty.docx', word(''))).rejects.toMatchObject({ code: 'EMPTY' });
    await expect(readAs('broken.docx', { ...word(''), 'word/document.xml': '<w:document' })).rejects.toMatchObject({
      code: 'CORRUPT',
    });
    const cut = zip(word(`<w:p>${run('The cable')}</w:p>`));
    await expect(read(cut.subarray(0, cut.length - 40), { name: 'cut.docx', sources: [] })).rejects.toMatchObject({
      code: 'CORRUPT',
    });
  });
});

describe('An EPUB', () => {
  const book = (spine: string): Record<string, string> => ({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="x"/></rootfiles></container>',
    'OEBPS/book.opf': `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>On cables</dc:title><dc:creator>Jane Doe</dc:creator><dc:creator>Tom Reed</dc:creator><dc:date>2020-08-05</dc:date><dc:language>en</dc:language></metadata>
      <manifest><item id="a" href="text/one%20a.xhtml"/><item id="b" href="text/two.xhtml"/></manifest><spine>${spine}</spine></package>`,
    'OEBPS/text/one a.xhtml':
      '<html><head><title/></head><body><h1>One</h1><p>The cable is safe,<br/>he said.</p></body></html>',
    'OEBPS/text/two.xhtml': '<html><body><a id="x"/><h1>Two</h1><p>Nobody believed him&nbsp;then.</p></body></html>',
  });

  it('is read in the order of its spine, with its metadata', async () => {
    const reading = await readAs('book.epub', book('<itemref idref="b"/><itemref idref="a"/>'));
    expect(shown(reading).map(([, text]) => text?.replace(/\s+/g, ' '))).toEqual([
      'Two',
      'Nobody believed him then.',
      'One',
      'The cable is safe, he said.',
    ]);
    expectTraced(reading, (part) => Buffer.from(book('')[part!]!));
    expect(tracedShare(reading)).toBe(1);
    expect(withPlaces(reading)[0]!.bytes!.part).toBe('OEBPS/text/two.xhtml');
    expect(reading.metadata).toMatchObject({
      title: 'On cables',
      author: 'Jane Doe, Tom Reed',
      date: '2020-08-05',
      language: 'en',
    });
  });

  it('without its list of chapters is CORRUPT', async () => {
    const { 'OEBPS/book.opf': _, ...rest } = book('');
    await expect(readAs('book.epub', rest)).rejects.toMatchObject({ code: 'CORRUPT' });
  });
});

describe('Another ZIP file', () => {
  it('is of the wrong type, whatever its name says', async () => {
    await expect(readAs('table.xlsx', { 'xl/workbook.xml': '<x/>' })).rejects.toMatchObject({ code: 'WRONG_TYPE' });
    await expect(readAs('page.html', word(''))).rejects.toMatchObject({ code: 'WRONG_TYPE' });
  });

  it('that would unpack to too much is not unpacked', async () => {
    const bomb = Buffer.from(zip({ 'word/document.xml': '<x/>' }));
    // The size before packing, where the list at the end of the archive has it.
    bomb.writeUInt32LE(201_000_000, bomb.indexOf('PK\x01\x02') + 24);
    await expect(read(bomb, { name: 'bomb.docx', sources: [] })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});
