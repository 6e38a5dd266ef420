import iconv from 'iconv-lite';
import PDFDocument from 'pdfkit';
import { afterAll, describe, expect, it } from 'vitest';
import { Reader } from '../../../ingest/read/reader.ts';
import type { ErrorCode } from '../../../src/error.ts';
import { garbledPdf, pdfOf, repeated } from './hostile.ts';

const PROSE = 'Η κυβέρνηση ανακοίνωσε ότι το καλώδιο είναι ασφαλές για όλους τους πολίτες.';

async function encryptedPdf(): Promise<Uint8Array> {
  const pdf = new PDFDocument({ userPassword: 'secret' });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  pdf.text('The cable is safe.');
  await new Promise((done) => {
    pdf.on('end', done).end();
  });
  return Buffer.concat(chunks);
}

const reader = new Reader();
afterAll(() => reader.close());

/** Every way in which a file can fail, with a file that does, and what its reader is told to do. */
const FAILURES: [code: ErrorCode, name: string, bytes: Uint8Array | (() => Promise<Uint8Array>), advice: RegExp][] = [
  ['EMPTY', 'a.txt', Buffer.from(' \n'), /no content/],
  ['ENCRYPTED', 'a.pdf', encryptedPdf, /save it without one/],
  ['NO_TEXT_LAYER', 'a.pdf', pdfOf([Buffer.from('10 10 50 50 re f')]), /--ocr/],
  ['GARBLED_FONT', 'a.pdf', garbledPdf('Nobody can know what these letters are.'), /--ocr/],
  ['CORRUPT', 'a.pdf', Buffer.from('%PDF-1.4 and nothing else'), /get the file again/],
  ['TOO_LARGE', 'a.txt', Buffer.alloc(50_000_001, 'a'), /split it/],
  ['TOO_DEEP', 'a.html', Buffer.from(`<html>${'<div>'.repeat(100_000)}`), /as plain text/],
  ['WRONG_TYPE', 'a.txt', Buffer.from('GIF89a and so on'), /export it as/],
  ['EMPTY_PAGE', 'a.html', Buffer.from('<html><script>show()</script></html>'), /save it from there/],
  [
    'ENCODING_SUSPECT',
    'a.txt',
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), iconv.encode(PROSE, 'iso-8859-7')]),
    /save it as UTF-8/,
  ],
];

describe('A file that cannot be read', () => {
  it.each(FAILURES)('is %s, and says what to do', async (code, name, bytes, advice) => {
    const failed = reader.read(typeof bytes === 'function' ? await bytes() : bytes, { name, sources: [] });
    await expect(failed).rejects.toMatchObject({ code, message: expect.stringMatching(advice) });
  });

  it('in time is a TIMEOUT, and says what to do', async () => {
    const hasty = new Reader({ seconds: 0.05, secondsPerMegabyte: 0 });
    const failed = hasty.read(pdfOf([repeated('some words', 20_000)]), { name: 'a.pdf', sources: [] });
    await expect(failed).rejects.toMatchObject({ code: 'TIMEOUT', message: expect.stringMatching(/split it/) });
    await hasty.close();
  });

  it('in part is read, with its doubtful characters flagged', async () => {
    const text = `${'A long report on undersea cables. '.repeat(20)}Caf`;
    const bytes = Buffer.concat([Buffer.from('\ufeff'), Buffer.from(text), Buffer.from([0xe9]), Buffer.from(' end.')]);
    const reading = await reader.read(bytes, { name: 'a.txt', sources: [] });
    expect(reading.text).toContain('Caf\ufffd end.');
    expect(reading.warnings.map(({ code }) => code)).toEqual(['ENCODING_SUSPECT']);
  });
});
