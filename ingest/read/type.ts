import type { Warning } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { decode } from './encoding.ts';
import { findSavedPage } from './mhtml.ts';

/**
 * The content of a file, told by its bytes: a PDF, a ZIP file, or text with the markup that it really has. `encoding` is that of
 * the file's bytes, or, of a saved page, of the bytes of the `part` of the file in which it stands.
 */
export type Content =
  | { type: 'pdf' }
  | { type: 'archive' }
  | { type: 'picture' }
  | {
      type: 'html' | 'markdown' | 'text';
      text: string;
      encoding: string;
      warnings: Warning[];
      part?: { name: string; bytes: Uint8Array };
      address?: string;
    };

/** Pictures whose characters can be recognised, by their first bytes. */
const PICTURES: [name: string, pattern: RegExp][] = [
  ['a PNG image', /^\x89PNG/],
  ['a JPEG image', /^\xff\xd8\xff/],
];
/** Formats that are not read, by their first bytes. */
const SIGNATURES: [name: string, pattern: RegExp][] = [
  ['an old Word, Excel or PowerPoint file', /^\xd0\xcf\x11\xe0/],
  ['a GIF image', /^GIF8[79]a/],
  ['a TIFF image', /^II\*\x00|^MM\x00\*/],
  ['a WebP image, WAV or AVI file', /^RIFF.{4}(?:WEBP|WAVE|AVI )/s],
  ['a gzip archive', /^\x1f\x8b/],
  ['a 7z, RAR, bzip2 or xz archive', /^7z\xbc\xaf|^Rar!|^BZh|^\xfd7zXZ/],
  ['an SQLite database', /^SQLite format 3\x00/],
  ['a PostScript file', /^%!PS/],
  ['an RTF file', /^\{\\rtf/],
  ['an audio or video file', /^ID3|^OggS|^fLaC|^.{4}ftyp/s],
  ['a program', /^\x7fELF|^MZ[\s\S]{100,}PE\x00\x00|^\xca\xfe\xba\xbe/],
];
/** A PDF may have some bytes before its header (ISO 32000-1, implementation note 13: within the first 1024). */
const HEADER_WITHIN = 1024;

/** Endings that promise text. */
const PLAIN = ['html', 'htm', 'xhtml', 'txt', 'md', 'markdown'];

/** Tells the type of a file by its content; throws EMPTY, or WRONG_TYPE where it cannot be read or its name promises another. */
export function detectContent(bytes: Uint8Array, name: string, charset?: string): Content {
  if (bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)))
    throw new TriptychError('EMPTY', 'the file has no content');
  if (isPdf(bytes)) {
    if (endsIn(name, ...PLAIN)) throw wrongName('a PDF', 'pdf');
    return { type: 'pdf' };
  }
  if (/^PK\x03\x04|^PK\x05\x06/.test(latin1(bytes.subarray(0, 4)))) {
    if (endsIn(name, ...PLAIN, 'pdf')) throw wrongName('a Word, EPUB or other ZIP file', 'docx or .epub');
    return { type: 'archive' };
  }
  if (findSignature(bytes, PICTURES)) return { type: 'picture' };
  const foreign = findSignature(bytes, SIGNATURES);
  if (foreign)
    throw new TriptychError(
      'WRONG_TYPE',
      `the file is ${foreign}; save or export it as PDF, HTML or plain text and read that`,
    );
  const page = findSavedPage(bytes);
  if (page) {
    const part = { name: page.part, bytes: page.bytes };
    const address = page.address === undefined ? {} : { address: page.address };
    return { type: 'html', ...decode(page.bytes, page.charset), part, ...address };
  }
  const { text, encoding, warnings } = decode(bytes, charset);
  const zero = text.indexOf('\u0000');
  if (zero >= 0)
    throw new TriptychError(
      'WRONG_TYPE',
      `contains a NUL byte: not a text file (character ${zero}). If it is a document of another program, export it as PDF, HTML or plain text`,
    );
  if (text.trim() === '') throw new TriptychError('EMPTY', 'the file has nothing but white space');
  const type = textType(text, name);
  if (endsIn(name, 'pdf')) throw wrongName(type === 'html' ? 'an HTML page' : 'text', type === 'html' ? 'html' : 'txt');
  return { type, text, encoding, warnings };
}

/** Whether a file may hold pictures of text: a PDF, or a picture. */
export function canBeScanned(bytes: Uint8Array): boolean {
  return isPdf(bytes) || findSignature(bytes, PICTURES) !== undefined;
}

function isPdf(bytes: Uint8Array): boolean {
  const head = latin1(bytes.subarray(0, HEADER_WITHIN));
  const at = head.indexOf('%PDF-');
  if (at < 0) return false;
  return head.slice(0, at).trim() === '' || /\d+ \d+ obj\b|startxref/.test(latin1(bytes));
}

function findSignature(bytes: Uint8Array, signatures: typeof SIGNATURES): string | undefined {
  const head = latin1(bytes.subarray(0, 512));
  return signatures.find(([, pattern]) => pattern.test(head))?.[0];
}

function textType(text: string, name: string): 'html' | 'markdown' | 'text' {
  const start = text.slice(0, 4096).replace(/^\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*)*/, '');
  if (/^<!doctype\s+html|^<html[\s>]|^<head[\s>]|^<body[\s>]/i.test(start)) return 'html';
  if (endsIn(name, 'md', 'markdown')) return 'markdown';
  return endsIn(name, 'html', 'htm', 'xhtml') && /<[a-z][^<>]*>/i.test(text) ? 'html' : 'text';
}

function wrongName(found: string, ending: string): TriptychError {
  return new TriptychError(
    'WRONG_TYPE',
    `the content is ${found}, whatever its name says; rename it to end in .${ending}, or get the file again`,
  );
}

function endsIn(name: string, ...endings: string[]): boolean {
  return endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
