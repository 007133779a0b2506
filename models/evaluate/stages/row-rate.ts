import { blockScaledEnergy } from '../../formats/class-cost';
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
  /** Position of the class in `COMPUTE_CLASSES`; `DATAPATH_CLASS` for the unit's own datapath. */
  readonly classIndex: number;
  /** Energy of a product over that of the class: block scales of formats that are multiplied as they are. */
  readonly energyRatio: number;
  readonly widenLeft: boolean;
  readonly widenRight: boolean;
  /** The left operand is narrower than any result: it was rounded. */
  readonly narrowLeft: boolean;
}

/** Where figures by class have the unit's own datapath: after the classes. */
export const DATAPATH_CLASS = COMPUTE_CLASSES.length;
export const DATAPATH_LABEL = 'own unit';

/** Results of operators have as many bits at least. */
const WIDTH_OF_RESULTS = 16;

export interface RateParts {
  readonly formats: Parts['formats'];
  readonly matrix: MatrixPart;
  readonly datapath: Parts['datapath'];
  readonly rules: Pick<Rules, 'peakPerFormat' | 'blockScales'>;
}

/** Rate of the pair of formats that a row multiplies. */
export function rateOf(row: RowDescriptor, { formats, matrix, datapath, rules }: RateParts): RowRate {
  const left = formatOf(formats.rules, row.module, row.a.role, row.layerIndex);
  const right = formatOf(formats.rules, row.module, row.b.role, row.layerIndex);
  const native = nativeRates(matrix);
  const elements = matrix.kind === 'array' ? matrix.rows * matrix.columns * matrix.cores : 1;
  const plain = { elements, energyRatio: 1, widenLeft: false, widenRight: false, narrowLeft: false };
  if (!rules.peakPerFormat) {
    return rowRate((native.bf16 ?? NaN) / timeFactorOfWidth(right), classOf(right.computeClass), plain);
  }
  const narrowLeft = left.elementBits < WIDTH_OF_RESULTS;
  if (datapath !== null && datapath.weights === right.id && datapath.activations === left.id) {
    return rowRate(datapath.macsPerCycle, DATAPATH_CLASS, { ...plain, narrowLeft });
  }
  const rate = resolveRate(right, left, native);
  if (rate.kind === 'unsupported') return rowRate(NaN, classOf(right.computeClass), plain);
  const index = classOf(rate.class);
  if (rate.kind === 'native') {
    const energyRatio = rules.blockScales ? blockScaledEnergy(right, left, rate.class) : 1;
    return rowRate(rate.macRate, index, { ...plain, energyRatio, narrowLeft });
  }
  const { dequantiseActivations: widenLeft, dequantiseWeights: widenRight } = rate;
  return rowRate(rate.macRate, index, { ...plain, widenLeft, widenRight, narrowLeft });
}

type RateDetails = Pick<RowRate, 'energyRatio' | 'widenLeft' | 'widenRight' | 'narrowLeft'> & {
  readonly elements: number;
};

function rowRate(macsPerElement: number, classIndex: number, { elements, ...details }: RateDetails): RowRate {
  return { macsPerCycle: macsPerElement * elements, macsPerElement, classIndex, ...details };
}

function classOf(computeClass: ComputeClass): number {
  return COMPUTE_CLASSES.indexOf(computeClass);
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
