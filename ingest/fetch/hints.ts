import type { Snapshot } from '../../src/claim.ts';

/** What a server says of a document, as the reader takes it. */
export interface Hints {
  /** A file name with the ending of the type that the server names; none where the bytes are those of a PDF. */
  name: string;
  address: string;
  charset?: string;
}

const ENDINGS: Record<string, string> = {
  'text/html': '.html',
  'application/xhtml+xml': '.html',
  'text/markdown': '.md',
};
/** How far from its beginning a PDF may say that it is one (ISO 32000-1, implementation note 13). */
const PDF_WITHIN = 1024;

/** Hints on how to read a snapshot. The ending of an address says nothing: `.php` and `.pdf` are both answered with pages. */
export function hintsOf({ address, headers, bytes }: Snapshot): Hints {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').split(';').map((part) => part.trim());
  const charset = parameters.map((one) => /^charset\s*=\s*"?([\w.:-]+)/i.exec(one)?.[1]).find(Boolean);
  const isPdf = Buffer.from(bytes.subarray(0, PDF_WITHIN)).includes('%PDF-');
  const { host } = new URL(address);
  return {
    name: `${host}${isPdf ? '' : (ENDINGS[type.toLowerCase()] ?? '')}`,
    address,
    ...(charset === undefined ? {} : { charset }),
  };
}
