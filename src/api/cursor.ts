import { createHash } from 'node:crypto';
import { z } from 'zod';
import { TriptychError } from '../error.ts';

/** What a cursor says inside: the question to which it belongs, and the place after which its list goes on. */
const Inside = z.tuple([z.string(), z.unknown()]);

/**
 * An opaque cursor for the place in a list after which it goes on. Places are what an entry is sorted by, not numbers of
 * entries, so that writes in between neither repeat nor skip any other entry. `question` is all else that was asked.
 */
export function writeCursor(question: unknown, place: unknown): string {
  return Buffer.from(JSON.stringify([nameOf(question), place])).toString('base64url');
}

/** The place in a cursor; undefined without one. Throws USAGE where it is none, or belongs to another question. */
export function readCursor<T>(cursor: string | undefined, question: unknown, place: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  const inside = Inside.safeParse(parse(cursor));
  const found = inside.success ? place.safeParse(inside.data[1]) : inside;
  if (!inside.success || !found.success)
    throw new TriptychError('USAGE', 'This is not a cursor. Send `next` of the answer before as it came, or none.');
  if (inside.data[0] !== nameOf(question))
    throw new TriptychError('USAGE', 'This cursor belongs to another question: send it with the same parameters.');
  return found.data as T;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function nameOf(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 8);
}
