import { resolveRate, type NativeRates } from '../../formats/rate';
import { COMPUTE_CLASSES, type ComputeClass, type NumberFormat } from '../../formats/types';
import type { RowDescriptor } from '../../workload/lowering/rows';
import type { Rules } from '../../workload/rules';
import { formatOf } from '../formats-of';
import type { MatrixPart, Parts } from '../parts';

export interface RowRate {
  /** MACs of the whole chip in one unit of the clock part; NaN when the pair of formats is not supported. */
  readonly macsPerCycle: number;
  /** Of one element of the array; equal to `macsPerCycle` where only peak rates are known. */
  readonly macsPerElement: number;
  readonly classIndex: number;
  readonly widenLeft: boolean;
  readonly widenRight: boolean;
  /** The left operand is narrower than any result: it was rounded. */
  readonly narrowLeft: boolean;
}

/** Results of operators have as many bits at least. */
const WIDTH_OF_RESULTS = 16;

/** Rate of the pair of formats that a row multiplies. */
export function rateOf(
  row: RowDescriptor,
  formats: Parts['formats'],
  matrix: MatrixPart,
  rules: Pick<Rules, 'peakPerFormat'>,
): RowRate {
  const left = formatOf(formats.rules, row.module, row.a.role, row.layerIndex);
  const right = formatOf(formats.rules, row.module, row.b.role, row.layerIndex);
  const native = nativeRates(matrix);
  const elements = matrix.kind === 'array' ? matrix.rows * matrix.columns * matrix.cores : 1;
  if (!rules.peakPerFormat) {
    const perElement = (native.bf16 ?? NaN) / timeFactorOfWidth(right);
    return rowRate(perElement, elements, right.computeClass, false, false, false);
  }
  const rate = resolveRate(right, left, native);
  if (rate.kind === 'unsupported') return rowRate(NaN, elements, right.computeClass, false, false, false);
  const upcast = rate.kind === 'upcast' ? rate : { dequantiseActivations: false, dequantiseWeights: false };
  const narrow = left.elementBits < WIDTH_OF_RESULTS;
  return rowRate(rate.macRate, elements, rate.class, upcast.dequantiseActivations, upcast.dequantiseWeights, narrow);
}

function rowRate(
  macsPerElement: number,
  elements: number,
  computeClass: ComputeClass,
  widenLeft: boolean,
  widenRight: boolean,
  narrowLeft: boolean,
): RowRate {
  const classIndex = COMPUTE_CLASSES.indexOf(computeClass);
  return { macsPerCycle: macsPerElement * elements, macsPerElement, classIndex, widenLeft, widenRight, narrowLeft };
}

export function nativeRates(matrix: MatrixPart): NativeRates {
  return matrix.kind === 'array' ? matrix.macsPerCycle : matrix.macsPerSecond;
}

/** Time against BF16 when rates only follow the width, in powers of two: 32 bits 2, 8 and 6 bits 1/2, 4 bits 1/4. */
function timeFactorOfWidth(format: NumberFormat): number {
  let width = 1;
  while (width < format.elementBits) width *= 2;
  return width / 16;
}
