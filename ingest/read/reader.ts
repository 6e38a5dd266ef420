import { Worker } from 'node:worker_threads';
import type { Reading } from '../../src/claim.ts';
import { TriptychError } from '../../src/error.ts';
import type { ReadOptions } from './index.ts';
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
 * other documents) has taken the rest.
 */
const CEILING = 950;
const LEAST = 150;
/** The thread's own limit on its heap; the process is watched for a little less, since buffers are not in the heap. */
const HEAP_SHARE = 1.1;
/** Milliseconds between looks at the clock and the memory; a decompression bomb adds some 50 MB in this time. */
const WATCH = 50;
/** A thread that a file has swollen by this share of the memory allowed is not used again. */
const SWOLLEN = 0.5;

/** Why a thread had to be ended. */
type Broken = { over: 'time' } | { over: 'memory' } | { crash: Error };

/**
 * Reads files one after the other in a thread of its own, which starts with the first of them and is ended, and
 * replaced, when a file takes more than its limits allow.
 */
export class Reader {
  readonly #limits: Limits;
  #thread: Promise<Worker> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** As `read` of `index.ts`; throws TIMEOUT, TOO_LARGE and CORRUPT besides. Calls wait for those before them. */
  read(bytes: Uint8Array, options: ReadOptions): Promise<Reading> {
    const reading = this.#last.then(() => this.#readNow({ bytes, options }));
    this.#last = reading.catch(() => {});
    return reading;
  }

  /** Ends the thread. A later call of {@link Reader.read} starts another. */
  async close(): Promise<void> {
    const thread = await this.#thread?.catch(() => undefined);
    this.#thread = undefined;
    await thread?.terminate();
  }

  async #readNow(question: Question): Promise<Reading> {
    this.#thread ??= this.#start();
    const thread = await this.#thread;
    const before = process.memoryUsage.rss();
    const limits = question.options.ocr === undefined ? this.#limits : LIMITS_OF_RECOGNITION;
    const seconds = limits.seconds + (limits.secondsPerMegabyte * question.bytes.length) / 1e6;
    const most = Math.min(limits.megabytes, Math.max(LEAST, CEILING - before / 1e6));
    const megabytes = question.options.ocr === undefined ? most : limits.megabytes;
    const answer = await ask(thread, question, { seconds, rss: before + 1e6 * megabytes });
    const grown = process.memoryUsage.rss() - before;
    if (isBroken(answer) || grown > SWOLLEN * 1e6 * this.#limits.megabytes) await this.close();
    if (isBroken(answer)) throw explain(answer, { seconds, megabytes: Math.round(megabytes) });
    if ('reading' in answer) return answer.reading;
    throw 'code' in answer ? new TriptychError(answer.code, answer.message) : answer.bug;
  }

  async #start(): Promise<Worker> {
    const isSource = import.meta.url.endsWith('.ts');
    const thread = new Worker(new URL(isSource ? './thread-source.mjs' : './thread.js', import.meta.url), {
      execArgv: [],
      // What parsers print is not for the user, and standard output is for data.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: Math.ceil(HEAP_SHARE * this.#limits.megabytes) },
    });
    thread.stdout.resume();
    thread.stderr.resume();
    // It may break between two files, over what the last one left behind: then the next has another.
    thread.once('exit', () => {
      this.#thread = undefined;
    });
    await new Promise((resolve, reject) => {
      thread.once('message', resolve);
      thread.on('error', reject);
    });
    return thread;
  }
}

function explain(broken: Broken, { seconds, megabytes }: { seconds: number; megabytes: number }): TriptychError {
  if ('crash' in broken)
    return new TriptychError(
      'CORRUPT',
      `the file breaks the program that reads it (${broken.crash.message}); get the file again, or save its text as plain text`,
      { cause: broken.crash },
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

/** The thread's answer, or why it has none. */
function ask(thread: Worker, question: Question, limits: { seconds: number; rss: number }): Promise<Answer | Broken> {
  return new Promise((resolve) => {
    const until = performance.now() + 1000 * limits.seconds;
    const watch = setInterval(() => {
      if (performance.now() > until) end({ over: 'time' });
      else if (process.memoryUsage.rss() > limits.rss) end({ over: 'memory' });
    }, WATCH);
    const crash = (error: Error & { code?: string }): void =>
      end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { over: 'memory' } : { crash: error });
    const end = (answer: Answer | Broken): void => {
      clearInterval(watch);
      thread.off('message', end).off('error', crash);
      resolve(answer);
    };
    thread.on('message', end).on('error', crash);
    thread.postMessage(question);
  });
}

function isBroken(answer: Answer | Broken): answer is Broken {
  return 'over' in answer || 'crash' in answer;
}
