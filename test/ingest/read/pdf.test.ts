import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { read } from '../../../ingest/read/index.ts';
import type { Reading } from '../../../src/claim.ts';
import { TriptychError } from '../../../src/error.ts';
import { expectCovered } from './covered.ts';

const WIDTH = 200;
const LEFT = 72;

function bytesOf(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.end();
  });
}

async function readPdf(
  make: (doc: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Reading> {
  const doc = new PDFDocument({ size: 'A4', margin: LEFT, autoFirstPage: false, ...options });
  make(doc);
  return read(await bytesOf(doc), { name: 'paper.pdf', sources: [] });
}

const wordsOf = ({ text, blocks }: Reading, kind: string): string[] =>
  blocks.filter((block) => block.kind === kind).map((block) => text.slice(block.start, block.end));

/** Sets lines as they stand, eleven points each with a leading of fourteen. */
function lines(doc: PDFKit.PDFDocument, words: string[], x: number, y: number, size = 11): number {
  doc.fontSize(size);
  for (const [at, line] of words.entries()) doc.text(line, x, y + at * 14, { lineBreak: false });
  return y + words.length * 14;
}

function frame(doc: PDFKit.PDFDocument, number: number): void {
  doc.addPage();
  lines(doc, ['Journal of Imagined Networks'], LEFT, 30, 9);
  lines(doc, [String(number)], 290, 800, 9);
}

describe('a PDF', () => {
  it('with columns, hyphens, a running head and a quotation across the page break reads as it was written', async () => {
    const reading = await readPdf((doc) => {
      frame(doc, 1);
      lines(doc, ['Cables and trust'], LEFT, 80, 18);
      const column = [
        'The minister wants trusted suppliers for',
        'every network. The ministry of infra-',
        'structure agrees with her and says that',
        'infrastructure must be state-backed. A',
        'long-term plan will follow in autumn.',
      ];
      let y = lines(doc, column, LEFT, 130);
      lines(
        doc,
        [
          '   Operators were not asked. Their asso-',
          'ciation called the plan hasty and costly',
          'for small companies in the countryside.',
        ],
        LEFT,
        y,
      );
      y = lines(
        doc,
        ['A committee of parliament spoke of long-', 'term risks. Its speaker said: "Nobody can'],
        LEFT + 250,
        130,
      );
      frame(doc, 2);
      lines(doc, ['replace a cable in one night, and nobody', 'should promise it." The session ended.'], LEFT, 80);
      frame(doc, 3);
      lines(doc, ['Nothing else was decided on that day by', 'the committee or by the minister herself.'], LEFT, 80);
    });
    expect(wordsOf(reading, 'heading')).toEqual(['Cables and trust']);
    const [first, second, third] = wordsOf(reading, 'paragraph');
    expect(first).toContain(
      'The ministry of infrastructure agrees with her and says that infrastructure must be state-backed.',
    );
    expect(`${first} ${second}`).toContain('Their association called the plan hasty');
    expect(reading.text).toContain('A committee of parliament spoke of long-term risks.');
    expect(reading.text).toContain('"Nobody can replace a cable in one night, and nobody should promise it."');
    expect(reading.text).not.toContain('Imagined Networks');
    expect(third).toBeDefined();
    expect(reading.blocks.at(-1)).toMatchObject({ page: 3 });
    expect(reading.metadata.title).toBe('Cables and trust');
  });

  it('keeps footnotes apart, and their marks out of the sentences', async () => {
    const reading = await readPdf((doc) => {
      doc.addPage();
      lines(doc, ['The survey covers forty-one networks'], LEFT, 100);
      lines(doc, ['7'], LEFT + doc.widthOfString('The survey covers forty-one networks') + 1, 100, 7);
      lines(doc, ['and all of their suppliers in the north.'], LEFT, 114);
      lines(doc, ['An area of 40 km'], LEFT, 142);
      lines(doc, ['2'], LEFT + doc.fontSize(11).widthOfString('An area of 40 km'), 142, 7);
      lines(doc, ['7 The list was made in spring by two people.'], LEFT, 760, 8);
    });
    expect(reading.text).toContain('The survey covers forty-one networks and all of their suppliers in the north.');
    expect(reading.text).toContain('40 km²');
    expect(wordsOf(reading, 'paragraph').at(-1)).toContain('The list was made in spring');
  });

  it('has items, headings by size, a title of its own and tables with cells', async () => {
    const reading = await readPdf(
      (doc) => {
        doc.addPage();
        lines(doc, ['Measures'], LEFT, 80, 16);
        lines(doc, ['The group recommended that the member states should:'], LEFT, 120);
        lines(
          doc,
          ['• audit every operator once a year and', '  publish what they find;', '• keep two suppliers.'],
          LEFT,
          140,
        );
        lines(doc, ['Country'], LEFT, 220);
        lines(doc, ['Networks'], LEFT + WIDTH, 220);
        lines(doc, ['Norland'], LEFT, 234);
        lines(doc, ['12'], LEFT + WIDTH, 234);
      },
      { info: { Title: 'Measures of the group', Author: 'Ada Nordin' } },
    );
    expect(wordsOf(reading, 'item')).toEqual([
      '• audit every operator once a year and publish what they find;',
      '• keep two suppliers.',
    ]);
    expect(wordsOf(reading, 'table')).toEqual(['Country\tNetworks\nNorland\t12']);
    expect(reading.metadata).toMatchObject({ title: 'Measures of the group', author: 'Ada Nordin' });
    expect(reading.origins.title).toBe('PDF info');
  });

  it('does not take a file name or placeholder for its title', async () => {
    const reading = await readPdf(
      (doc) => {
        doc.addPage();
        lines(doc, ['A plan for cables'], LEFT, 80, 18);
        lines(doc, ['Nobody has seen the plan for the cables yet, and nobody will.'], LEFT, 120);
      },
      { info: { Title: 'Microsoft Word - plan_v3.docx', Author: 'admin' } },
    );
    expect(reading.metadata.title).toBe('A plan for cables');
    expect(reading.metadata.author).toBeUndefined();
  });

  it('comes out as it was written, from columns, hyphens, ligatures, a running head, footnotes and a page break', async () => {
    const font = createRequire(import.meta.url).resolve('pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf');
    const reading = await readPdf((doc) => {
      doc.font(font);
      frame(doc, 7);
      lines(doc, ['The ﬂeet of the harbour'], LEFT, 80, 18);
      lines(
        doc,
        [
          'The ﬁrst conﬂict was about ﬁnance, and',
          'not about proﬁts. Each of the harbours',
          'had asked for an inde-',
          'pendent audit of its long-',
          'term contracts before winter.',
        ],
        LEFT,
        120,
      );
      lines(doc, ['4'], LEFT + doc.fontSize(11).widthOfString('term contracts before winter.') + 1, 177, 6);
      lines(doc, ['   No audit of a long-term contract is', 'independent of its clients, it said.'], LEFT, 190);
      lines(doc, ['4 See the register of contracts.'], LEFT, 740, 8);
      lines(doc, ['An audit by an independent ofﬁce was', 'promised. The mayor wrote: “Nobody has'], LEFT + 250, 120);
      frame(doc, 8);
      lines(doc, ['seen the contract, and ‘trust’ is not a', 'word that ends a dispute.” He resigned.'], LEFT, 80);
      lines(doc, ['   Nothing was signed in that year, or', 'in the year that followed it.'], LEFT, 108);
    });
    expect(reading.blocks.map(({ start, end, page }) => [page, reading.text.slice(start, end)])).toEqual([
      [1, 'The fleet of the harbour'],
      [
        1,
        'The first conflict was about finance, and not about profits. Each of the harbours had asked for an independent audit of its long-term contracts before winter.',
      ],
      [1, 'No audit of a long-term contract is independent of its clients, it said.'],
      [1, '4 See the register of contracts.'],
      [
        1,
        'An audit by an independent office was promised. The mayor wrote: “Nobody has seen the contract, and ‘trust’ is not a word that ends a dispute.” He resigned.',
      ],
      [2, 'Nothing was signed in that year, or in the year that followed it.'],
    ]);
  });

  it('that needs a password is ENCRYPTED', async () => {
    await expect(
      readPdf((doc) => doc.addPage().text('Secret'), { userPassword: 'p', pdfVersion: '1.7' }),
    ).rejects.toMatchObject({ code: 'ENCRYPTED' });
  });

  it('of drawings only has NO_TEXT_LAYER', async () => {
    await expect(readPdf((doc) => doc.addPage().rect(10, 10, 300, 300).fill('grey'))).rejects.toMatchObject({
      code: 'NO_TEXT_LAYER',
    });
  });

  it('that is cut off or overwritten gives text or a named failure', async () => {
    const doc = new PDFDocument();
    doc.text('Some words that stand in a file that will be damaged.');
    const bytes = await bytesOf(doc);
    for (const share of [0.05, 0.3, 0.6, 0.9]) {
      const cut = bytes.slice(0, Math.floor(share * bytes.length));
      const outcome = await read(cut, { name: 'cut.pdf', sources: [] }).catch((error) => error);
      expect(outcome.text ?? outcome.code).toMatch(/Some words|CORRUPT|NO_TEXT_LAYER|WRONG_TYPE/);
    }
  });
});

/** What each PDF of ../shared/bench/reading gives: words of its text, or the name of a failure. */
const SAMPLES: Record<string, string> = {
  '001': 'Lorem ipsum dolor sit amet',
  '002': 'Lorem ipsum dolor sit amet',
  '003': '1 Your Chapter\n\nLorem ipsum dolor',
  '004': 'Hello, here is some text without a meaning.',
  '005': 'ENCRYPTED',
  '006': '1 Foo\n\nHello, here is some text',
  '007': 'NO_TEXT_LAYER',
  '008': 'Test',
  '010': 'Name Check Submit',
  '011': 'Beautiful is better than ugly.',
  '012': 'Example for a Form\n\nGender:',
  '013': 'Name: Foo Bar\n\nFingerprint: asdfSa2123',
  '014': '1 Foo\n\nHello, here is some text',
  '015': 'habibi يبيبَح',
  '016': 'This is a link to an awesome blog.',
  '019': 'NO_TEXT_LAYER',
  '020': 'Hello, World!',
  '021': 'The misfits. The rebels. The troublemakers.',
  '022': 'Header\n\nFoo: bar',
  '023': 'NO_TEXT_LAYER',
  '024': 'Some text.\n\nLine 1\n\nLine 2',
  '025': 'Lorem ipsum dolor sit amet',
  '026': 'two columns filled with Lorem Ipsum text.',
};
const samples = new URL('../../../../shared/bench/reading/pdf/', import.meta.url);

describe.skipIf(!existsSync(samples))('in ../shared', () => {
  const names = existsSync(samples) ? readdirSync(samples) : [];

  it('every PDF has its expectation', () => {
    expect([...new Set(names.map((name) => name.slice(0, 3)))].sort()).toEqual(Object.keys(SAMPLES).sort());
  });

  it.each(names)('%s gives the text or the failure that it should', async (name) => {
    const outcome = await read(readFileSync(new URL(name, samples)), { name, sources: [] }).catch(
      (error: unknown) => error,
    );
    const expected = SAMPLES[name.slice(0, 3)];
    if (outcome instanceof TriptychError) return expect(outcome.code).toBe(expected);
    if (outcome instanceof Error) throw outcome;
    expectCovered(outcome as Reading);
    expect((outcome as Reading).text).toContain(expected);
  });
});
