import { PDFParse } from 'pdf-parse';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { OCR_SCALE } from '../../../ingest/read/ocr.ts';
import { Reader } from '../../../ingest/read/reader.ts';
import { expectCovered } from './covered.ts';

const WORDS =
  'The minister said that every cable must be checked before the network opens. “We will not wait,” she said. The operators called the plan hasty and costly for small companies in the countryside.';
const TYPED = 'This page was typed, and its words need no recognising.';

async function bytesOf(make: (doc: PDFKit.PDFDocument) => void): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: 'A5', margin: 48, autoFirstPage: false });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => doc.on('end', resolve));
  make(doc);
  doc.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

/** A page of words as a scanner would give it. */
async function scan(): Promise<Buffer> {
  const parser = new PDFParse({ data: await bytesOf((doc) => doc.addPage().fontSize(12).text(WORDS)) });
  const { pages } = await parser.getScreenshot({ scale: OCR_SCALE, imageDataUrl: false, imageBuffer: true });
  await parser.destroy();
  return Buffer.from(pages[0]!.data);
}

describe('Scanned pages', { timeout: 300_000 }, async () => {
  const picture = await scan();
  const pdf = await bytesOf((doc) => {
    doc.addPage().image(picture, 0, 0, { width: doc.page.width });
    doc.addPage().fontSize(12).text(TYPED);
  });

  it('are read on request, and only those, and the text is marked as recognised', async () => {
    const reader = new Reader();
    try {
      const without = await reader.read(pdf, { name: 'scan.pdf', sources: [] });
      expect(without).toMatchObject({ text: TYPED, quality: 'intact', warnings: [{ code: 'PAGES_WITHOUT_TEXT' }] });
      const reading = await reader.read(pdf, { name: 'scan.pdf', sources: [], ocr: 'eng' });
      expect(reading.text.replaceAll('\n', ' ')).toContain('every cable must be checked before the network opens');
      expect(reading.text.endsWith(TYPED)).toBe(true);
      expect(reading).toMatchObject({ quality: 'ocr', warnings: [{ code: 'RECOGNISED' }] });
      expect(reading.recognition).toBeGreaterThan(0.8);
      expect(reading.recognition).toBeLessThanOrEqual(1);
      expect(reading.blocks.map(({ page }) => page)).toEqual(expect.arrayContaining([1, 2]));
      expectCovered(reading);
      expect((await reader.read(picture, { name: 'scan.png', sources: [], ocr: 'eng' })).text).toContain(
        'hasty and costly',
      );
    } finally {
      await reader.close();
    }
  });

  it('without the request, or in a language that is not installed, say what to do', async () => {
    const reader = new Reader();
    try {
      await expect(reader.read(picture, { name: 'scan.png', sources: [] })).rejects.toMatchObject({
        code: 'WRONG_TYPE',
        message: expect.stringContaining('--ocr'),
      });
      await expect(reader.read(pdf, { name: 'scan.pdf', sources: [], ocr: 'tlh' })).rejects.toMatchObject({
        code: 'USAGE',
        message: expect.stringContaining('npm install @tesseract.js-data/tlh'),
      });
    } finally {
      await reader.close();
    }
  });
});
