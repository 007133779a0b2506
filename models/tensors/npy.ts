/**
 * NumPy's .npy files: a magic string, a version, and a header that is a Python dictionary of dtype, order and shape.
 * Source: numpy/lib/format.py, versions 1.0 to 3.0.
 */
import { textOfUtf8 } from '../units/utf8';
import { bytesOfElements, elementsOf, refuse, type Outcome, type TensorDtype, type TensorPlace } from './tensor';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** The header stands in the first bytes of a file; longer ones are refused. */
export const NPY_HEADER_BYTES = 65_536;

const DTYPES: Readonly<Record<string, TensorDtype>> = {
  f8: 'F64',
  f4: 'F32',
  f2: 'F16',
  i8: 'I64',
  i4: 'I32',
  i2: 'I16',
  i1: 'I8',
  u8: 'U64',
  u4: 'U32',
  u2: 'U16',
  u1: 'U8',
  b1: 'BOOL',
};

export interface NpyPlace extends TensorPlace {
  readonly littleEndian: boolean;
}

export function isNpy(start: Uint8Array): boolean {
  return MAGIC.every((byte, i) => start[i] === byte);
}

/** Where the tensor of a file is; `start` are its first bytes, at most `NPY_HEADER_BYTES`. */
export function locateNpy(start: Uint8Array, fileBytes: number): Outcome<NpyPlace> {
  if (!isNpy(start) || start.length < 10) return refuse('is not a .npy file: its first bytes are others');
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const version = view.getUint8(6);
  if (version < 1 || version > 3) return refuse(`is of .npy version ${version}; versions 1 to 3 are read`);
  const lengthBytes = version === 1 ? 2 : 4;
  if (start.length < 8 + lengthBytes) return refuse('ends within its header');
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const dataOffset = 8 + lengthBytes + length;
  if (dataOffset > fileBytes) return refuse('ends within its header');
  if (dataOffset > start.length) return refuse(`has a header of ${length} bytes; at most ${NPY_HEADER_BYTES} are read`);
  const header = textOfUtf8(start.subarray(8 + lengthBytes, dataOffset));
  return placeOf(header, dataOffset, fileBytes);
}

function placeOf(header: string, dataOffset: number, fileBytes: number): Outcome<NpyPlace> {
  const descriptor = /'descr'\s*:\s*'([<>|=])(\w+)'/.exec(header);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const shapeText = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(header)?.[1];
  if (descriptor === null || order === undefined || shapeText === undefined) {
    return refuse('has a header without a plain dtype, order and shape');
  }
  const dtype = DTYPES[descriptor[2] ?? ''];
  if (dtype === undefined) return refuse(`has elements of dtype ${descriptor[2] ?? ''}, which are not read`);
  const shape = shapeText.split(',').flatMap((part) => (part.trim() === '' ? [] : [parseInt(part, 10)]));
  if (order === 'True' && shape.length > 1) return refuse('is in column order; save it in row order');
  const elements = elementsOf(shape);
  if (Number.isNaN(elements)) return refuse(`has too many elements in its shape (${shape.join(', ')})`);
  const byteLength = bytesOfElements(dtype, elements);
  if (dataOffset + byteLength !== fileBytes) {
    return refuse(`has ${fileBytes - dataOffset} bytes of elements, but its shape needs ${byteLength}`);
  }
  const littleEndian = descriptor[1] !== '>';
  return { ok: true, value: { name: '', dtype, shape, byteOffset: dataOffset, byteLength, littleEndian } };
}
