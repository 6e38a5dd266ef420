import { parentPort } from 'node:worker_threads';
import { openNetwork } from './network.ts';
import { openPublished } from './published.ts';

/** The inside of a thread with the built-in embedding model: questions in, an answer to each out. */
export interface Question {
  id: number;
  texts: string[];
}

/** Vectors row by row, or why there are none. */
export type Answer = { id: number; vectors: Float32Array } | { id: number; error: string };

const network = import('onnxruntime-node').then(
  () => openNetwork(),
  // There is none for every system.
  () => openPublished(),
);

parentPort?.on('message', async ({ id, texts }: Question) => {
  try {
    const vectors = Float32Array.from(await (await network)(texts));
    parentPort?.postMessage({ id, vectors } satisfies Answer, [vectors.buffer]);
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) } satisfies Answer);
  }
});
