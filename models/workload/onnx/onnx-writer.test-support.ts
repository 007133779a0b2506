/** Writes small ONNX files for tests: just the fields that the reader knows. Field numbers: onnx/onnx.proto3. */

export type Bytes = readonly number[];

export function varint(value: number): Bytes {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

const tag = (field: number, type: number) => varint(field * 8 + type);

export function int(field: number, value: number): Bytes {
  return [...tag(field, 0), ...varint(value)];
}

export function delimited(field: number, bytes: Bytes): Bytes {
  return [...tag(field, 2), ...varint(bytes.length), ...bytes];
}

export function text(field: number, value: string): Bytes {
  return delimited(field, [...new TextEncoder().encode(value)]);
}

function float(field: number, value: number): Bytes {
  return [...tag(field, 5), ...new Uint8Array(Float32Array.of(value).buffer)];
}

type AttributeValue = number | string | readonly number[] | { readonly float: number } | { readonly tensor: Bytes };

function attribute(name: string, value: AttributeValue): Bytes {
  const named = text(1, name);
  if (typeof value === 'number') return [...named, ...int(3, value)];
  if (typeof value === 'string') return [...named, ...text(4, value)];
  if ('float' in value) return [...named, ...float(2, value.float)];
  if ('tensor' in value) return [...named, ...delimited(5, value.tensor)];
  return [...named, ...value.flatMap((entry) => int(8, entry))];
}

export interface NodeText {
  readonly op: string;
  readonly in: readonly string[];
  readonly out: readonly string[];
  readonly name?: string;
  readonly domain?: string;
  readonly with?: Readonly<Record<string, AttributeValue>>;
}

function node({ op, in: inputs, out, name = '', domain = '', with: attributes = {} }: NodeText): Bytes {
  return [
    ...inputs.flatMap((input) => text(1, input)),
    ...out.flatMap((output) => text(2, output)),
    ...text(3, name),
    ...text(4, op),
    ...Object.entries(attributes).flatMap(([key, value]) => delimited(5, attribute(key, value))),
    ...text(7, domain),
  ];
}

/** Weights: a shape, and no numbers, as files with external data have them. */
export function weights(name: string, dims: readonly number[]): Bytes {
  return [...delimited(1, dims.flatMap(varint)), ...int(2, 1), ...text(8, name)];
}

/** A list of 64-bit integers, as raw bytes. */
export function integers(name: string, values: readonly number[]): Bytes {
  const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return [...int(1, values.length), ...int(2, 7), ...text(8, name), ...delimited(9, [...raw])];
}

/** A list of floats, as a packed field. */
export function floats(name: string, values: readonly number[]): Bytes {
  const packed = new Uint8Array(Float32Array.from(values).buffer);
  return [...int(1, values.length), ...int(2, 1), ...text(8, name), ...delimited(4, [...packed])];
}

/** Sizes, names of open sizes, or null for a size of which nothing is said. */
type Dims = readonly (number | string | null)[];

function valueInfo(name: string, dims: Dims): Bytes {
  const shape = dims.flatMap((dim) =>
    delimited(1, dim === null ? [] : typeof dim === 'number' ? int(1, dim) : text(2, dim)),
  );
  return [...text(1, name), ...delimited(2, delimited(1, [...int(1, 1), ...delimited(2, shape)]))];
}

export interface GraphText {
  readonly name?: string;
  readonly opset?: number;
  readonly inputs: Readonly<Record<string, Dims>>;
  readonly nodes: readonly NodeText[];
  readonly stored?: readonly Bytes[];
  readonly values?: Readonly<Record<string, Dims>>;
}

export function onnxFile({ name = 'net', opset = 17, inputs, nodes, stored = [], values = {} }: GraphText): Uint8Array {
  const infos = (field: number, described: Readonly<Record<string, Dims>>) =>
    Object.entries(described).flatMap(([key, dims]) => delimited(field, valueInfo(key, dims)));
  const graph = [
    ...nodes.flatMap((entry) => delimited(1, node(entry))),
    ...text(2, name),
    ...stored.flatMap((tensor) => delimited(5, tensor)),
    ...infos(11, inputs),
    ...infos(13, values),
  ];
  const opsetImport = [...text(1, ''), ...int(2, opset)];
  return Uint8Array.from([...int(1, 8), ...text(2, 'test'), ...delimited(7, graph), ...delimited(8, opsetImport)]);
}
