/** Elements of a file as float32. Doubles and wide integers are rounded to the nearest float32. */
import { powerOfTwo } from '../units/deterministic-math';
import { DTYPE_BYTES, type TensorDtype } from './tensor';

type Reader = (view: DataView, offset: number, littleEndian: boolean) => number;

const READERS: Readonly<Record<TensorDtype, Reader>> = {
  F64: (view, offset, little) => view.getFloat64(offset, little),
  F32: (view, offset, little) => view.getFloat32(offset, little),
  F16: (view, offset, little) => smallFloat(view.getUint16(offset, little), FLOAT16),
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

/** The bytes must be whole elements. */
export function decodeElements(bytes: Uint8Array, dtype: TensorDtype, littleEndian = true): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = DTYPE_BYTES[dtype];
  const read = READERS[dtype];
  const values = new Float32Array(bytes.byteLength / size);
  for (let i = 0; i < values.length; i++) values[i] = read(view, i * size, littleEndian);
  return values;
}

interface SmallFloat {
  readonly exponentBits: number;
  readonly mantissaBits: number;
  /** Whether the last exponent is infinity and NaN; otherwise its last code alone is NaN. */
  readonly isIeee: boolean;
}

const FLOAT16: SmallFloat = { exponentBits: 5, mantissaBits: 10, isIeee: true };
const BFLOAT16: SmallFloat = { exponentBits: 8, mantissaBits: 7, isIeee: true };
const E4M3: SmallFloat = { exponentBits: 4, mantissaBits: 3, isIeee: false };
const E5M2: SmallFloat = { exponentBits: 5, mantissaBits: 2, isIeee: true };

function smallFloat(code: number, { exponentBits, mantissaBits, isIeee }: SmallFloat): number {
  const mantissas = 1 << mantissaBits;
  const lastExponent = (1 << exponentBits) - 1;
  const mantissa = code & (mantissas - 1);
  const exponent = (code >> mantissaBits) & lastExponent;
  const sign = (code >> (mantissaBits + exponentBits)) & 1 ? -1 : 1;
  if (exponent === lastExponent) {
    if (isIeee) return mantissa === 0 ? sign * Infinity : NaN;
    if (mantissa === mantissas - 1) return NaN;
  }
  const bias = (1 << (exponentBits - 1)) - 1;
  const significand = exponent === 0 ? mantissa : mantissas + mantissa;
  return sign * significand * powerOfTwo(Math.max(exponent, 1) - bias - mantissaBits);
}
