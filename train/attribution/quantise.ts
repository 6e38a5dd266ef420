/**
 * Writes the network that the program runs: `tsx train/attribution/quantise.ts FOLDER` reads `model.onnx` there and writes
 * `quantised.onnx`, in which the recurrent layers and the pointers multiply in int8 (a scale for each output; what they are
 * multiplied by is quantised as it comes), nearly twice as fast. All its other weights it takes from `model.onnx`, by offset.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What is used here of the package's types, which are there only where somebody trains. */
interface Tensor {
  name: string;
  dims: (number | { toNumber(): number })[];
  dataType: number;
  rawData: Uint8Array;
  dataLocation: number;
  externalData: { key: string; value: string }[];
}
interface Node {
  opType: string;
  domain: string;
  input: string[];
  output: string[];
}
interface Model {
  graph: { node: Node[]; initializer: Tensor[] };
  opsetImport: { domain: string; version: number }[];
}
interface Onnx {
  ModelProto: { decode(bytes: Uint8Array): Model; encode(model: Model): { finish(): Uint8Array } };
  TensorProto: { create(given: Partial<Tensor>): Tensor };
}

const { onnx } = createRequire(import.meta.url)('onnx-proto') as { onnx: Onnx };
/** Of TensorProto: types of numbers, and where they lie. */
const [FLOAT, INT8, EXTERNAL] = [1, 3, 1];
/** Operators that ONNX Runtime adds to the standard. */
const CONTRIBUTED = 'com.microsoft';
/** In bytes: smaller ones are not worth an address. */
const WORTH_SHARING = 1_000;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder with model.onnx.');
const file = readFileSync(join(folder, 'model.onnx'));
const model = onnx.ModelProto.decode(file);
const { graph } = model;
for (const node of graph.node) if (node.opType === 'LSTM') quantiseLayer(node);
quantisePointers();
for (const tensor of graph.initializer) share(tensor);
model.opsetImport.push({ domain: CONTRIBUTED, version: 1 });
writeFileSync(join(folder, 'quantised.onnx'), onnx.ModelProto.encode(model).finish());

/** DynamicQuantizeLSTM: weights as directions by inputs by gates, which in LSTM are directions by gates by inputs. */
function quantiseLayer(node: Node): void {
  const [input, weights, recurrent, ...rest] = node.input as [string, string, string, ...string[]];
  const [w, r] = [weights, recurrent].map((name) => {
    const tensor = take(name);
    const [directions, outputs, inputs] = sizesOf(tensor) as [number, number, number];
    const values = floatsOf(tensor);
    const at = (d: number, n: number, i: number) => values[(d * outputs + n) * inputs + i]!;
    return quantise(name, { directions, outputs, inputs, at });
  }) as [Quantised, Quantised];
  node.opType = 'DynamicQuantizeLSTM';
  node.domain = CONTRIBUTED;
  const peepholes = '';
  node.input = [input, w.values, r.values, ...rest, peepholes, w.scale, w.zero, r.scale, r.zero];
}

/** DynamicQuantizeMatMul, with the bias in it. */
function quantisePointers(): void {
  const sum = graph.node.find(({ output }) => output[0] === 'points')!;
  const product = graph.node.find(({ opType, output }) => opType === 'MatMul' && sum.input.includes(output[0]!))!;
  const bias = sum.input.find((name) => name !== product.output[0])!;
  const tensor = take(product.input[1]!);
  const [inputs, outputs] = sizesOf(tensor) as [number, number];
  const values = floatsOf(tensor);
  const at = (_: number, n: number, i: number) => values[i * outputs + n]!;
  const { values: weights, scale, zero } = quantise(tensor.name, { directions: 0, outputs, inputs, at });
  graph.node = graph.node.filter((node) => node !== sum);
  product.opType = 'DynamicQuantizeMatMul';
  product.domain = CONTRIBUTED;
  product.input = [product.input[0]!, weights, scale, zero, bias];
  product.output = ['points'];
}

/** Names of tensors. */
interface Quantised {
  values: string;
  scale: string;
  zero: string;
}

/** Adds weights by inputs and outputs as int8, with the scale of each output; of no direction, or of each. */
function quantise(
  name: string,
  of: { directions: number; outputs: number; inputs: number; at(d: number, n: number, i: number): number },
): Quantised {
  const { outputs, inputs, at } = of;
  const count = Math.max(1, of.directions);
  const values = new Int8Array(count * inputs * outputs);
  const scales = new Float32Array(count * outputs);
  for (let d = 0; d < count; d++)
    for (let n = 0; n < outputs; n++) {
      let most = 0;
      for (let i = 0; i < inputs; i++) most = Math.max(most, Math.abs(at(d, n, i)));
      const scale = most / 127;
      scales[d * outputs + n] = scale;
      for (let i = 0; i < inputs; i++) values[(d * inputs + i) * outputs + n] = Math.round(at(d, n, i) / scale);
    }
  const directions = of.directions === 0 ? [] : [of.directions];
  const add = (suffix: string, dims: number[], dataType: number, { buffer }: Int8Array | Float32Array) => {
    const added = `${name}/${suffix}`;
    graph.initializer.push(
      onnx.TensorProto.create({ name: added, dims, dataType, rawData: new Uint8Array(buffer as ArrayBuffer) }),
    );
    return added;
  };
  return {
    values: add('int8', [...directions, inputs, outputs], INT8, values),
    scale: add('scale', [...directions, outputs], FLOAT, scales),
    zero: add('zero', [...directions, outputs], INT8, new Int8Array(scales.length)),
  };
}

/** The weights of that name, which are in the graph no longer. */
function take(name: string): Tensor {
  const found = graph.initializer.find((tensor) => tensor.name === name);
  if (!found) throw new Error(`model.onnx has no weights called ${name}.`);
  graph.initializer = graph.initializer.filter((tensor) => tensor !== found);
  return found;
}

/** Leaves weights where `model.onnx` has them. */
function share(tensor: Tensor): void {
  const offset = tensor.rawData.length < WORTH_SHARING ? -1 : file.indexOf(tensor.rawData);
  if (offset < 0) return;
  const entries = { location: 'model.onnx', offset, length: tensor.rawData.length };
  tensor.externalData = Object.entries(entries).map(([key, value]) => ({ key, value: String(value) }));
  tensor.dataLocation = EXTERNAL;
  tensor.rawData = new Uint8Array();
}

function sizesOf({ dims }: Tensor): number[] {
  return dims.map(Number);
}

function floatsOf({ rawData }: Tensor): Float32Array {
  return new Float32Array(Uint8Array.from(rawData).buffer);
}
