import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Duplex, pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AsyncIterReader, LimitReader, WARCParser, type WARCRecord } from 'warcio';
import type { Snapshot } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { isAddress, parseAddress } from './address.ts';
import { decoderOf } from './request.ts';

/** What a crawl has of one address: what came from there, or why that cannot be taken. */
export type Capture = { address: string } & ({ snapshot: Snapshot } | { error: TriptychError });

/** Largest body, decoded; as much as is read of a file. */
const MAX_BYTES = 50_000_000;
/** Types of documents, as servers name them; styles, scripts and pictures of a page are none. */
const DOCUMENT =
  /^(?:text\/(?:html|plain|markdown)|application\/(?:xhtml\+xml|pdf|epub\+zip|vnd\.openxmlformats-officedocument\.wordprocessingml\.document))\b/i;
const MAGIC = 'WARC/1.';

/** Whether a file is a crawl: WARC (ISO 28500), as it is or compressed record by record. */
export async function isCrawl(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head[0] !== 0x1f || head[1] !== 0x8b) return head.toString('latin1').startsWith(MAGIC);
    const [first] = await pipelineOf(Readable.from([head]), createGunzip())
      .take(1)
      .toArray();
    return String(first).startsWith(MAGIC);
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

/**
 * The documents of a crawl, one after the other as they stand in the file, which is never in memory as a whole: responses
 * with status 200, and resources, that are pages, PDF, Word, EPUB or plain text. Throws CORRUPT where the file breaks off.
 */
export async function* readCrawl(path: string): AsyncGenerator<Capture> {
  let records = 0;
  const source = new AsyncIterReader(createReadStream(path));
  try {
    for await (const record of WARCParser.iterRecords(source)) {
      const { reader } = record;
      const address = record.warcTargetURI;
      if (address && isAddress(address) && isDocument(record)) yield await captureOf(record, address);
      if (!(await isWhole(record, reader))) throw new Error('its last record has no end');
      records++;
    }
    if (source.compressed && !source.inflator?.ended) throw new Error('its last record has no end');
  } catch (cause) {
    throw new TriptychError(
      'CORRUPT',
      `the crawl breaks off after ${records} records (${(cause as Error).message}); what was read before is kept. Get the file again`,
      { cause },
    );
  }
}

/**
 * Passes over what is left of a record; false where the file ends before the record does, for which the parser would wait
 * for ever.
 */
async function isWhole(record: WARCRecord, reader: WARCRecord['reader']): Promise<boolean> {
  if (record.warcHeader('Content-Length') === null) return false;
  if (!(reader instanceof LimitReader)) return true;
  for await (const _ of reader);
  return reader.limit <= 0;
}

function isDocument({ warcType, httpHeaders, warcContentType }: WARCRecord): boolean {
  if (warcType === 'resource') return DOCUMENT.test(warcContentType ?? '');
  return (
    warcType === 'response' &&
    httpHeaders?.statusCode === 200 &&
    DOCUMENT.test(httpHeaders.headers.get('content-type') ?? '')
  );
}

async function captureOf(record: WARCRecord, stated: string): Promise<Capture> {
  let address = stated;
  try {
    address = parseAddress(stated).href;
    const headers = Object.fromEntries(
      record.httpHeaders ? [...record.httpHeaders.headers] : [['content-type', record.warcContentType ?? '']],
    );
    const bytes = await bodyOf(record, address);
    const at = new Date(record.warcDate ?? Number.NaN);
    if (Number.isNaN(at.getTime()))
      throw new TriptychError('CORRUPT', `the record of ${address} has no date; get the crawl again`);
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { address, snapshot: { address, headers, bytes, hash, at: at.toISOString() } };
  } catch (error) {
    if (error instanceof TriptychError) return { address, error };
    const message = `the record of ${address} cannot be unpacked (${(error as Error).message})`;
    return { address, error: new TriptychError('CORRUPT', message, { cause: error }) };
  }
}

/** The body without the encodings of its transport, within the limit. */
async function bodyOf(record: WARCRecord, address: string): Promise<Buffer> {
  const headers = record.httpHeaders?.headers;
  const decoder = decoderOf(headers?.get('content-encoding') ?? '', address);
  // warcio undoes the chunks of a transfer, and knows fewer encodings than Node.
  headers?.delete('content-encoding');
  const source = Readable.from(record);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of pipelineOf(source, decoder) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_BYTES)
        throw new TriptychError(
          'TOO_LARGE',
          `${address} has more than ${MAX_BYTES / 1e6} MB, which is more than is read.`,
        );
    }
    return Buffer.concat(chunks);
  } finally {
    // Whoever passes over the rest of the record must not meet a read that is still under way.
    if (!source.destroy().closed) await once(source, 'close');
  }
}

/** Whoever reads the decoder gets the errors of the source, too. */
function pipelineOf(source: Readable, decoder: Duplex): Duplex {
  return pipeline(source, decoder, () => {});
}
