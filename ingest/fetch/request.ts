import { lookup as lookupName } from 'node:dns/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { type Duplex, PassThrough, pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { TriptychError } from '../../src/error.ts';
import { findIp } from './address.ts';

/** One way to the network: how names become IP addresses, and to which of those a connection may be made. */
export interface Network {
  resolve(host: string): Promise<{ address: string; family: number }[]>;
  isAllowed(ip: string): boolean;
}

/** What one server answered to one request. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Decoded; only of an answer with a document (200). */
  bytes: Buffer;
}

export interface RequestOptions {
  network: Network;
  headers: Record<string, string>;
  /** Milliseconds for all of it, from the name to the last byte. */
  time: number;
  /** Most bytes of the decoded body. */
  bytes: number;
  /** What to do with a longer body: take its beginning, or throw TOO_LARGE. */
  beyond: 'cut' | 'fail';
}

/** Names of hosts as this machine's resolver knows them. */
export function resolveName(host: string): Promise<{ address: string; family: number }[]> {
  return lookupName(host, { all: true });
}

/**
 * Asks one server once and follows nothing. The connection is made to an IP address that was checked, so that a name
 * that means something else a moment later changes nothing. Throws PRIVATE_ADDRESS, UNREACHABLE, TIMEOUT or TOO_LARGE.
 */
export async function request(url: URL, options: RequestOptions): Promise<Answer> {
  const { network } = options;
  const literal = findIp(url.hostname);
  // A literal address is not looked up, and so not checked there.
  if (literal !== undefined && !network.isAllowed(literal)) throw isPrivate(url);
  const signal = AbortSignal.timeout(options.time);
  try {
    const response = await open(url, options, signal);
    const { statusCode: status = 0 } = response;
    const bytes = status === 200 ? await readBody(response, url, options) : Buffer.alloc(0);
    response.destroy();
    return { status, headers: toFields(response), bytes };
  } catch (error) {
    if (error instanceof TriptychError) throw error;
    if (signal.aborted)
      throw new TriptychError(
        'TIMEOUT',
        `${url.href} took longer than ${options.time / 1000} seconds; try again later.`,
      );
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new TriptychError('UNREACHABLE', `${url.host} cannot be reached (${reason}). Check the address.`, {
      cause: error,
    });
  }
}

function open(url: URL, { network, headers }: RequestOptions, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const protocol = url.protocol === 'https:' ? https : http;
    const asked = protocol.get(url, { agent: false, headers, lookup: checkedLookup(url, network), signal });
    asked.once('response', resolve);
    asked.once('error', reject);
    asked.once('socket', (socket) =>
      socket.once('connect', () => {
        if (!network.isAllowed(socket.remoteAddress ?? '')) asked.destroy(isPrivate(url));
      }),
    );
  });
}

/** Gives a connection only allowed addresses; a name with any other among its addresses is refused altogether. */
function checkedLookup(url: URL, network: Network): LookupFunction {
  return (host, { all }, done) => {
    const fail = (error: Error) => done(error, []);
    network.resolve(host).then((found) => {
      const [first] = found;
      if (!first) return fail(new Error('the name has no address'));
      if (!found.every(({ address }) => network.isAllowed(address))) return fail(isPrivate(url));
      return all ? done(null, found) : done(null, first.address, first.family);
    }, fail);
  };
}

async function readBody(response: IncomingMessage, url: URL, { bytes: most, beyond }: RequestOptions): Promise<Buffer> {
  const tooLarge = () =>
    new TriptychError('TOO_LARGE', `${url.href} has more than ${most / 1e6} MB, which is more than is read.`);
  if (beyond === 'fail' && Number(response.headers['content-length']) > most) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // An error of the connection arrives through the decoder, which the pipeline ends with it.
  const decoder = decoderOf(response.headers['content-encoding'] ?? '', url.href);
  const body = pipeline(response, decoder, () => {});
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= most) continue;
    if (beyond === 'fail') throw tooLarge();
    break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** What undoes the encoding of a transport, as `Content-Encoding` names it; throws UNREACHABLE for one that is not known. */
export function decoderOf(contentEncoding: string, address: string): Duplex {
  const encoding = contentEncoding.trim().toLowerCase() || 'identity';
  if (encoding === 'identity') return new PassThrough();
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  if (encoding === 'br') return createBrotliDecompress();
  throw new TriptychError('UNREACHABLE', `${address} answers in an encoding that was not asked for (${encoding}).`);
}

function toFields({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));
}

function isPrivate(url: URL): TriptychError {
  return new TriptychError(
    'PRIVATE_ADDRESS',
    `${url.host} leads to this machine or into a private network, from which nothing is read.`,
  );
}
