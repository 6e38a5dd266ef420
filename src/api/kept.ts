import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import { LRUCache } from 'lru-cache';
import type { Knowledge } from '../knowledge.ts';

/** Bytes of all answers that are kept, and of one. */
const MOST = 64_000_000;
const LARGEST = 4_000_000;
/** Bytes of what is kept beside a body. */
const BESIDE = 1000;
/** From so many bytes on, answers are compressed; the level is that from which on zlib gains little and slows down. */
const LONG = 1400;
const LEVEL = 5;

/** Says that an answer is kept, though it may not be sent as a whole, or that it will not be, since it comes bit by bit. */
const ANSWERED = Symbol('answered');

interface Kept {
  headers: [string, number | string | string[]][];
  body: Buffer;
}

/**
 * Answers to GET and HEAD, and to POST where a body was read before this, kept until anything is written, by whichever
 * process. What is asked again is sent as it was, and who has it already (If-None-Match, RFC 9110) is told so without any
 * work: the strong ETag is a hash of the state of the database and of all of the request on which an answer may depend. An
 * answer that is another one each time says `Cache-Control: no-store`, and is neither kept nor tagged. Long answers are
 * compressed, once, for those who say that they take gzip and show no cookie: with one, a page may hold a secret beside
 * words of the request (the BREACH attack).
 */
export function keepAnswers({ store }: Knowledge): RequestHandler {
  const answers = new LRUCache<string, Kept>({
    maxSize: MOST,
    maxEntrySize: LARGEST,
    sizeCalculation: ({ body }) => body.length + BESIDE,
  });
  const asked = new Map<string, Promise<void>>();
  // A process counts its states from the start, so that a tag of another one must not be taken for its own.
  const run = randomUUID();
  return async (request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead && request.body === undefined) return next();
    // A stream of events has no end for which others could wait.
    if (request.headers.accept === 'text/event-stream') return next();
    const { state } = store;
    const encoding = request.headers.cookie === undefined && request.acceptsEncodings('gzip') ? 'gzip' : null;
    const key = keyOf(request, `${run} ${state} ${encoding}`);
    const tag = isRead ? `"${key}"` : undefined;
    response.set('Cache-Control', 'private, no-cache').vary('Accept-Encoding');
    if (tag && hasTag(request, tag)) {
      response.set('ETag', tag).status(304).end();
      return;
    }
    // Of many who ask the same at once, the first has it worked out.
    await asked.get(key);
    const kept = answers.get(key);
    if (kept) {
      for (const [name, value] of kept.headers) response.setHeader(name, value);
      response.send(kept.body);
      return;
    }
    // Whoever waits need not wait for a client that reads slowly.
    const settled = new Promise<void>((done) => {
      response.once('close', done).once(ANSWERED, done);
    });
    asked.set(
      key,
      settled.then(() => void asked.delete(key)),
    );
    whenSent(response, {
      // Whether what comes is the answer of this state is known when it is sent.
      isKept: () => response.statusCode === 200 && !isTransient(response) && store.state === state,
      tag,
      encoding,
      keep: (answer) => answers.set(key, answer),
    });
    next();
  };
}

/** Everything of a request on which its answer may depend, and the day, which stands in citations. */
function keyOf({ headers, protocol, originalUrl, body }: Request, state: string): string {
  const { host, cookie, authorization } = headers;
  const day = new Date().toISOString().slice(0, 10);
  const hash = createHash('sha256');
  const type = Buffer.isBuffer(body) ? headers['content-type'] : JSON.stringify(body);
  hash.update(JSON.stringify([state, day, protocol, host, originalUrl, cookie, authorization, type]));
  return (Buffer.isBuffer(body) ? hash.update(body) : hash).digest('base64url');
}

/** Whether a client has the answer of a tag. Not `request.fresh`, to which `Cache-Control: no-cache`, meant for caches, is a no. */
function hasTag({ headers }: Request, tag: string): boolean {
  return (headers['if-none-match'] ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

function isTransient(response: Response): boolean {
  return /no-store/.test(String(response.getHeader('Cache-Control')));
}

interface Sending {
  isKept: () => boolean;
  tag: string | undefined;
  encoding: 'gzip' | null;
  keep: (answer: Kept) => void;
}

/** Compresses, tags and keeps what a response sends in one piece; what it writes bit by bit passes. */
function whenSent(response: Response, { isKept, tag, encoding, keep }: Sending): void {
  const before = new Set(response.getHeaderNames());
  const [send, write] = [response.send.bind(response), response.write.bind(response)];
  response.write = ((...given: Parameters<typeof write>) => {
    response.emit(ANSWERED);
    return write(...given);
  }) as typeof write;
  response.send = (given?: unknown) => {
    // Express sends an object by calling this again with its JSON.
    if (!(typeof given === 'string' || Buffer.isBuffer(given)) || !isKept()) return send(given);
    if (typeof given === 'string' && !response.get('Content-Type')) response.type('html');
    let body = Buffer.from(given as string);
    if (encoding && body.length >= LONG) {
      body = gzipSync(body, { level: LEVEL });
      response.set('Content-Encoding', encoding);
    }
    if (tag) response.set('ETag', tag);
    send(body);
    const headers = Object.entries(response.getHeaders()).filter(
      (header): header is Kept['headers'][number] => header[1] !== undefined && !before.has(header[0]),
    );
    keep({ headers, body });
    response.emit(ANSWERED);
    return response;
  };
}
