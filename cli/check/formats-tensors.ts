/** The tensors of a file of number-format cases: values as strings of hexadecimal float32 bits. */
import { isRecord, stringAt, valueAt } from './suite';

export interface CaseTensor {
  readonly name: string;
  readonly columns: number;
  readonly input: Float32Array;
  /** Expected outputs by name, as the file has them, with references to equal outputs resolved. */
  readonly outputs: ReadonlyMap<string, unknown>;
}

const DIGITS = 8;
const HEX = /^(?:[0-9a-f]{8})*$/;

/** Null where the text is not whole words of eight hexadecimal digits. */
export function bitsOfHex(text: string): Uint32Array | null {
  if (!HEX.test(text)) return null;
  const bits = new Uint32Array(text.length / DIGITS);
  for (let i = 0; i < bits.length; i++) bits[i] = parseInt(text.slice(i * DIGITS, (i + 1) * DIGITS), 16);
  return bits;
}

export function hexOfFloats(values: Float32Array): string {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return Array.from(bits, (word) => word.toString(16).padStart(DIGITS, '0')).join('');
}

/** The tensors of the file, or the sentence that says what is wrong. */
export function readTensors(casesJson: unknown): readonly CaseTensor[] | string {
  const tensors = valueAt(casesJson, 'tensors');
  if (!isRecord(tensors)) return 'tensors: must be an object of tensors';
  const all: CaseTensor[] = [];
  for (const [name, body] of Object.entries(tensors)) {
    const tensor = readTensor(name, body);
    if (typeof tensor === 'string') return `tensors.${name}.${tensor}`;
    all.push(tensor);
  }
  return all;
}

function readTensor(name: string, body: unknown): CaseTensor | string {
  const shape = valueAt(body, 'shape');
  const sizes = Array.isArray(shape) ? (shape as readonly unknown[]) : [];
  const columns = sizes.at(-1);
  const isShape = sizes.every((size): size is number => Number.isInteger(size) && Number(size) > 0);
  if (!isShape || typeof columns !== 'number') return 'shape: must be a list of positive whole numbers';
  const bits = bitsOfHex(stringAt(body, 'input_f32_hex') ?? '-');
  if (bits === null) return 'input_f32_hex: must be float32 bits of eight hexadecimal digits each';
  if (bits.length !== sizes.reduce((product, size) => product * size, 1)) return 'input_f32_hex: is not of that shape';
  const outputs = valueAt(body, 'outputs');
  if (!isRecord(outputs)) return 'outputs: must be an object';
  const resolved = new Map(Object.keys(outputs).map((key) => [key, resolve(outputs, key)]));
  return { name, columns, input: new Float32Array(bits.buffer), outputs: resolved };
}

const SAME = 'same_as:';

/** Follows references to equal outputs; undefined where they lead nowhere or in a circle. */
function resolve(outputs: Readonly<Record<string, unknown>>, key: string): unknown {
  const seen = new Set<string>();
  for (let at = key; !seen.has(at);) {
    seen.add(at);
    const value = Object.hasOwn(outputs, at) ? outputs[at] : undefined;
    if (typeof value !== 'string' || !value.startsWith(SAME)) return value;
    at = value.slice(SAME.length);
  }
  return undefined;
}
