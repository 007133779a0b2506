/**
 * GGUF files, versions 2 and 3, little-endian: metadata, a list of tensors, their elements.
 * Source: ggml-org/ggml, docs/gguf.md. Of quantised tensors those in `gguf-blocks.ts` are read.
 */
import { textOfUtf8 } from '../units/utf8';
import { BLOCK_LAYOUTS } from './gguf-blocks';
import {
  bytesOfElements,
  columnsOf,
  elementsOf,
  isBlockType,
  refuse,
  type Outcome,
  type StoredType,
  type TensorIndex,
  type TensorPlace,
} from './tensor';

/**
 * First bytes of a file that are looked at for its header, in turn: it has some kilobytes, or megabytes where a vocabulary
 * is in it.
 */
export const GGUF_HEADER_BYTES = [1 << 18, 1 << 23, 64_000_000] as const;

const MAGIC = 0x46554747;
const DEFAULT_ALIGNMENT = 32;
const MOST_ENTRIES = 1 << 20;
const MOST_DIMENSIONS = 8;
const ALIGNMENT_KEY = 'general.alignment';

/** Bytes of metadata values by type; null: a string or an array. */
const VALUE_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, null, null, 8, 8, 8] as const;
const UINT32 = 4;
const STRING = 8;
const ARRAY = 9;

/** Types of elements by number (ggml.h); those that are not read are named in refusals. */
const TYPES: ReadonlyMap<number, StoredType> = new Map<number, StoredType>([
  [0, 'F32'],
  [1, 'F16'],
  [2, 'Q4_0'],
  [3, 'Q4_1'],
  [6, 'Q5_0'],
  [7, 'Q5_1'],
  [8, 'Q8_0'],
  [12, 'Q4_K'],
  [13, 'Q5_K'],
  [14, 'Q6_K'],
  [24, 'I8'],
  [25, 'I16'],
  [26, 'I32'],
  [27, 'I64'],
  [28, 'F64'],
  [30, 'BF16'],
]);

const OTHER_TYPES: ReadonlyMap<number, string> = new Map([
  [9, 'Q8_1'],
  [10, 'Q2_K'],
  [11, 'Q3_K'],
  [15, 'Q8_K'],
  [16, 'IQ2_XXS'],
  [17, 'IQ2_XS'],
  [18, 'IQ3_XXS'],
  [19, 'IQ1_S'],
  [20, 'IQ4_NL'],
  [21, 'IQ3_S'],
  [22, 'IQ2_S'],
  [23, 'IQ4_XS'],
  [29, 'IQ1_M'],
  [34, 'TQ1_0'],
  [35, 'TQ2_0'],
  [39, 'MXFP4'],
  [40, 'NVFP4'],
]);

interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: number;
  readonly offset: number;
}

export function isGguf(start: Uint8Array): boolean {
  return start.length >= 4 && new DataView(start.buffer, start.byteOffset, 4).getUint32(0, true) === MAGIC;
}

/** `start`: the first bytes of the file, as many as one of `GGUF_HEADER_BYTES`. */
export function readGgufIndex(start: Uint8Array, fileBytes: number): Outcome<TensorIndex> {
  if (!isGguf(start)) return refuse('is not a .gguf file: its first bytes are others');
  const cursor = new Cursor(start);
  cursor.skip(4);
  const version = cursor.uint32();
  if (version !== 2 && version !== 3) return refuse(`is of GGUF version ${version}; versions 2 and 3 are read`);
  const tensors = cursor.uint64();
  const pairs = cursor.uint64();
  if (!(tensors <= MOST_ENTRIES && pairs <= MOST_ENTRIES)) return refuse('states an impossible number of entries');
  const alignment = readMetadata(cursor, pairs);
  const entries: Entry[] = [];
  for (let i = 0; i < tensors && !cursor.failed; i++) entries.push(readEntry(cursor));
  if (cursor.failed) return refuse('has a header that ends too early or can not be read');
  if (!(alignment >= 1)) return refuse(`states an alignment of ${alignment} bytes`);
  const dataOffset = Math.ceil(cursor.at / alignment) * alignment;
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    ok: true,
    value: { names: [...byName.keys()], place: (name) => placeOf(name, byName.get(name), dataOffset, fileBytes) },
  };
}

function placeOf(name: string, entry: Entry | undefined, dataOffset: number, fileBytes: number): Outcome<TensorPlace> {
  const about = `tensor ${JSON.stringify(name)}`;
  if (entry === undefined) return refuse(`has no ${about}`);
  const dtype = TYPES.get(entry.type);
  if (dtype === undefined) return refuse(`${about} is stored as ${typeName(entry.type)}, which is not read`);
  const elements = elementsOf(entry.shape);
  if (Number.isNaN(elements)) return refuse(`${about} has too many elements`);
  const columns = columnsOf(entry.shape);
  const block = isBlockType(dtype) ? BLOCK_LAYOUTS[dtype].elements : 1;
  if (columns % block !== 0) {
    return refuse(`${about} has rows of ${columns} elements, which are no whole blocks of ${block} in ${dtype}`);
  }
  const byteLength = bytesOfElements(dtype, elements);
  const byteOffset = dataOffset + entry.offset;
  if (!(byteOffset + byteLength <= fileBytes)) return refuse(`${about} ends outside of the file`);
  return { ok: true, value: { name, dtype, shape: entry.shape, byteOffset, byteLength } };
}

function typeName(type: number): string {
  return OTHER_TYPES.get(type) ?? `ggml type ${type}`;
}

/** Reads past metadata; the alignment of tensors is the only part that counts here. */
function readMetadata(cursor: Cursor, pairs: number): number {
  let alignment = DEFAULT_ALIGNMENT;
  for (let i = 0; i < pairs && !cursor.failed; i++) {
    const key = cursor.text();
    const type = cursor.uint32();
    if (key === ALIGNMENT_KEY && type === UINT32) alignment = cursor.uint32();
    else skipValue(cursor, type);
  }
  return alignment;
}

function skipValue(cursor: Cursor, type: number): void {
  if (type === STRING) return cursor.skip(cursor.uint64());
  if (type !== ARRAY) return cursor.skip(VALUE_BYTES[type] ?? NaN);
  const elementType = cursor.uint32();
  const count = cursor.uint64();
  const bytes = VALUE_BYTES[elementType];
  if (typeof bytes === 'number') return cursor.skip(count * bytes);
  // Arrays of arrays do not occur; a failed cursor stops a count that lies.
  if (elementType !== STRING) return cursor.skip(NaN);
  for (let i = 0; i < count && !cursor.failed; i++) cursor.skip(cursor.uint64());
}

function readEntry(cursor: Cursor): Entry {
  const name = cursor.text();
  const dimensions = cursor.uint32();
  const shape: number[] = [];
  if (dimensions > MOST_DIMENSIONS) cursor.skip(NaN);
  // The innermost dimension comes first in the file.
  for (let i = 0; i < dimensions && !cursor.failed; i++) shape.unshift(cursor.uint64());
  return { name, shape, type: cursor.uint32(), offset: cursor.uint64() };
}

/** Reads numbers and texts in order. Beyond the end it fails for good and gives zeros. */
class Cursor {
  at = 0;
  failed = false;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Moves on; NaN fails. */
  skip(bytes: number): void {
    if (!this.failed && bytes >= 0 && this.at + bytes <= this.#bytes.length) this.at += bytes;
    else this.failed = true;
  }

  uint32(): number {
    this.skip(4);
    return this.failed ? 0 : this.#view.getUint32(this.at - 4, true);
  }

  /** Exact up to 2^53; more than that lies outside of any file. */
  uint64(): number {
    this.skip(8);
    return this.failed ? 0 : Number(this.#view.getBigUint64(this.at - 8, true));
  }

  text(): string {
    const length = this.uint64();
    this.skip(length);
    return this.failed ? '' : textOfUtf8(this.#bytes.subarray(this.at - length, this.at));
  }
}
