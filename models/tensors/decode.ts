/** Elements of a file as float32. Doubles and wide integers are rounded to the nearest float32. */
import { BLOCK_LAYOUTS, type BlockType } from './gguf-blocks';
import { BFLOAT16, decodeFloat16, E4M3, E5M2, smallFloat } from './small-float';
import { DTYPE_BYTES, isBlockType, type StoredType, type TensorDtype } from './tensor';

type Reader = (view: DataView, offset: number, littleEndian: boolean) => number;

const READERS: Readonly<Record<TensorDtype, Reader>> = {
  F64: (view, offset, little) => view.getFloat64(offset, little),
  F32: (view, offset, little) => view.getFloat32(offset, little),
  F16: (view, offset, little) => decodeFloat16(view.getUint16(offset, little)),
  BF16: (view, offset, little) => smallFloat(view.getUint16(offset, little), BFLOAT16),
  F8_E4M3: (view, offset) => smallFloat(view.getUint8(offset), E4M3),
  F8_E5M2: (view, offset) => smallFloat(view.getUint8(offset), E5M2),
  I64: (view, offset, little) => Number(view.getBigInt64(offset, little)),
  U64: (view, offset, little) => Number(view.getBigUint64(offset, little)),
  I32: (view, offset, little) => view.getInt32(offset, little),
  U32: (view, offset, little) => view.getUint32(offset, little),
  I16: (view, offset, little) => view.getInt16(offset, little),
  U16: (view, offset, little) => view.getUint16(offset, little),
  I8: (view, offset) => view.getInt8(offset),
  U8: (view, offset) => view.getUint8(offset),
  BOOL: (view, offset) => (view.getUint8(offset) === 0 ? 0 : 1),
};

/** The bytes must be whole elements, or whole blocks of quantised ones, which are multiplied by their scales. */
export function decodeElements(bytes: Uint8Array, type: StoredType, littleEndian = true): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isBlockType(type) ? decodeBlocks(view, type) : decodePlain(view, type, littleEndian);
}

function decodePlain(view: DataView, dtype: TensorDtype, littleEndian: boolean): Float32Array {
  const size = DTYPE_BYTES[dtype];
  const read = READERS[dtype];
  const values = new Float32Array(view.byteLength / size);
  for (let i = 0; i < values.length; i++) values[i] = read(view, i * size, littleEndian);
  return values;
}

function decodeBlocks(view: DataView, type: BlockType): Float32Array {
  const { elements, bytes, decode } = BLOCK_LAYOUTS[type];
  const blocks = view.byteLength / bytes;
  const values = new Float32Array(blocks * elements);
  for (let block = 0; block < blocks; block++) decode(view, block * bytes, values, block * elements);
  return values;
}
