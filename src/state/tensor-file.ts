/** Reads tensors of files on the reader's own machine: headers first, then the one tensor that is asked for. */
import { decodeElements } from '../../models/tensors/decode';
import { GGUF_HEADER_BYTES, isGguf, readGgufIndex } from '../../models/tensors/gguf';
import { isNpy, locateNpy, NPY_HEADER_BYTES } from '../../models/tensors/npy';
import {
  readSafetensorsIndex,
  SAFETENSORS_PREFIX_BYTES,
  safetensorsHeaderLength,
} from '../../models/tensors/safetensors';
import {
  bytesOfElements,
  columnsOf,
  elementsOf,
  refuse,
  type Outcome,
  type TensorIndex,
  type TensorPlace,
} from '../../models/tensors/tensor';

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

/** Reads the header of a file. Whatever is wrong with it, the answer is one sentence. */
export async function openTensorFile(file: TensorBlob): Promise<Outcome<OpenTensorFile>> {
  return answerFor(file, async () => {
    const start = await bytesOf(file, 0, Math.min(file.size, NPY_HEADER_BYTES));
    if (!start.ok) return start;
    if (isNpy(start.value)) return openNpy(file, start.value);
    const index = isGguf(start.value) ? await ggufIndex(file) : await safetensorsIndex(file, start.value);
    return index.ok ? openIndexed(file, index.value) : index;
  });
}

/** Starts sentences with the file's name. A file that was moved or changed since it was chosen can not be read. */
async function answerFor<T>(file: TensorBlob, read: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    const answer = await read();
    return answer.ok ? answer : refuse(`${file.name} ${answer.reason}.`);
  } catch (error) {
    return refuse(`${file.name} could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function openNpy(file: TensorBlob, start: Uint8Array): Outcome<OpenTensorFile> {
  const place = locateNpy(start, file.size);
  if (!place.ok) return place;
  const { value } = place;
  const read = () => answerFor(file, () => readElements(file, value, value.littleEndian));
  return { ok: true, value: { fileName: file.name, names: [''], read } };
}

async function safetensorsIndex(file: TensorBlob, start: Uint8Array): Promise<Outcome<TensorIndex>> {
  if (!file.name.endsWith('.safetensors')) return refuse('is neither a .safetensors nor a .gguf nor a .npy file');
  const length = safetensorsHeaderLength(start.subarray(0, SAFETENSORS_PREFIX_BYTES), file.size);
  if (!length.ok) return length;
  const header = await bytesOf(file, SAFETENSORS_PREFIX_BYTES, SAFETENSORS_PREFIX_BYTES + length.value);
  return header.ok ? readSafetensorsIndex(header.value, file.size) : header;
}

async function ggufIndex(file: TensorBlob): Promise<Outcome<TensorIndex>> {
  let index: Outcome<TensorIndex> = refuse('has no header');
  for (const bytes of GGUF_HEADER_BYTES) {
    const start = await bytesOf(file, 0, Math.min(bytes, file.size));
    if (!start.ok) return start;
    index = readGgufIndex(start.value, file.size);
    if (index.ok || bytes >= file.size) break;
  }
  return index;
}

function openIndexed(file: TensorBlob, index: TensorIndex): Outcome<OpenTensorFile> {
  const { names } = index;
  if (names.length === 0) return refuse('has no tensors');
  const read = (name: string) =>
    answerFor(file, async () => {
      const found = index.place(name);
      return found.ok ? readElements(file, found.value, true) : found;
    });
  return { ok: true, value: { fileName: file.name, names, read } };
}

/** The first `MOST_MEASURED` elements, in whole rows where a row is not longer than that. */
async function readElements(file: TensorBlob, place: TensorPlace, littleEndian: boolean): Promise<Outcome<OpenTensor>> {
  const elements = elementsOf(place.shape);
  if (elements === 0) return refuse(`has no elements in ${place.name || 'its tensor'}`);
  const columns = Math.min(columnsOf(place.shape), MOST_MEASURED);
  const rows = Math.min(elements / columnsOf(place.shape), Math.max(1, Math.floor(MOST_MEASURED / columns)));
  const { name, dtype, shape, byteOffset } = place;
  const bytes = await bytesOf(file, byteOffset, byteOffset + bytesOfElements(dtype, Math.ceil(rows) * columns));
  if (!bytes.ok) return bytes;
  const values = decodeElements(bytes.value, dtype, littleEndian);
  return { ok: true, value: { name, dtype, shape, columns, values } };
}

async function bytesOf(file: TensorBlob, from: number, to: number): Promise<Outcome<Uint8Array>> {
  const bytes = new Uint8Array(await file.slice(from, to).arrayBuffer());
  return bytes.length === to - from ? { ok: true, value: bytes } : refuse('has become shorter while it was read');
}
