import { createHash, randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { LRUCache } from 'lru-cache';
import type { Knowledge } from '../knowledge.ts';

/** Bytes of all answers that are kept, and of one. */
const MOST = 64_000_000;
const LARGEST = 4_000_000;
/** Bytes of what is kept beside a body. */
const BESIDE = 1000;

interface Kept {
  headers: [string, number | string | string[]][];
  body: string | Buffer;
}

/**
 * Answers to GET and HEAD, kept until anything is written, by whichever process. What is asked again is sent as it was, and
 * who has it already (If-None-Match, RFC 9110) is told so without any work: the strong ETag is a hash of the state of the
 * database and of all of the request on which an answer may depend. An answer that is another one each time says
 * `Cache-Control: no-store`, and is neither kept nor tagged.
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
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    const { state } = store;
    const key = keyOf(request, `${run} ${state}`);
    response.set('Cache-Control', 'private, no-cache').set('ETag', `"${key}"`);
    if (hasTag(request, `"${key}"`)) {
      response.status(304).end();
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
    // Whether what comes is the answer of this state is known when it is sent.
    response.removeHeader('ETag');
    asked.set(
      key,
      ended(response).then(() => void asked.delete(key)),
    );
    whenSent(response, {
      isKept: () => response.statusCode === 200 && !isTransient(response) && store.state === state,
      tag: `"${key}"`,
      keep: (answer) => answers.set(key, answer),
    });
    next();
  };
}

/** Everything of a request on which its answer may depend, and the day, which stands in citations. */
function keyOf({ headers, protocol, originalUrl }: Request, state: string): string {
  const { host, accept, cookie, authorization } = headers;
  const day = new Date().toISOString().slice(0, 10);
  return createHash('sha256')
    .update(JSON.stringify([state, day, protocol, host, originalUrl, accept, cookie, authorization]))
    .digest('base64url');
}

/** Whether a client has the answer of a tag. Not `request.fresh`, to which `Cache-Control: no-cache`, meant for caches, is a no. */
function hasTag({ headers }: Request, tag: string): boolean {
  return (headers['if-none-match'] ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

function ended(response: Response): Promise<void> {
  return new Promise((done) => response.once('close', done));
}

function isTransient(response: Response): boolean {
  return /no-store/.test(String(response.getHeader('Cache-Control')));
}

/** Tags and keeps what a response sends in one piece; what it writes bit by bit passes. */
function whenSent(
  response: Response,
  { isKept, tag, keep }: { isKept: () => boolean; tag: string; keep: (answer: Kept) => void },
): void {
  const before = new Set(response.getHeaderNames());
  const send = response.send.bind(response);
  response.send = (body?: unknown) => {
    // Express sends an object by calling this again with its JSON.
    if (!(typeof body === 'string' || Buffer.isBuffer(body)) || !isKept()) return send(body);
    response.set('ETag', tag);
    send(body);
    const headers = Object.entries(response.getHeaders()).filter(
      (header): header is Kept['headers'][number] => header[1] !== undefined && !before.has(header[0]),
    );
    keep({ headers, body });
    return response;
  };
}
