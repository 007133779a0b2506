/** Reads tensors of files on the reader's own machine: headers first, then the one tensor that is asked for. */
import { decodeElements } from '../../models/tensors/decode';
import { isNpy, locateNpy, NPY_HEADER_BYTES } from '../../models/tensors/npy';
import {
  readSafetensorsIndex,
  SAFETENSORS_PREFIX_BYTES,
  safetensorsHeaderLength,
} from '../../models/tensors/safetensors';
import { columnsOf, elementsOf, type Outcome, type TensorPlace } from '../../models/tensors/tensor';

/** What is read of a file: a browser's `File` is one. */
export interface TensorBlob {
  readonly name: string;
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export interface OpenTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
  readonly columns: number;
}

/** A file whose header was read. */
export interface OpenTensorFile {
  readonly fileName: string;
  readonly names: readonly string[];
  readonly read: (name: string) => Promise<Outcome<OpenTensor>>;
}

/** More elements than this are not measured in the page: the first ones are. */
export const MOST_MEASURED = 1 << 24;

export async function openTensorFile(file: TensorBlob): Promise<Outcome<OpenTensorFile>> {
  const start = await bytesOf(file, 0, Math.min(file.size, NPY_HEADER_BYTES));
  const opened = isNpy(start) ? openNpy(file, start) : await openSafetensors(file, start);
  return opened.ok ? opened : { ok: false, reason: `${file.name} ${opened.reason}.` };
}

function openNpy(file: TensorBlob, start: Uint8Array): Outcome<OpenTensorFile> {
  const place = locateNpy(start, file.size);
  if (!place.ok) return place;
  const { value } = place;
  return {
    ok: true,
    value: { fileName: file.name, names: [''], read: () => readElements(file, value, value.littleEndian) },
  };
}

async function openSafetensors(file: TensorBlob, start: Uint8Array): Promise<Outcome<OpenTensorFile>> {
  if (!file.name.endsWith('.safetensors')) return { ok: false, reason: 'is neither a .safetensors nor a .npy file' };
  const length = safetensorsHeaderLength(start.subarray(0, SAFETENSORS_PREFIX_BYTES), file.size);
  if (!length.ok) return length;
  const header = await bytesOf(file, SAFETENSORS_PREFIX_BYTES, SAFETENSORS_PREFIX_BYTES + length.value);
  const index = readSafetensorsIndex(header, file.size);
  if (!index.ok) return index;
  if (index.value.names.length === 0) return { ok: false, reason: 'has no tensors' };
  const read = async (name: string): Promise<Outcome<OpenTensor>> => {
    const place = index.value.place(name);
    if (!place.ok) return { ok: false, reason: `${file.name} ${place.reason}.` };
    return readElements(file, place.value, true);
  };
  return { ok: true, value: { fileName: file.name, names: index.value.names, read } };
}

/** The first `MOST_MEASURED` elements, in whole rows where a row is not longer than that. */
async function readElements(file: TensorBlob, place: TensorPlace, littleEndian: boolean): Promise<Outcome<OpenTensor>> {
  const elements = elementsOf(place.shape);
  if (elements === 0) return { ok: false, reason: `${file.name} has no elements in ${place.name || 'its tensor'}.` };
  const columns = Math.min(columnsOf(place.shape), MOST_MEASURED);
  const rows = Math.min(elements / columnsOf(place.shape), Math.max(1, Math.floor(MOST_MEASURED / columns)));
  const wanted = Math.ceil(rows) * columns;
  const bytes = await bytesOf(file, place.byteOffset, place.byteOffset + (place.byteLength / elements) * wanted);
  const { name, dtype, shape } = place;
  return { ok: true, value: { name, dtype, shape, columns, values: decodeElements(bytes, dtype, littleEndian) } };
}

async function bytesOf(file: TensorBlob, from: number, to: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}
