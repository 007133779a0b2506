/** Reads a tensor from a JSON array, a .npy, .safetensors or .gguf file; of a file with many, only the one asked for. */
import { decodeElements } from '../models/tensors/decode';
import { GGUF_HEADER_BYTES, readGgufIndex } from '../models/tensors/gguf';
import { isNpy, locateNpy, NPY_HEADER_BYTES } from '../models/tensors/npy';
import { readSafetensorsIndex, SAFETENSORS_PREFIX_BYTES, safetensorsHeaderLength } from '../models/tensors/safetensors';
import { readJsonTensor } from '../models/tensors/json-tensor';
import { elementsOf, MOST_ELEMENTS, type Outcome, type TensorIndex, type TensorPlace } from '../models/tensors/tensor';
import type { CliIo, InputFile } from './io';
import { loadJson } from './load';
import { done, refused, type Result } from './result';

export interface LoadedTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** As float32. */
  readonly values: Float32Array;
}

/** Names shown when there are several tensors and none was asked for. */
const MOST_NAMES = 8;

export async function loadTensor(io: CliIo, path: string, name: string | undefined): Promise<Result<LoadedTensor>> {
  if (path === '-' || path.endsWith('.json')) return loadJsonTensor(io, path);
  const opened = io.openFile(path);
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    const read = readerOf(path)(file, name);
    return read.ok ? read : refused(`${path}: ${read.message}`);
  } finally {
    file.close();
  }
}

function readerOf(path: string): (file: InputFile, name: string | undefined) => Result<LoadedTensor> {
  if (path.endsWith('.safetensors')) return readSafetensors;
  return path.endsWith('.gguf') ? readGguf : readNpy;
}

async function loadJsonTensor(io: CliIo, path: string): Promise<Result<LoadedTensor>> {
  const json = await loadJson(io, path);
  if (!json.ok) return json;
  const tensor = readJsonTensor(json.value);
  if (!tensor.ok) return refused(`${path === '-' ? 'standard input' : path}: ${tensor.reason}`);
  return done({ name: '', dtype: 'JSON', ...tensor.value });
}

function readNpy(file: InputFile): Result<LoadedTensor> {
  const start = file.read(0, Math.min(NPY_HEADER_BYTES, file.bytes));
  if (!start.ok) return start;
  if (!isNpy(start.value)) return refused('must be a JSON array (.json), or a .npy, .safetensors or .gguf file');
  const place = locateNpy(start.value, file.bytes);
  return place.ok ? readElements(file, place.value, place.value.littleEndian) : refused(place.reason);
}

function readSafetensors(file: InputFile, name: string | undefined): Result<LoadedTensor> {
  const prefix = file.read(0, Math.min(SAFETENSORS_PREFIX_BYTES, file.bytes));
  if (!prefix.ok) return prefix;
  const length = safetensorsHeaderLength(prefix.value, file.bytes);
  if (!length.ok) return refused(length.reason);
  const header = file.read(SAFETENSORS_PREFIX_BYTES, length.value);
  return header.ok ? readChosen(file, readSafetensorsIndex(header.value, file.bytes), name) : header;
}

function readGguf(file: InputFile, name: string | undefined): Result<LoadedTensor> {
  // No more is read than is needed.
  for (const bytes of GGUF_HEADER_BYTES) {
    const start = file.read(0, Math.min(bytes, file.bytes));
    if (!start.ok) return start;
    const index = readGgufIndex(start.value, file.bytes);
    const isLast = bytes >= file.bytes || bytes === GGUF_HEADER_BYTES.at(-1);
    if (index.ok || isLast) return readChosen(file, index, name);
  }
  return refused('has no header');
}

/** The tensor of that name; where none is named, the only one. */
function readChosen(file: InputFile, index: Outcome<TensorIndex>, name: string | undefined): Result<LoadedTensor> {
  if (!index.ok) return refused(index.reason);
  const chosen = chooseName(index.value, name);
  if (!chosen.ok) return chosen;
  const place = index.value.place(chosen.value);
  return place.ok ? readElements(file, place.value, true) : refused(place.reason);
}

function chooseName({ names }: TensorIndex, name: string | undefined): Result<string> {
  if (name !== undefined) return done(name);
  const [only] = names;
  if (only !== undefined && names.length === 1) return done(only);
  const some = names.slice(0, MOST_NAMES).join(', ');
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return refused(`has ${names.length} tensors; --tensor names one of ${some}${more}`);
}

function readElements(file: InputFile, place: TensorPlace, littleEndian: boolean): Result<LoadedTensor> {
  const { name, dtype, shape } = place;
  if (elementsOf(shape) > MOST_ELEMENTS) {
    return refused(`has more than ${MOST_ELEMENTS} elements in ${name || 'its tensor'}`);
  }
  const bytes = file.read(place.byteOffset, place.byteLength);
  if (!bytes.ok) return bytes;
  return done({ name, dtype, shape, values: decodeElements(bytes.value, dtype, littleEndian) });
}
