import { describe, expect, it } from 'vitest';
import { read } from '../../../ingest/read/index.ts';
import type { Reading } from '../../../src/claim.ts';
import { expectTraced, tracedShare } from './covered.ts';

const PAGE = `<html><head><title>A plan for cables</title></head><body><article><h1>A plan for cables</h1>
<p>The minister said: “Every cable will be checked before the network opens, and nobody will be asked to pay for it.”</p>
<p>The operators =3D a group of twelve = called the plan hasty and costly for small companies in the countryside.</p>
</article></body></html>`;

/** Quoted-printable (RFC 2045, 6.7), each byte of the given encoding as the text has it. */
function quotedPrintable(text: string, encoding: BufferEncoding): string {
  return [...Buffer.from(text, encoding)]
    .map((byte) =>
      byte === 0x0a
        ? '\r\n'
        : byte < 0x20 || byte > 0x7e || byte === 0x3d
          ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
          : String.fromCharCode(byte),
    )
    .join('')
    .replace(/(.{70})(?!\r\n)(?=[^=])/g, (line) => (/=.?$/.test(line) ? line : `${line}=\r\n`));
}

function saved(page: string, fields: { type?: string; encoding?: string; head?: string } = {}): Promise<Reading> {
  const file = [
    'From: <Saved by a browser>',
    fields.head ?? 'Snapshot-Content-Location: https://news.example/cables',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related;',
    '\ttype="text/html";',
    '\tboundary="----Part--x1"',
    '',
    '',
    '------Part--x1',
    'Content-Type: image/png',
    'Content-Transfer-Encoding: base64',
    '',
    'iVBORw0KGgo=',
    '------Part--x1',
    `Content-Type: ${fields.type ?? 'text/html'}`,
    'Content-Location: https://cdn.example/frame',
    `Content-Transfer-Encoding: ${fields.encoding ?? 'quoted-printable'}`,
    '',
    page,
    '------Part--x1--',
    '',
  ].join('\r\n');
  return read(Buffer.from(file, 'latin1'), { name: 'page.mhtml', sources: [] });
}

describe('A page saved as MHTML', () => {
  it('is read like the page, with the address that it was saved from', async () => {
    const page = await read(Buffer.from(PAGE), { name: 'page.html', sources: [] });
    const reading = await saved(quotedPrintable(PAGE, 'utf8'));
    expect(reading.text).toBe(page.text);
    expect(reading.text).toContain('The operators =3D a group of twelve = called');
    expect(reading.metadata).toMatchObject({ title: 'A plan for cables', address: 'https://news.example/cables' });
    expect(reading.origins.address).toBe('saved page');
    expectTraced(reading, (part) => {
      expect(part).toBe('https://cdn.example/frame');
      return Buffer.from(PAGE.replaceAll('\n', '\r\n'));
    });
    expect(tracedShare(reading)).toBe(1);
  });

  it('may be in Base64, and in the encoding that the part or the page itself names', async () => {
    const base64 = await saved(Buffer.from(PAGE).toString('base64'), {
      encoding: 'base64',
      type: 'text/html; charset=utf-8',
    });
    const latin = PAGE.replace('<head>', '<head><meta charset="windows-1252">')
      .replace(/[“”]/g, '"')
      .replace('asked', 'askéd');
    const declared = await saved(quotedPrintable(latin, 'latin1'), { head: 'Subject: A plan' });
    expect(base64.text).toContain('said: “Every cable');
    expect(declared.text).toContain('nobody will be askéd');
    expect(declared.metadata.address).toBe('https://cdn.example/frame');
  });

  it('without a page in it, and a letter that only looks like one, are text', async () => {
    const letter = 'From: the minister\n\nContent-Type: multipart/related; boundary=x\n\nEvery cable will be checked.';
    expect((await read(Buffer.from(letter), { name: 'letter.txt', sources: [] })).text).toContain('From: the minister');
  });
});
