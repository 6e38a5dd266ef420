/** How the two types of numbers that graphs here have are numbered in ONNX. */
const FLOAT = 1;
const INT64 = 7;
/** How the types of attributes are. */
const ATTRIBUTE = { float: 1, int: 2, ints: 7 };
/** The versions of the format, and of its operators, that all of this was written against. */
const FORMAT = 8;
const OPERATORS = 18;

/** A value in a graph, by its name. */
export type Value = string & { readonly value?: never };
/** Numbers in order of rows, four bytes each, little-endian. */
export interface Weight {
  shape: readonly number[];
  bytes: Uint8Array;
}
/** Pieces of what is written, in order: weights are large, and copied once. */
type Written = Uint8Array[];
type Attributes = Record<string, number | readonly number[] | { float: number }>;

/**
 * A network that is put together operator by operator, and written down in ONNX (github.com/onnx/onnx, onnx.proto3) for a
 * runtime to load. It has the few messages of that format that are needed here.
 */
export class Graph {
  readonly #nodes: Written = [];
  readonly #weights: Written = [];
  readonly #inputs: Written = [];
  #next = 0;

  /** Something that is given at each run: numbers in a shape, of which some lengths are only named. */
  input(name: string, shape: readonly (number | string)[]): Value {
    this.#inputs.push(...message(11, valueInfo(name, shape)));
    return name;
  }

  weight({ shape, bytes }: Weight): Value {
    return this.#tensor(shape, FLOAT, bytes);
  }

  number(value: number): Value {
    return this.#tensor([], FLOAT, bytesOf(Float32Array.of(value)));
  }

  /** A shape, or a list of axes. */
  integers(values: readonly number[]): Value {
    return this.#tensor([values.length], INT64, bytesOf(BigInt64Array.from(values, BigInt)));
  }

  /** The one output of an operator. */
  apply(operator: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    return this.applyMany(operator, 1, inputs, attributes)[0]!;
  }

  applyMany(operator: string, outputs: number, inputs: readonly Value[], attributes: Attributes = {}): Value[] {
    const names = Array.from({ length: outputs }, () => this.#name());
    this.#nodes.push(
      ...message(1, [
        ...inputs.flatMap((name) => text(1, name)),
        ...names.flatMap((name) => text(2, name)),
        ...text(4, operator),
        ...Object.entries(attributes).flatMap(([name, value]) => message(5, attribute(name, value))),
      ]),
    );
    return names;
  }

  /** The whole as bytes, with one output. */
  write(output: Value, shape: readonly (number | string)[]): Buffer {
    const graph = [...this.#nodes, ...text(2, 'graph'), ...this.#weights, ...this.#inputs];
    return Buffer.concat([
      ...integer(1, FORMAT),
      ...message(8, [...text(1, ''), ...integer(2, OPERATORS)]),
      ...message(7, [...graph, ...message(12, valueInfo(output, shape))]),
    ]);
  }

  #tensor(shape: readonly number[], type: number, bytes: Uint8Array): Value {
    const name = this.#name();
    const lengths = shape.flatMap((length) => integer(1, length));
    this.#weights.push(...message(5, [...lengths, ...integer(2, type), ...text(8, name), ...message(9, [bytes])]));
    return name;
  }

  #name(): Value {
    return `v${this.#next++}`;
  }
}

function attribute(name: string, value: Attributes[string]): Written {
  if (typeof value === 'number') return [...text(1, name), ...integer(3, value), ...integer(20, ATTRIBUTE.int)];
  if ('float' in value) {
    const bytes = bytesOf(Float32Array.of(value.float));
    return [...text(1, name), varint((2 << 3) | 5), bytes, ...integer(20, ATTRIBUTE.float)];
  }
  return [...text(1, name), ...value.flatMap((one) => integer(8, one)), ...integer(20, ATTRIBUTE.ints)];
}

function valueInfo(name: string, shape: readonly (number | string)[]): Written {
  const lengths = shape.flatMap((one) => message(1, typeof one === 'number' ? integer(1, one) : text(2, one)));
  const tensor = [...integer(1, FLOAT), ...message(2, lengths)];
  return [...text(1, name), ...message(2, message(1, tensor))];
}

// The wire format of protocol buffers (protobuf.dev/programming-guides/encoding).

function integer(number: number, value: number): Written {
  return [varint(number << 3), varint(value)];
}

function text(number: number, value: string): Written {
  return message(number, [Buffer.from(value)]);
}

function message(number: number, content: Written): Written {
  const length = content.reduce((sum, piece) => sum + piece.length, 0);
  return [varint((number << 3) | 2), varint(length), ...content];
}

/** Seven bits a byte, the lowest first; negative numbers as 64 bits. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, BigInt(value));
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return Uint8Array.from([...bytes, Number(left)]);
}

function bytesOf({ buffer }: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(buffer);
}
