import { BLOCK_LAYOUTS, type BlockType } from './gguf-blocks';

/** A tensor in a file: where its elements are and what they are. */
export interface TensorPlace {
  readonly name: string;
  readonly dtype: StoredType;
  /** Outermost dimension first; elements are row-major. Empty: a single element. */
  readonly shape: readonly number[];
  /** From the start of the file. */
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** The names of all tensors of a file, and where one of them is. */
export interface TensorIndex {
  readonly names: readonly string[];
  place(name: string): Outcome<TensorPlace>;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export function refuse(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

/** Element types that can be read, and their bytes. */
export const DTYPE_BYTES = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I64: 8,
  U64: 8,
  I32: 4,
  U32: 4,
  I16: 2,
  U16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
} as const;
export type TensorDtype = keyof typeof DTYPE_BYTES;

export function isDtype(text: unknown): text is TensorDtype {
  return typeof text === 'string' && Object.hasOwn(DTYPE_BYTES, text);
}

/** What elements are stored as: one by one, or quantised in blocks. */
export type StoredType = TensorDtype | BlockType;

export function isBlockType(type: StoredType): type is BlockType {
  return Object.hasOwn(BLOCK_LAYOUTS, type);
}

/** Bytes of so many elements, which must be whole blocks. */
export function bytesOfElements(type: StoredType, elements: number): number {
  if (!isBlockType(type)) return elements * DTYPE_BYTES[type];
  const layout = BLOCK_LAYOUTS[type];
  return (elements / layout.elements) * layout.bytes;
}

/** No file holds more. */
const MOST_STORED = 281_474_976_710_656;
/** More elements are not read at once: refused before any memory is taken for them. */
export const MOST_ELEMENTS = 268_435_456;

/** Number of elements of a shape; NaN where it is not a list of whole numbers or has too many of them. */
export function elementsOf(shape: readonly unknown[]): number {
  let elements = 1;
  for (const size of shape) {
    if (typeof size !== 'number' || !Number.isInteger(size) || size < 0) return NaN;
    elements *= size;
    if (elements > MOST_STORED) return NaN;
  }
  return elements;
}

/** Elements of a row: what the last dimension counts. */
export function columnsOf(shape: readonly number[]): number {
  return Math.max(1, shape.at(-1) ?? 1);
}
