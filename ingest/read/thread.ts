import { parentPort } from 'node:worker_threads';
import type { Reading } from '../../src/claim.ts';
import { type ErrorCode, TriptychError } from '../../src/error.ts';
import { type ReadOptions, read } from './index.ts';
import type { Picture } from './pdf-picture.ts';

/** The inside of the thread in which a `Reader` has files read: questions in, an answer to each out. */
export type Question = { bytes: Uint8Array; options: ReadOptions } | { bytes: Uint8Array; page: number };

/** An error that is no TriptychError cannot be expected, and stays itself. */
export type Answer =
  | { reading: Reading }
  | { picture: Picture }
  | { code: ErrorCode; message: string }
  | { bug: unknown };

async function answer(question: Question): Promise<Answer> {
  try {
    if ('options' in question) return { reading: await read(question.bytes, question.options) };
    const { picturePage } = await import('./pdf-picture.ts');
    return { picture: await picturePage(question.bytes, question.page) };
  } catch (error) {
    if (error instanceof TriptychError) return { code: error.code, message: error.message };
    return (error instanceof RangeError && explain(error)) || { bug: error };
  }
}

/** What an engine says when a parser has gone too deep for its stack, or wants a larger string or buffer than there is. */
function explain({ message }: RangeError): Answer | undefined {
  if (/call stack/i.test(message))
    return {
      code: 'TOO_DEEP',
      message: 'the file nests its parts deeper than can be read; save its text as plain text',
    };
  if (/allocation|invalid \w+(?: \w+)? length/i.test(message))
    return {
      code: 'TOO_LARGE',
      message: `the file unpacks to more than there is room for (${message.toLowerCase()}); save its text as plain text`,
    };
  return undefined;
}

/**
 * A call into the engine is not ended in its middle, and pdf.js has this one write metadata out in three times their size.
 * What throws here only leaves the metadata unread.
 */
const LONGEST_ESCAPED = 5_000_000;
const { escape: escapeAny } = globalThis;
globalThis.escape = (text) => {
  if (text.length > LONGEST_ESCAPED) throw new RangeError('too long to be metadata');
  return escapeAny(text);
};

// A parser that has given a file up may still be at work on it: what fails then concerns nobody.
process.on('unhandledRejection', () => {});
parentPort?.on('message', async (question: Question) => parentPort?.postMessage(await answer(question)));
parentPort?.postMessage('ready');
