/** A page that was saved with its pictures and styles in one file, as browsers do: MHTML (RFC 2557). */
export interface SavedPage {
  /** The bytes of the page itself, without the encoding of their transport. */
  bytes: Uint8Array;
  /** The part of the file in which it stands: its Content-Location, or its Content-ID. */
  part: string;
  charset?: string;
  /** Where it was saved from. */
  address?: string;
}

/** How much of a file is searched for a header. */
const HEADER_WITHIN = 8192;

type Headers = Map<string, string>;

/**
 * The page in an MHTML file: its first part of HTML, as RFC 2557 has it without a `start` parameter, which browsers do not
 * write. Undefined where the bytes are no MHTML. The bytes stay as they are, since only the page itself knows its encoding.
 */
export function findSavedPage(bytes: Uint8Array): SavedPage | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = file.subarray(0, HEADER_WITHIN).toString('latin1');
  if (!/^(?:From|Snapshot-Content-Location|Subject|Date|MIME-Version|Content-Type|X-[\w-]+):/i.test(head))
    return undefined;
  const { headers } = splitEntity(head);
  const type = headers.get('content-type') ?? '';
  const boundary = parameter(type, 'boundary');
  if (!/^multipart\/(?:related|mixed|alternative)/i.test(type) || boundary === undefined) return undefined;
  const page = [...partsOf(file.toString('latin1'), boundary)].find(({ headers }) =>
    /^(?:text\/html|application\/xhtml\+xml)/i.test(headers.get('content-type') ?? ''),
  );
  if (!page) return undefined;
  const charset = parameter(page.headers.get('content-type') ?? '', 'charset');
  const location = page.headers.get('content-location');
  const address = headers.get('snapshot-content-location') ?? location;
  return {
    part: location ?? page.headers.get('content-id') ?? 'text/html',
    bytes: decodeBody(page.body, page.headers.get('content-transfer-encoding') ?? ''),
    ...(charset === undefined ? {} : { charset }),
    ...(address !== undefined && /^https?:/i.test(address) ? { address } : {}),
  };
}

/** The parts of a multipart entity (RFC 2046, 5.1); texts have a character for each byte. */
function* partsOf(entity: string, boundary: string): Generator<{ headers: Headers; body: string }> {
  const mark = `--${boundary}`;
  let start = entity.indexOf(mark);
  while (start >= 0) {
    const from = start + mark.length;
    if (entity.startsWith('--', from)) return;
    const next = entity.indexOf(`\n${mark}`, from);
    yield splitEntity(entity.slice(from, next < 0 ? undefined : next).replace(/^[ \t]*\r?\n/, ''));
    start = next < 0 ? -1 : next + 1;
  }
}

/** Header fields by name in lower case, unfolded, and what follows the first empty line. */
function splitEntity(entity: string): { headers: Headers; body: string } {
  const end = /\r?\n\r?\n/.exec(entity);
  const head = end ? entity.slice(0, end.index) : entity;
  const fields = head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line): [string, string][] => {
      const at = line.indexOf(':');
      return at > 0 ? [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()]] : [];
    });
  return { headers: new Map(fields), body: end ? entity.slice(end.index + end[0].length) : '' };
}

function parameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(value);
  return found?.[1] ?? found?.[2];
}

function decodeBody(body: string, encoding: string): Buffer {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64');
  if (/quoted-printable/i.test(encoding)) return Buffer.from(decodeQuotedPrintable(body), 'latin1');
  return Buffer.from(body, 'latin1');
}

/** RFC 2045, 6.7. */
function decodeQuotedPrintable(body: string): string {
  return body
    .replace(/[ \t]+(?=\r?$)/gm, '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
