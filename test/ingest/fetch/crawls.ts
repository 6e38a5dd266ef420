import { gzipSync } from 'node:zlib';

/** A record of a crawl (WARC 1.1, ISO 28500). */
export function warcRecord(
  address: string,
  body: Uint8Array,
  { type = 'response', at = '2020-08-05T10:00:00Z', status = 200, headers = {} as Record<string, string> } = {},
): Buffer {
  const fields = Object.entries({ 'Content-Type': 'text/html; charset=utf-8', ...headers });
  const head = `HTTP/1.1 ${status} X\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  const block = Buffer.concat([Buffer.from(type === 'response' ? head : ''), body]);
  const kind = type === 'response' ? 'application/http; msgtype=response' : fields[0]![1];
  const warc = `WARC/1.1\r\nWARC-Type: ${type}\r\nWARC-Target-URI: ${address}\r\nWARC-Date: ${at}\r\nWARC-Record-ID: <urn:uuid:${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}>\r\nContent-Type: ${kind}\r\nContent-Length: ${block.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(warc), block, Buffer.from('\r\n\r\n')]);
}

/** Records one after the other; compressed, each is a member of its own. */
export function warcOf(records: readonly Buffer[], { compressed = false } = {}): Buffer {
  return Buffer.concat(compressed ? records.map((record) => gzipSync(record)) : records);
}
