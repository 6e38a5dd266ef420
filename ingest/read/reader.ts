import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Reading } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import { ROOT } from '../../src/root.ts';
import type { ReadOptions } from './index.ts';
import type { Picture } from './pdf-picture.ts';
import type { Answer, Question } from './thread.ts';

/** What one file may cost. Beyond it the thread that reads is ended, whatever it is doing. */
export interface Limits {
  /** Time for any file, and more for each megabyte (10⁶ bytes): what a real document takes grows with its size. */
  seconds: number;
  secondsPerMegabyte: number;
  /** By how many megabytes the memory of the process may grow while the file is read. */
  megabytes: number;
}

/**
 * The longest policy papers (a thousand pages, 5 MB) take some 20 s on a slow machine, most files less than one. The
 * memory is what keeps a process with the embedding model and its database below a gigabyte.
 */
const LIMITS: Limits = { seconds: 20, secondsPerMegabyte: 4, megabytes: 400 };
/** Recognising the characters of a page takes some seconds and up to half a gigabyte, and is done only on request. */
const LIMITS_OF_RECOGNITION: Limits = { seconds: 1200, secondsPerMegabyte: 120, megabytes: 900 };
/**
 * Megabytes beyond which no file may take the process, as long as that leaves a file this much: what else is at work (models,
 * other documents) has taken the rest. A thread is ended up to 150 MB later than it should be.
 */
const CEILING = 760;
const LEAST = 150;
/**
 * The thread's own limit on its heap, in megabytes, which nothing should reach: where a single call finds no room, V8 ends not
 * the thread but the process.
 */
const HEAP = 2000;

/** Why a thread had to be ended, as `guard.mjs` says. */
type Broken = { over: 'time' | 'memory' } | { crash: string };

/**
 * Reads files one after the other in a thread of its own, which starts with the first of them and is ended, and
 * replaced, when a file takes more than its limits allow.
 */
export class Reader {
  readonly #limits: Limits;
  #guard: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** As `read` of `index.ts`; throws TIMEOUT, TOO_LARGE and CORRUPT besides. Calls wait for those before them. */
  async read(bytes: Uint8Array, options: ReadOptions): Promise<Reading> {
    return (await this.#ask<{ reading: Reading }>({ bytes, options })).reading;
  }

  /** As `picturePage`, with the limits of {@link Reader.read}. */
  async picture(bytes: Uint8Array, page: number): Promise<Picture> {
    return (await this.#ask<{ picture: Picture }>({ bytes, page })).picture;
  }

  #ask<T extends Answer>(question: Question): Promise<T> {
    const answer = this.#last.then(() => this.#askNow(question));
    this.#last = answer.catch(() => {});
    return answer as Promise<T>;
  }

  /** Ends the thread. A later call of {@link Reader.read} starts another. */
  async close(): Promise<void> {
    const guard = this.#guard;
    this.#guard = undefined;
    await guard?.terminate();
  }

  async #askNow(question: Question): Promise<Answer> {
    this.#guard ??= this.#start();
    const isRecognised = 'options' in question && question.options.ocr !== undefined;
    const most = isRecognised ? LIMITS_OF_RECOGNITION : this.#limits;
    const seconds = most.seconds + (most.secondsPerMegabyte * question.bytes.length) / 1e6;
    const least = isRecognised ? most.megabytes : LEAST;
    const answer = await ask(this.#guard, { question, limits: { ...most, seconds, least, ceiling: CEILING } });
    if (isBroken(answer)) throw explain(answer, { seconds, megabytes: answer.megabytes });
    if ('code' in answer) throw new TriptychError(answer.code, answer.message);
    if ('bug' in answer) throw answer.bug;
    return answer;
  }

  #start(): Worker {
    const isSource = import.meta.url.endsWith('.ts');
    return new Worker(join(ROOT, 'ingest/read/guard.mjs'), {
      execArgv: [],
      workerData: {
        thread: new URL(isSource ? './thread-source.mjs' : './thread.js', import.meta.url).href,
        heap: HEAP,
      },
    });
  }
}

function explain(broken: Broken, { seconds, megabytes }: { seconds: number; megabytes: number }): TriptychError {
  if ('crash' in broken)
    return new TriptychError(
      'CORRUPT',
      `the file breaks the program that reads it (${broken.crash}); get the file again, or save its text as plain text`,
    );
  return broken.over === 'time'
    ? new TriptychError(
        'TIMEOUT',
        `reading the file takes longer than ${Math.round(seconds)} s; split it, or save its text as plain text`,
      )
    : new TriptychError(
        'TOO_LARGE',
        `reading the file takes more than ${megabytes} MB of memory; split it, or save its text as plain text`,
      );
}

type Guarded = (Answer | Broken) & { megabytes: number };

function ask(
  guard: Worker,
  asked: { question: Question; limits: Limits & { least: number; ceiling: number } },
): Promise<Guarded> {
  return new Promise((resolve, reject) => {
    const done = (answer: Guarded): void => {
      guard.off('message', done).off('error', reject);
      resolve(answer);
    };
    guard.on('message', done).on('error', reject);
    guard.postMessage(asked);
  });
}

function isBroken(answer: Guarded): answer is Broken & { megabytes: number } {
  return 'over' in answer || 'crash' in answer;
}
