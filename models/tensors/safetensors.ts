/**
 * .safetensors files: eight bytes with the length of a JSON header, the header, the elements of all tensors.
 * Source: the format description of huggingface/safetensors. Little-endian, row-major.
 */
import { textOfUtf8 } from '../units/utf8';
import {
  bytesOfElements,
  elementsOf,
  isDtype,
  refuse,
  type Outcome,
  type TensorIndex,
  type TensorPlace,
} from './tensor';

export const SAFETENSORS_PREFIX_BYTES = 8;
/** As in the reference implementation. */
const MOST_HEADER_BYTES = 100_000_000;

/** The length of the header that the first eight bytes state. */
export function safetensorsHeaderLength(prefix: Uint8Array, fileBytes: number): Outcome<number> {
  if (prefix.length < SAFETENSORS_PREFIX_BYTES) return refuse('is too short for a .safetensors file');
  const length = Number(new DataView(prefix.buffer, prefix.byteOffset, 8).getBigUint64(0, true));
  if (length > MOST_HEADER_BYTES)
    return refuse(`states a header of ${length} bytes; at most ${MOST_HEADER_BYTES} are read`);
  if (length > fileBytes - SAFETENSORS_PREFIX_BYTES) return refuse('ends within its header');
  return { ok: true, value: length };
}

export function readSafetensorsIndex(header: Uint8Array, fileBytes: number): Outcome<TensorIndex> {
  let json: unknown;
  try {
    json = JSON.parse(textOfUtf8(header));
  } catch {
    return refuse('has a header that is not JSON');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return refuse('has a header that is no object');
  const entries = new Map(Object.entries(json).filter(([name]) => name !== '__metadata__'));
  const dataOffset = SAFETENSORS_PREFIX_BYTES + header.length;
  return {
    ok: true,
    value: { names: [...entries.keys()], place: (name) => placeOf(name, entries.get(name), dataOffset, fileBytes) },
  };
}

function placeOf(name: string, entry: unknown, dataOffset: number, fileBytes: number): Outcome<TensorPlace> {
  if (typeof entry !== 'object' || entry === null) return refuse(`has no tensor ${JSON.stringify(name)}`);
  const { dtype, shape, data_offsets: offsets } = entry as Readonly<Record<string, unknown>>;
  const about = `tensor ${JSON.stringify(name)}`;
  if (!isDtype(dtype)) return refuse(`${about} has elements of dtype ${String(dtype)}, which are not read`);
  const elements = Array.isArray(shape) ? elementsOf(shape) : NaN;
  if (Number.isNaN(elements)) return refuse(`${about} has a shape that is not a list of sizes, or too many elements`);
  const [from, to] = Array.isArray(offsets) ? (offsets as readonly unknown[]) : [];
  const isRange = isOffset(from) && isOffset(to) && from <= to && dataOffset + to <= fileBytes;
  if (!isRange) return refuse(`${about} has offsets outside of the file`);
  const byteLength = bytesOfElements(dtype, elements);
  if (to - from !== byteLength) return refuse(`${about} has ${to - from} bytes, but its shape needs ${byteLength}`);
  return {
    ok: true,
    value: { name, dtype, shape: shape as readonly number[], byteOffset: dataOffset + from, byteLength },
  };
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
