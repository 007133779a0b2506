import { elementsOf, MOST_ELEMENTS, refuse, type Outcome } from './tensor';

export interface JsonTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const MOST_DIMENSIONS = 8;

/** Numbers in nested arrays of equal length. */
export function readJsonTensor(json: unknown): Outcome<JsonTensor> {
  const shape: number[] = [];
  for (let level = json; Array.isArray(level); level = (level as readonly unknown[])[0]) {
    shape.push(level.length);
    if (shape.length > MOST_DIMENSIONS) return refuse(`must have at most ${MOST_DIMENSIONS} dimensions`);
  }
  if (shape.length === 0) return refuse('must be an array of numbers');
  const elements = elementsOf(shape);
  if (!(elements <= MOST_ELEMENTS)) return refuse(`must have at most ${MOST_ELEMENTS} elements`);
  const values = new Float32Array(elements);
  const problem = fill(json, shape, 0, values, 0);
  return problem === null ? { ok: true, value: { shape, values } } : refuse(problem);
}

function fill(json: unknown, shape: readonly number[], depth: number, values: Float32Array, at: number): string | null {
  if (depth === shape.length) {
    if (typeof json !== 'number') return `must hold numbers alone; element ${at} is ${JSON.stringify(json)}`;
    values[at] = json;
    return null;
  }
  const size = shape[depth]!;
  if (!Array.isArray(json) || json.length !== size) return 'must have rows of equal length';
  const inner = shape.slice(depth + 1).reduce((product, length) => product * length, 1);
  for (const [i, entry] of (json as readonly unknown[]).entries()) {
    const problem = fill(entry, shape, depth + 1, values, at + i * inner);
    if (problem !== null) return problem;
  }
  return null;
}

/** The same form: nested arrays. */
export function toNested(values: Float32Array, shape: readonly number[]): unknown {
  if (shape.length === 0) return values[0];
  if (shape.length === 1) return Array.from(values);
  const [rows = 0, ...rest] = shape;
  const inner = rows === 0 ? 0 : values.length / rows;
  return Array.from({ length: rows }, (_, row) => toNested(values.subarray(row * inner, (row + 1) * inner), rest));
}
