import iconv from 'iconv-lite';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { read } from '../../../ingest/read/index.ts';
import type { Reading } from '../../../src/claim.ts';
import { placeOf, withPlaces } from '../../../src/trace.ts';
import { expectTraced } from './covered.ts';

const readBytes = (bytes: Uint8Array, name: string) => read(bytes, { name, sources: [] });
const spanOf = ({ text }: Reading, words: string) => {
  const start = text.indexOf(words);
  expect(start, words).toBeGreaterThanOrEqual(0);
  return { start, end: start + words.length };
};

/** The characters of the original at the bytes from which some words came. */
function originalOf(reading: Reading, bytes: Uint8Array, words: string, encoding = 'utf-8'): string {
  const place = placeOf(reading.text, reading.trace!, spanOf(reading, words));
  if (!place || !('bytes' in place)) throw new Error(`${words} has no place in the bytes`);
  return iconv.decode(Buffer.from(bytes).subarray(place.bytes.from, place.bytes.to), encoding);
}

const PAGE = `<!doctype html><title>Cables &amp; trust</title><nav><a href="/">Home</a></nav><main>
<h1>Cables &amp; trust</h1>
<p>The minister   <b>wants</b> trusted suppliers
   for every&nbsp;network<sup><a href="#n1">[1]</a></sup>, and “nothing else”.<script>let x = "nothing else";</script></p>
<h2>Cables &amp; data</h2>
<p>She told us that <q>the cafe\u0301 is safe</q> from telef贸nica’s rivals, and that nobody has to fear for the data.</p>
<p>A third paragraph of running text says that vis-&agrave;-vis rivals all of this will cost a lot of money, as everybody knows.</p>
</main>`;

describe('The trace of a text', () => {
  it('leads through markup, entities, repairs and composed letters to the bytes of a page', async () => {
    const bytes = Buffer.from(PAGE);
    const reading = await readBytes(bytes, 'page.html');
    expectTraced(reading, () => bytes);
    const from = (words: string) => originalOf(reading, bytes, words);
    expect(from('minister wants trusted')).toBe('minister   <b>wants</b> trusted');
    expect(from('network, and')).toBe('network<sup><a href="#n1">[1]</a></sup>, and');
    expect(from('Cables & data')).toBe('Cables &amp; data');
    expect(from('à')).toBe('&agrave;');
    expect(from('é').trim()).toBe('e\u0301');
    expect(from('telefónica')).toBe('telef贸nica');
    expect(from('ó')).toBe('贸');
    expect(from('“the café is safe”')).toContain('the cafe\u0301 is safe');
    const block = withPlaces(reading).find(({ kind }) => kind === 'heading')!;
    expect(bytes.subarray(block.bytes!.from, block.bytes!.to).toString()).toBe('Cables &amp; data');
  });

  it('is of the whole text where nothing was changed, in any encoding, with or without a mark', async () => {
    const text = 'Überschrift\r\n\r\nDer Minister sagte: „Das Kabel ist sicher.“ Alle anderen schwiegen dazu.';
    for (const encoding of ['utf-8', 'utf-16le', 'windows-1252'])
      for (const addBOM of encoding === 'windows-1252' ? [false] : [true, false]) {
        const bytes = iconv.encode(text, encoding, { addBOM });
        const reading = await readBytes(bytes, 'a.txt');
        expectTraced(reading, () => bytes);
        for (const words of ['Überschrift', 'Das Kabel', '„', 'dazu.'])
          expect(originalOf(reading, bytes, words, encoding), `${encoding} ${words}`).toBe(words);
      }
  });

  it('tells the bytes of Markdown under its signs, in the order of the file', async () => {
    const bytes = Buffer.from('---\ntitle: X\n---\n# The *plan*\n\n- see [the **paper**](https://example.org/a/b)\n');
    const reading = await readBytes(bytes, 'a.md');
    expectTraced(reading, () => bytes);
    expect(originalOf(reading, bytes, 'The plan')).toBe('The *plan');
    expect(originalOf(reading, bytes, 'the paper')).toBe('the **paper');
  });

  it('is not made up where characters were lost in decoding', async () => {
    const bytes = Buffer.from(`${'A long text about undersea cables and their owners. '.repeat(40)}Caf`);
    const broken = Buffer.concat([bytes, Buffer.from([0xe9, 0x20, 0xc3])]);
    const reading = await readBytes(broken, 'a.txt');
    expect(reading.warnings.map(({ code }) => code)).toContain('ENCODING_SUSPECT');
    expect(reading.trace).toBeUndefined();
  });

  it('leads to boxes on the pages of a PDF, through hyphens and over page breaks', async () => {
    const doc = new PDFDocument({ size: 'A4', autoFirstPage: false });
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    const set = (lines: string[], y: number) => {
      doc.addPage().fontSize(11);
      for (const [at, line] of lines.entries()) doc.text(line, 72, y + 14 * at, { lineBreak: false });
    };
    set(['The ministry says that the infra-', 'structure of the islands is safe and that every'], 700);
    set(['owner of the infrastructure will have to say so by autumn.'], 72);
    await new Promise((done) => {
      doc.on('end', done).end();
    });
    const reading = await readBytes(Buffer.concat(chunks), 'a.pdf');
    expect(reading.text).toContain('that the infrastructure of the islands is safe and that every owner');
    const place = placeOf(reading.text, reading.trace!, spanOf(reading, 'infrastructure of the islands'));
    if (!place || !('boxes' in place)) throw new Error('no boxes');
    expect(place.boxes.map(({ page }) => page)).toEqual([1, 1]);
    const [first, second] = place.boxes;
    // Set from 72 on; the base line of eleven points lies some eight below the top of the line.
    expect(first!.left).toBeGreaterThan(180);
    expect(second!.left).toBeCloseTo(72, 0);
    expect(first!.top).toBeGreaterThan(695);
    expect(first!.bottom).toBeLessThan(715);
    expect(second!.bottom - first!.bottom).toBeCloseTo(14, 0);
    const [block] = withPlaces(reading);
    expect(block!.boxes!.map(({ page }) => page)).toEqual([1, 2]);
    expect(block!.boxes![0]!.bottom - block!.boxes![0]!.top).toBeGreaterThan(20);
  });

  it('costs one pass, and gives up where nothing can be found', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `word${i}`).join(' ');
    const { traceText } = await import('../../../ingest/read/trace.ts');
    const blocks = [{ kind: 'paragraph' as const, start: 0, end: text.length }];
    const source = '<'.repeat(100_000);
    const original = { text: source, encoding: 'utf-8', bytes: Buffer.from(source), type: 'html' as const };
    expect(traceText(text, blocks, original)).toEqual({ of: 'bytes', encoding: 'utf-8', runs: [] });
  });
});
