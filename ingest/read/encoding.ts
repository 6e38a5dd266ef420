import iconv from 'iconv-lite';
import jschardet from 'jschardet';
import type { Warning } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';

const MARKS: [encoding: string, bytes: number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** Where pages declare their encoding (the HTML standard looks at the first 1024 bytes; real pages are later). */
const DECLARED_WITHIN = 4096;
/** As many bytes tell an encoding; more only take time. */
const SAMPLE = 64 * 1024;
/** Below this jschardet only tells one Latin encoding from another, and windows-1252 is the likeliest of them. */
const SURE = 0.1;
/** A UTF-8 text may have lost this share of its characters to damage and still be UTF-8. */
const DAMAGED_SHARE = 0.002;
/** UTF-16 text in a Latin script has a zero in about every second byte; binary files have fewer or more. */
const WIDE_ZEROS = { from: 0.2, to: 0.55 };

/** With more lost than this, it is the encoding that is wrong, and not some of the characters. */
const HOPELESS_SHARE = 0.1;

/**
 * The text of a file: byte-order mark, strict UTF-8, what its server said (`charset`), declaration (`<meta charset>`, XML),
 * jschardet, windows-1252, in that order; a guess is reported as a warning, and so are characters that are lost; where they are many, throws ENCODING_SUSPECT. The mark
 * itself is dropped.
 */
export function decode(bytes: Uint8Array, charset?: string): { text: string; encoding: string; warnings: Warning[] } {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0] ?? unmarkedWide(bytes);
  if (marked) return judged(decodeAs(bytes, marked), marked);
  const strict = decodeStrict(bytes);
  if (strict !== undefined) return judged(strict, 'utf-8');
  const declared = known(charset ?? '') ?? declaredEncoding(bytes);
  if (declared && declared !== 'utf-8') return judged(decodeAs(bytes, declared), declared);
  const damaged = decodeAs(bytes, 'utf-8');
  if (countLost(damaged) <= DAMAGED_SHARE * damaged.length) return judged(damaged, 'utf-8');
  const encoding = guess(bytes);
  return {
    text: decodeAs(bytes, encoding),
    encoding,
    warnings: [
      {
        code: 'ENCODING_GUESSED',
        message: `the file does not say how its characters are encoded; it was read as ${encoding}. Check names with accents`,
      },
    ],
  };
}

/** The text, where the bytes are valid UTF-8; otherwise undefined. */
export function decodeStrict(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** `TextDecoder` of Node 20 gives control characters for the quotation marks of windows-1252; iconv-lite does not. */
function decodeAs(bytes: Uint8Array, encoding: string): string {
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
}

function unmarkedWide(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, SAMPLE);
  let even = 0;
  let odd = 0;
  for (const [at, byte] of sample.entries()) if (byte === 0) at % 2 === 0 ? even++ : odd++;
  const share = (even + odd) / sample.length;
  if (sample.length < 8 || sample.length % 2 !== 0 || share < WIDE_ZEROS.from || share > WIDE_ZEROS.to)
    return undefined;
  if (odd === 0) return 'utf-16be';
  return even === 0 ? 'utf-16le' : undefined;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, DECLARED_WITHIN)).toString('latin1');
  const label =
    /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1];
  return label && known(label);
}

/** The WHATWG Encoding standard reads Latin-1 and ASCII as windows-1252, and the older Chinese encodings as GB 18030. */
function known(label: string): string | undefined {
  const name = label.toLowerCase();
  if (/^(?:utf-?8|unicode-1-1-utf-8)$/.test(name)) return 'utf-8';
  if (/^(?:iso-?8859-?1|latin-?1|l1|(?:us-)?ascii|cp-?1252)$/.test(name)) return 'windows-1252';
  if (/^(?:gb2312|gbk|gb_2312.*|x-gbk)$/.test(name)) return 'gb18030';
  return iconv.encodingExists(name) && !/^(?:base64|hex|ucs|utf-?16|utf-?32|utf-?7|internal)/.test(name)
    ? name
    : undefined;
}

function guess(bytes: Uint8Array): string {
  const { encoding, confidence } = jschardet.detect(Buffer.from(bytes.subarray(0, SAMPLE)));
  const named = encoding && confidence >= SURE ? known(encoding) : undefined;
  return named && named !== 'utf-8' ? named : 'windows-1252';
}

function countLost(text: string): number {
  return text.split('\ufffd').length - 1;
}

/** A text with a warning where some of its characters were lost, now or when it was written. */
function judged(text: string, encoding: string): { text: string; encoding: string; warnings: Warning[] } {
  const lost = countLost(text);
  if (lost === 0) return { text, encoding, warnings: [] };
  if (lost > HOPELESS_SHARE * text.length)
    throw new TriptychError(
      'ENCODING_SUSPECT',
      `${lost} of ${text.length} characters cannot be decoded as ${encoding}, which the file says it is; open it in the program it comes from, save it as UTF-8, and read that`,
    );
  const message = `${lost} characters could not be decoded as ${encoding} and stand as \ufffd; compare them with the original before you quote them`;
  return { text, encoding, warnings: [{ code: 'ENCODING_SUSPECT', message }] };
}
