import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { Response } from 'express';

/** Characters that are sent at a time: others are answered in between. */
const PART = 32_000;

/**
 * Sends a long answer piece by piece as it is made, no faster than it is read, so that none is ever held whole; or what comes
 * bit by bit, as it comes.
 */
export async function sendParts(response: Response, pieces: Iterable<string> | Readable): Promise<void> {
  await pipeline(pieces instanceof Readable ? pieces : Readable.from(inParts(pieces)), response).catch(
    (error: NodeJS.ErrnoException) => {
      // Who asked has gone.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    },
  );
}

async function* inParts(pieces: Iterable<string>): AsyncGenerator<string> {
  let part = '';
  for (const piece of pieces) {
    part += piece;
    if (part.length < PART) continue;
    yield part;
    part = '';
    await setImmediate();
  }
  yield part;
}
