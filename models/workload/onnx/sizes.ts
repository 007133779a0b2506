import type { OnnxDim, OnnxGraph, OnnxValueInfo } from './model';
import type { Shape } from './node-view';

/** An input of the network: as the file says, and with the sizes that were taken. */
export interface OnnxInput {
  readonly name: string;
  /** Numbers, and names of sizes that the file leaves open; an open size without a name is called `input[axis]`. */
  readonly dims: readonly (number | string)[];
  readonly shape: Shape;
}

export interface ResolvedInputs {
  readonly ok: true;
  readonly inputs: readonly OnnxInput[];
  /** Inputs of which the file says no shape. */
  readonly shapeless: readonly string[];
  readonly sizes: ReadonlyMap<string, number>;
  readonly notes: readonly string[];
}

export interface UnresolvedInputs {
  readonly ok: false;
  readonly reason: string;
  /** Names of the sizes that are needed; empty where something else is wrong. */
  readonly openSizes: readonly string[];
}

const isSize = (value: number) => Number.isSafeInteger(value) && value >= 1;

function dimName(input: OnnxValueInfo, dim: OnnxDim, axis: number): number | string {
  return dim ?? `${input.name}[${axis}]`;
}

/**
 * Gives each open size of the inputs a number: the one asked for, or 1 for the first axis of an input, which is the
 * batch; others have to be asked for.
 */
export function resolveInputs(
  graph: OnnxGraph,
  asked: Readonly<Record<string, number>>,
): ResolvedInputs | UnresolvedInputs {
  const sizes = new Map(Object.entries(asked));
  for (const [name, size] of sizes) {
    if (!isSize(size))
      return unresolved(`The size ${JSON.stringify(name)} is ${size}, and has to be a whole number from 1 on.`);
  }
  const stored = new Set(graph.initializers.map(({ name }) => name));
  const described = graph.inputs.filter(({ name }) => !stored.has(name));
  const named = openNames([...described, ...graph.values, ...graph.outputs]);
  const unknown = [...sizes.keys()].find((name) => !named.has(name));
  if (unknown !== undefined) return unresolved(unknownReason(unknown, named));
  const notes: string[] = [];
  const open = new Set<string>();
  for (const input of described) {
    for (const [axis, dim] of (input.dims ?? []).entries()) {
      const size = dimName(input, dim, axis);
      if (typeof size === 'number' || sizes.has(size)) continue;
      if (axis > 0) {
        open.add(size);
        continue;
      }
      sizes.set(size, 1);
      notes.push(`The size ${JSON.stringify(size)} of input ${JSON.stringify(input.name)} is open and was taken as 1.`);
    }
  }
  const openSizes = [...open].filter((name) => !sizes.has(name));
  if (openSizes.length > 0) return unresolved(openReason(openSizes), openSizes);
  const inputs = described.flatMap(({ dims, ...input }) => {
    if (dims === null) return [];
    const names = dims.map((dim, axis) => dimName({ ...input, dims }, dim, axis));
    return [{ name: input.name, dims: names, shape: names.map((size) => sizeOf(size, sizes)) }];
  });
  const shapeless = described.flatMap(({ name, dims }) => (dims === null ? [name] : []));
  return { ok: true, inputs, shapeless, sizes, notes };
}

/** Of values inside, a size may depend on what is computed: with its name it can be given too. */
function openNames(values: readonly OnnxValueInfo[]): ReadonlySet<string> {
  const names = values.flatMap((value) => (value.dims ?? []).map((dim, axis) => dimName(value, dim, axis)));
  return new Set(names.filter((name) => typeof name === 'string'));
}

function unknownReason(name: string, named: ReadonlySet<string>): string {
  const rest = named.size === 0 ? 'it leaves none open' : `it leaves open ${listed([...named])}`;
  return `The file has no size ${JSON.stringify(name)}: ${rest}.`;
}

function openReason(names: readonly string[]): string {
  return `The file leaves sizes of its inputs open that have to be given: ${listed(names)}.`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => JSON.stringify(name));
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return `${shown.join(', ')}${more}`;
}

function unresolved(reason: string, openSizes: readonly string[] = []): UnresolvedInputs {
  return { ok: false, reason, openSizes };
}

function sizeOf(size: number | string, sizes: ReadonlyMap<string, number>): number {
  return typeof size === 'number' ? size : sizes.get(size)!;
}

/** Shape that the exporter wrote down, or null where a size of it is not known. */
export function declaredShape(dims: readonly OnnxDim[] | null, sizes: ReadonlyMap<string, number>): Shape | null {
  const shape = (dims ?? []).flatMap((dim) => (typeof dim === 'string' ? (sizes.get(dim) ?? []) : (dim ?? [])));
  return dims !== null && shape.length === dims.length ? shape : null;
}
