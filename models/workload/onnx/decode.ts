import {
  failed,
  type OnnxAttribute,
  type OnnxDim,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValueInfo,
  type Outcome,
} from './model';
import { tensorContent } from './tensor-content';
import { WireReader, type Damage } from './wire';

/** Larger files keep their weights beside them, and then the graph alone is small. */
export const MAX_FILE_BYTES = 512 * 1024 * 1024;
const MAX_NODES = 100_000;
const MAX_TENSORS = 200_000;
const MAX_VALUES = 400_000;
const MAX_EDGES_OF_NODE = 10_000;
const MAX_ATTRIBUTES = 1_000;
const MAX_LIST = 10_000;
const MAX_RANK = 64;
const MAX_NAME_BYTES = 4_096;

/** Reads the graph of an ONNX file, without its weights. */
export function decodeOnnx(bytes: Uint8Array): Outcome<OnnxModel> {
  if (bytes.length > MAX_FILE_BYTES) {
    const limit = MAX_FILE_BYTES / (1024 * 1024);
    return failed(
      `The file is larger than ${limit} MiB; save the model with external data, and import the graph alone.`,
    );
  }
  const damage: Damage = { reason: null };
  const model = readModel(new WireReader(bytes, damage));
  if (damage.reason !== null) return failed(`This is no ONNX file, or it is damaged: ${damage.reason}.`);
  if (model === null) return failed('This is no ONNX file: it holds no graph.');
  return { ok: true, value: model };
}

/** Adds to a list as long as it is within its limit; beyond, the entry is dropped and the list is too long by one. */
function push<T>(list: T[], max: number, read: () => T): void {
  if (list.length <= max) list.push(read());
}

function readModel(reader: WireReader): OnnxModel | null {
  let graph: OnnxGraph | null = null;
  let opset = 0;
  let producer = '';
  while (reader.next()) {
    if (reader.field === 2) producer = reader.text(MAX_NAME_BYTES);
    else if (reader.field === 7) graph = readGraph(reader.message());
    else if (reader.field === 8) opset = Math.max(opset, readOpset(reader.message()));
  }
  return graph === null ? null : { opset, producer, graph };
}

/** Version of the standard operators, or 0 for an import of others. */
function readOpset(reader: WireReader): number {
  let domain = '';
  let version = 0;
  while (reader.next()) {
    if (reader.field === 1) domain = reader.text(MAX_NAME_BYTES);
    else if (reader.field === 2) version = reader.int();
  }
  return domain === '' || domain === 'ai.onnx' ? version : 0;
}

function readGraph(reader: WireReader): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  const inputs: OnnxValueInfo[] = [];
  const outputs: OnnxValueInfo[] = [];
  const values: OnnxValueInfo[] = [];
  let name = '';
  while (reader.next()) {
    if (reader.field === 1) push(nodes, MAX_NODES, () => readNode(reader.message()));
    else if (reader.field === 2) name = reader.text(MAX_NAME_BYTES);
    else if (reader.field === 5) push(initializers, MAX_TENSORS, () => readTensor(reader.message()));
    else if (reader.field === 11) push(inputs, MAX_VALUES, () => readValueInfo(reader.message()));
    else if (reader.field === 12) push(outputs, MAX_VALUES, () => readValueInfo(reader.message()));
    else if (reader.field === 13) push(values, MAX_VALUES, () => readValueInfo(reader.message()));
  }
  return { name, nodes, initializers, inputs, outputs, values };
}

/** A sentence when a graph has more of something than is read, else null. */
export function graphTooLarge(graph: OnnxGraph): string | null {
  if (graph.nodes.length > MAX_NODES) return `The graph has more than ${MAX_NODES} nodes.`;
  if (graph.initializers.length > MAX_TENSORS) return `The graph has more than ${MAX_TENSORS} stored tensors.`;
  const wide = graph.nodes.find(({ inputs, outputs }) => Math.max(inputs.length, outputs.length) > MAX_EDGES_OF_NODE);
  if (wide !== undefined) return `A node (${wide.operator}) has more than ${MAX_EDGES_OF_NODE} inputs or outputs.`;
  const values = Math.max(graph.inputs.length, graph.outputs.length, graph.values.length);
  return values > MAX_VALUES ? `The graph describes more than ${MAX_VALUES} values.` : null;
}

function readNode(reader: WireReader): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, OnnxAttribute>();
  let [name, operator, domain] = ['', '', ''];
  while (reader.next()) {
    if (reader.field === 1) push(inputs, MAX_EDGES_OF_NODE, () => reader.text(MAX_NAME_BYTES));
    else if (reader.field === 2) push(outputs, MAX_EDGES_OF_NODE, () => reader.text(MAX_NAME_BYTES));
    else if (reader.field === 3) name = reader.text(MAX_NAME_BYTES);
    else if (reader.field === 4) operator = reader.text(MAX_NAME_BYTES);
    else if (reader.field === 5 && attributes.size < MAX_ATTRIBUTES) readAttribute(reader.message(), attributes);
    else if (reader.field === 7) domain = reader.text(MAX_NAME_BYTES);
  }
  return { name, operator, domain, inputs, outputs, attributes };
}

function readAttribute(reader: WireReader, into: Map<string, OnnxAttribute>): void {
  const ints: number[] = [];
  const floats: number[] = [];
  let name = '';
  let float: number | null = null;
  let int: number | null = null;
  let text: string | null = null;
  let tensor: OnnxTensor | null = null;
  while (reader.next()) {
    if (reader.field === 1) name = reader.text(MAX_NAME_BYTES);
    else if (reader.field === 2) float = reader.float();
    else if (reader.field === 3) int = reader.int();
    // A long text is an embedded blob of some vendor, and says nothing of sizes.
    else if (reader.field === 4 && reader.length <= MAX_NAME_BYTES) text = reader.text(MAX_NAME_BYTES);
    else if (reader.field === 5) tensor = readTensor(reader.message());
    else if (reader.field === 7) reader.floats(floats, MAX_LIST);
    else if (reader.field === 8) reader.ints(ints, MAX_LIST);
  }
  into.set(name, { int, float, text, ints, floats, tensor });
}

function readTensor(reader: WireReader): OnnxTensor {
  const dims: number[] = [];
  let [name, dataType] = ['', 0];
  const content = tensorContent();
  while (reader.next()) {
    if (reader.field === 1) reader.ints(dims, MAX_RANK);
    else if (reader.field === 2) dataType = reader.int();
    else if (reader.field === 8) name = reader.text(MAX_NAME_BYTES);
    else content.read(reader);
  }
  return { name, dims, ...content.of(dims, dataType) };
}

function readValueInfo(reader: WireReader): OnnxValueInfo {
  let name = '';
  let dims: readonly OnnxDim[] | null = null;
  while (reader.next()) {
    if (reader.field === 1) name = reader.text(MAX_NAME_BYTES);
    else if (reader.field === 2) dims = readType(reader.message());
  }
  return { name, dims };
}

/** TypeProto: its tensor type's shape. */
function readType(reader: WireReader): readonly OnnxDim[] | null {
  let dims: readonly OnnxDim[] | null = null;
  while (reader.next()) {
    if (reader.field !== 1) continue;
    const tensor = reader.message();
    while (tensor.next()) if (tensor.field === 2) dims = readShape(tensor.message());
  }
  return dims;
}

function readShape(reader: WireReader): readonly OnnxDim[] {
  const dims: OnnxDim[] = [];
  while (reader.next()) {
    if (reader.field === 1) push(dims, MAX_RANK, () => readDim(reader.message()));
  }
  return dims;
}

function readDim(reader: WireReader): OnnxDim {
  let dim: OnnxDim = null;
  while (reader.next()) {
    if (reader.field === 1) dim = reader.int();
    else if (reader.field === 2) dim = reader.text(MAX_NAME_BYTES);
  }
  // Exporters write 0 or -1, or an empty name, for a size that is open.
  return dim === '' || (typeof dim === 'number' && dim <= 0) ? null : dim;
}
