/**
 * Layers, machines and spatial choices as files: an einsum over named loops, memories from the innermost outwards with
 * their ports, loops laid along the dimensions of the array. Energies in pJ, widths and capacities in bits.
 */
import {
  type ArrayUnrolling,
  type DirectionCode,
  type EinsumLayer,
  type EinsumOperand,
  FROM_HIGHER,
  FROM_LOWER,
  type IndexTerm,
  type NestHardware,
  type NestMemory,
  type NestPort,
  TO_HIGHER,
  TO_LOWER,
} from '../models/cost/loop-nest/types';
import { isRecord, numberAt, stringAt, valueAt } from './check/suite';

const PICO = 1e-12;

/** A value, or one sentence that names the field at fault. */
export type Read<T> = T | { readonly fault: string };

export function isFault<T extends object>(read: Read<T>): read is { readonly fault: string } {
  return 'fault' in read;
}

const DIRECTION_CODES: Readonly<Record<string, DirectionCode>> = {
  tl: TO_LOWER,
  fl: FROM_LOWER,
  th: TO_HIGHER,
  fh: FROM_HIGHER,
};

const fault = (sentence: string) => ({ fault: sentence });

function positive(value: unknown, path: string): number | string {
  const number = numberAt(value, path);
  if (number === undefined) return `${path}: must be a number`;
  return number > 0 ? number : `${path}: must be positive`;
}

function texts(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
}

/** Slots of operands unless a mapping links them otherwise. */
const DEFAULT_SLOTS: Readonly<Record<string, string>> = { O: 'O', W: 'I2', I: 'I1' };

/** A layer file: `equation`, `dimension_relations`, `loop_dims`, `loop_sizes`, `operand_precision`. */
export function readLayer(json: unknown, links: unknown): Read<EinsumLayer> {
  const equation = stringAt(json, 'equation');
  if (equation === undefined) return fault('equation: must be text, as O[b][k]+=I[b][c]*W[c][k]');
  const names = texts(valueAt(json, 'loop_dims'));
  const sizes = valueAt(json, 'loop_sizes');
  if (names === null) return fault('loop_dims: must be a list of names');
  if (!Array.isArray(sizes) || sizes.length !== names.length) return fault('loop_sizes: must have one size a dim');
  for (const [index, size] of (sizes as readonly unknown[]).entries()) {
    if (!Number.isSafeInteger(size) || (size as number) < 1)
      return fault(`loop_sizes[${index}]: must be a whole number from 1`);
  }
  const relations = readRelations(valueAt(json, 'dimension_relations') ?? []);
  if (!(relations instanceof Map)) return relations;
  const tensors = [...equation.matchAll(/([A-Za-z]\w*)((?:\[\w+\])+)/g)];
  if (!/\+?=/.test(equation) || tensors.length < 2 || tensors.length > 3) {
    return fault('equation: must be one output and one or two inputs');
  }
  const operands: EinsumOperand[] = [];
  for (const [position, [, name = '', brackets = '']] of tensors.entries()) {
    const operand = readOperand(json, links, name, brackets, position === 0, relations, names);
    if (isFault(operand)) return operand;
    operands.push(operand);
  }
  return { dims: names.map((name, index) => ({ name, size: (sizes as readonly number[])[index]! })), operands };
}

type Relations = ReadonlyMap<string, readonly IndexTerm[]>;

/** `ix=2*ox+1*fx`: a sum of two loops, each with a stride. */
function readRelations(json: unknown): Map<string, readonly IndexTerm[]> | { readonly fault: string } {
  const sentences = texts(json);
  if (sentences === null) return fault('dimension_relations: must be a list of texts');
  const relations = new Map<string, readonly IndexTerm[]>();
  for (const sentence of sentences) {
    const parts = /^(\w+)=(?:(\d+)\*)?([A-Za-z]\w*)\+(?:(\d+)\*)?([A-Za-z]\w*)$/.exec(sentence.replaceAll(' ', ''));
    if (parts === null) return fault(`dimension_relations: ${JSON.stringify(sentence)} must be as ix=2*ox+1*fx`);
    const [, index = '', strideA = '1', a = '', strideB = '1', b = ''] = parts;
    relations.set(index.toUpperCase(), [
      { dim: a.toUpperCase(), stride: Number(strideA) },
      { dim: b.toUpperCase(), stride: Number(strideB) },
    ]);
  }
  return relations;
}

function readOperand(
  json: unknown,
  links: unknown,
  name: string,
  brackets: string,
  isOutput: boolean,
  relations: Relations,
  dims: readonly string[],
): Read<EinsumOperand> {
  const slot = stringAt(links, name) ?? DEFAULT_SLOTS[name];
  if (slot === undefined) return fault(`memory_operand_links.${name}: must name what the memories hold for ${name}`);
  const bits = positive(json, `operand_precision.${name}`);
  if (typeof bits === 'string') return fault(bits);
  const finalBits = isOutput ? (numberAt(json, `operand_precision.${name}_final`) ?? bits) : bits;
  const indices = [...brackets.matchAll(/\w+/g)].map(([index]) => {
    const upper = index.toUpperCase();
    return dims.includes(upper) ? [{ dim: upper, stride: 1 }] : relations.get(upper);
  });
  const unknown = indices.indexOf(undefined);
  if (unknown >= 0) return fault(`equation: index ${unknown + 1} of ${name} is no dim and has no relation`);
  const known = indices.filter((index) => index !== undefined);
  return { name, role: isOutput ? 'output' : 'input', slot, bits, finalBits, indices: known };
}

/** A machine file: `memories` by name from the innermost outwards, `operational_array`. */
export function readHardware(json: unknown): Read<NestHardware> {
  const memories: NestMemory[] = [];
  const listed = valueAt(json, 'memories');
  if (!isRecord(listed) || Object.keys(listed).length === 0) return fault('memories: must be an object of memories');
  for (const [name, memory] of Object.entries(listed)) {
    const read = readMemory(name, memory);
    if (isFault(read)) return read;
    memories.push(read);
  }
  const names = texts(valueAt(json, 'operational_array.dimensions'));
  const sizes = valueAt(json, 'operational_array.sizes');
  if (names === null || !Array.isArray(sizes) || sizes.length !== names.length) {
    return fault('operational_array: must have as many sizes as dimensions');
  }
  if (sizes.some((size) => !Number.isSafeInteger(size) || (size as number) < 1)) {
    return fault('operational_array.sizes: must be whole numbers from 1');
  }
  const macPicojoules = numberAt(json, 'operational_array.unit_energy');
  if (macPicojoules === undefined) return fault('operational_array.unit_energy: must be a number');
  const array = names.map((name, index) => ({ name, size: (sizes as readonly number[])[index]! }));
  return { macJoules: macPicojoules * PICO, array, memories };
}

function readMemory(name: string, json: unknown): Read<NestMemory> {
  const path = `memories.${name}`;
  const bits = positive(json, 'size');
  if (typeof bits === 'string') return fault(`${path}.${bits}`);
  const [read, write] = [numberAt(json, 'r_cost'), numberAt(json, 'w_cost')];
  if (read === undefined || write === undefined) return fault(`${path}: r_cost and w_cost must be numbers`);
  const holds = texts(valueAt(json, 'operands'));
  const sharedOver = texts(valueAt(json, 'served_dimensions'));
  if (holds === null || sharedOver === null)
    return fault(`${path}: operands and served_dimensions must be lists of names`);
  const listed = valueAt(json, 'ports');
  if (!Array.isArray(listed)) return fault(`${path}.ports: must be a list`);
  const ports: NestPort[] = [];
  for (const [index, item] of (listed as readonly unknown[]).entries()) {
    const port = readPort(item, `${path}.ports[${index}]`);
    if (isFault(port)) return port;
    ports.push(port);
  }
  const keepsTwoTiles = valueAt(json, 'force_double_buffering') === true;
  return { name, bits, readJoules: read * PICO, writeJoules: write * PICO, holds, sharedOver, keepsTwoTiles, ports };
}

function readPort(json: unknown, path: string): Read<NestPort> {
  const width = positive(json, 'bandwidth_max');
  if (typeof width === 'string') return fault(`${path}.${width}`);
  const granule = numberAt(json, 'bandwidth_min') ?? width;
  if (granule <= 0 || granule > width)
    return fault(`${path}.bandwidth_min: must be positive and not above bandwidth_max`);
  const serves: { slot: string; direction: DirectionCode }[] = [];
  for (const text of texts(valueAt(json, 'allocation')) ?? []) {
    const [slot = '', direction = ''] = text.split(',').map((part) => part.trim());
    const code = DIRECTION_CODES[direction];
    if (code === undefined) return fault(`${path}.allocation: ${JSON.stringify(text)} must end in tl, th, fl or fh`);
    serves.push({ slot, direction: code });
  }
  return {
    name: stringAt(json, 'name') ?? path,
    bitsPerCycle: width,
    sharesCycles: false,
    wordBits: width,
    granuleBits: granule,
    serves,
  };
}

/** A spatial choice: `{"D1": ["K, 32"], ...}`. */
export function readUnrolling(json: unknown): Read<readonly ArrayUnrolling[]> {
  if (json === undefined) return [];
  if (!isRecord(json)) return fault('spatial_mapping: must be an object');
  const unrolling: ArrayUnrolling[] = [];
  for (const [array, list] of Object.entries(json)) {
    const loops = (texts(list) ?? []).map((text) => {
      const [, dim = '', factor = ''] = /^\s*(\w+)\s*,\s*(\d+)\s*$/.exec(text) ?? [];
      return { dim, factor: Number(factor) };
    });
    if (texts(list) === null || loops.some(({ dim, factor }) => dim === '' || factor < 1)) {
      return fault(`spatial_mapping.${array}: must be a list of texts as "K, 32"`);
    }
    unrolling.push({ array, loops });
  }
  return unrolling;
}
