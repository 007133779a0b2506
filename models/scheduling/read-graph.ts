/**
 * Graphs as JSON: `{name?, ops: [{id, in: [tensor], out: [tensor]}], tensors: {tensor: {size, kind}}}`, sizes in bytes,
 * kinds `input`, `weight`, `act`, `output`.
 */
import { MOST_OPERATORS, MOST_TENSORS, operatorGraph, quoted } from './check-graph';
import type { GraphOperator, GraphOutcome, GraphTensor, OperatorGraph, TensorKind } from './graph';
import { repeatedName } from './repeated-name';

const KINDS: Readonly<Record<string, TensorKind>> = {
  input: 'input',
  weight: 'weight',
  act: 'activation',
  activation: 'activation',
  output: 'output',
};

/** Far more than 10,000 operators and 50,000 tensors take; parsing more takes seconds. */
const MOST_CHARACTERS = 50_000_000;

type Json = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

/** Reads and checks a graph. The sentence names the operator or tensor at fault. */
export function readGraph(json: unknown, fallbackName = 'graph'): GraphOutcome<OperatorGraph> {
  if (!isRecord(json)) return refuse('A graph is an object with ops and tensors.');
  const { ops, tensors, name } = json;
  if (!Array.isArray(ops)) return refuse('ops: must be a list of operators.');
  if (!isRecord(tensors)) return refuse('tensors: must be an object, with a size and a kind for each name.');
  const tooMany = tooManyOperators(ops);
  if (tooMany !== null) return refuse(tooMany);
  const count = Object.keys(tensors).length;
  if (count > MOST_TENSORS) return refuse(`tensors: has ${count} tensors; at most ${MOST_TENSORS} can be scheduled.`);
  const list = readTensors(tensors);
  if (!list.ok) return list;
  const operators = readOperators(ops, new Map(list.value.map((tensor, index) => [tensor.name, index])));
  if (!operators.ok) return operators;
  const graphName = typeof name === 'string' && name !== '' ? name : fallbackName;
  return operatorGraph({ name: graphName, operators: operators.value, tensors: list.value });
}

function tooManyOperators({ length }: readonly unknown[]): string | null {
  return length <= MOST_OPERATORS ? null : `ops: has ${length} operators; at most ${MOST_OPERATORS} can be scheduled.`;
}

/** As `readGraph`, from text: also names that stand twice are refused. */
export function readGraphText(
  text: string,
  fallbackName?: string,
): GraphOutcome<{
  readonly graph: OperatorGraph;
  readonly json: unknown;
}> {
  if (text.length > MOST_CHARACTERS) {
    return refuse(`The file has ${text.length} characters; at most ${MOST_CHARACTERS} can be read.`);
  }
  // Some editors begin a file with a mark of its byte order.
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.trim() === '') return refuse('The file is empty.');
  let json: unknown;
  try {
    json = JSON.parse(plain);
  } catch {
    return refuse('The file is not JSON.');
  }
  // Looking through a file of a million operators for names takes longer than saying that it has them.
  const tooMany = isRecord(json) && Array.isArray(json['ops']) ? tooManyOperators(json['ops']) : null;
  if (tooMany !== null) return refuse(tooMany);
  const repeated = repeatedName(plain);
  if (repeated !== null) return refuse(`The name ${quoted(repeated)} stands twice in one object of the file.`);
  const graph = readGraph(json, fallbackName);
  return graph.ok ? { ok: true, value: { graph: graph.value, json } } : graph;
}

function readTensors(tensors: Json): GraphOutcome<readonly GraphTensor[]> {
  const list: GraphTensor[] = [];
  for (const [name, tensor] of Object.entries(tensors)) {
    if (!isRecord(tensor)) return refuse(`tensors: ${quoted(name)} must be an object with a size and a kind.`);
    const kind =
      typeof tensor['kind'] === 'string' && Object.hasOwn(KINDS, tensor['kind']) ? KINDS[tensor['kind']] : undefined;
    if (kind === undefined) return refuse(`tensors: the kind of ${quoted(name)} must be input, weight, act or output.`);
    const bytes = tensor['size'];
    if (typeof bytes !== 'number' || !Number.isSafeInteger(bytes) || bytes <= 0) {
      return refuse(
        `tensors: the size of ${quoted(name)} must be a whole number of bytes, from 1 to ${Number.MAX_SAFE_INTEGER}.`,
      );
    }
    list.push({ name, bytes, kind });
  }
  return { ok: true, value: list };
}

function readOperators(
  ops: readonly unknown[],
  tensors: ReadonlyMap<string, number>,
): GraphOutcome<readonly GraphOperator[]> {
  const operators: GraphOperator[] = [];
  for (const [index, op] of ops.entries()) {
    const name = isRecord(op) ? op['id'] : undefined;
    if (!isRecord(op) || typeof name !== 'string' || name === '') return refuse(`ops[${index}]: must have an id.`);
    const inputs = readUses(op['in'], `ops[${index}].in`, name, tensors);
    if (!inputs.ok) return inputs;
    const outputs = readUses(op['out'], `ops[${index}].out`, name, tensors);
    if (!outputs.ok) return outputs;
    operators.push({ name, inputs: [...new Set(inputs.value)], outputs: outputs.value });
  }
  return { ok: true, value: operators };
}

function readUses(
  names: unknown,
  path: string,
  operator: string,
  tensors: ReadonlyMap<string, number>,
): GraphOutcome<readonly number[]> {
  if (!Array.isArray(names)) return refuse(`${path}: must be a list of tensor names.`);
  const uses: number[] = [];
  for (const name of names as readonly unknown[]) {
    const tensor = typeof name === 'string' ? tensors.get(name) : undefined;
    if (tensor === undefined) {
      const shown = typeof name === 'string' ? quoted(name) : 'something that is not a name';
      return refuse(`${path}: the operator ${quoted(operator)} names ${shown}, which is not among the tensors.`);
    }
    uses.push(tensor);
  }
  return { ok: true, value: uses };
}
