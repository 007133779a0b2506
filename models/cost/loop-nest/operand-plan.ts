import { distinctSums, roundHalfEven, wholePart, wholeUp } from './arithmetic';
import type { EinsumLayer, EinsumOperand, IndexTerm, NestConventions, NestHardware } from './types';
import type { UnrolledLoop } from './unrolling';

export const IRRELEVANT = 0;
export const RELEVANT = 1;
export const PARTIAL = 2;

/** Energy counts the mean number of units at work, time the whole number of them. */
export const MEAN_UNITS = 0;
export const WHOLE_UNITS = 1;
export type UnitsCode = typeof MEAN_UNITS | typeof WHOLE_UNITS;

interface WindowIndex {
  readonly a: number;
  readonly strideA: number;
  readonly b: number;
  readonly strideB: number;
  /** Extent over the whole layer. */
  readonly extent: number;
}

/**
 * An operand on its way through the memories that hold it. Boundary 0 lies between the multipliers and memory 0 of the
 * operand, boundary `b` below its memory `b`; the topmost boundary lies above its last memory.
 */
export interface OperandPlan {
  readonly name: string;
  readonly isOutput: boolean;
  readonly bits: number;
  readonly finalBits: number;
  /** Indices of its memories, inner to outer. */
  readonly memories: readonly number[];
  /** Where its links start; link of level `l` and direction `d` is `firstLink + l * DIRECTIONS + d`. */
  readonly firstLink: number;
  /** Where its cuts start in a nest: one for each of its memories. */
  readonly firstCut: number;
  /** IRRELEVANT, RELEVANT or PARTIAL for each dim. */
  readonly relevance: Uint8Array;
  readonly plain: readonly number[];
  readonly windows: readonly WindowIndex[];
  /** See `NestConventions`. */
  readonly tilesBelowMinimum: boolean;
  /** Iterations of its irrelevant loops that are left to the nest. */
  readonly reuse: number;
  /** [units code][boundary * dims + dim]: product of the unrolled factors below a boundary. */
  readonly unrolledBelow: readonly [Float64Array, Float64Array];
  /** [units code][boundary]: distinct tiles of the memories below that one memory above serves. */
  readonly fanOut: readonly [Float64Array, Float64Array];
  /** [boundary]: instances of the memory below it (of the multiplier for boundary 0). */
  readonly instances: Float64Array;
  /** [units code][boundary]: 1 where sums are still added up spatially above the memory above that boundary. */
  readonly addsAbove: readonly [Uint8Array, Uint8Array];
}

export function planOperand(
  layer: EinsumLayer,
  hardware: NestHardware,
  operand: EinsumOperand,
  unrolled: readonly UnrolledLoop[],
  temporal: Float64Array,
  firstLink: number,
  firstCut: number,
  { tilesBelowMinimum }: NestConventions,
): OperandPlan {
  const dimOf = (name: string) => layer.dims.findIndex((dim) => dim.name === name);
  const relevance = new Uint8Array(layer.dims.length);
  const plain: number[] = [];
  const windows: WindowIndex[] = [];
  for (const [first, second] of operand.indices as readonly (readonly IndexTerm[])[]) {
    const a = dimOf(first!.dim);
    relevance[a] = second === undefined ? RELEVANT : PARTIAL;
    if (second === undefined) plain.push(a);
    else {
      const b = dimOf(second.dim);
      relevance[b] = PARTIAL;
      const [strideA, strideB] = [first!.stride, second.stride];
      const extent = distinctSums(strideA, layer.dims[a]!.size, strideB, layer.dims[b]!.size);
      windows.push({ a, strideA, b, strideB, extent });
    }
  }
  const memories = hardware.memories.flatMap(({ holds }, index) => (holds.includes(operand.slot) ? [index] : []));
  const shape = { relevance, plain, windows };
  return {
    name: operand.name,
    isOutput: operand.role === 'output',
    bits: operand.bits,
    finalBits: operand.finalBits,
    ...{ memories, firstLink, firstCut, tilesBelowMinimum, ...shape },
    reuse: temporal.reduce((product, size, dim) => (relevance[dim] === IRRELEVANT ? product * size : product), 1),
    ...planUnrolling(layer.dims.length, hardware, memories, unrolled, shape),
  };
}

type OperandShape = Pick<OperandPlan, 'relevance' | 'plain' | 'windows'>;

/** A loop along a dimension of the array lies just below the innermost memory that is shared over that dimension. */
function planUnrolling(
  dims: number,
  hardware: NestHardware,
  memories: readonly number[],
  unrolled: readonly UnrolledLoop[],
  shape: OperandShape,
) {
  const levels = memories.length;
  const levelOf = unrolled.map(({ along }) => {
    const name = hardware.array[along]!.name;
    const level = memories.findIndex((memory) => hardware.memories[memory]!.sharedOver.includes(name));
    return level < 0 ? levels : level;
  });
  const perUnits = [MEAN_UNITS, WHOLE_UNITS].map((code) => {
    const below = new Float64Array((levels + 2) * dims).fill(1);
    const addsAbove = new Uint8Array(levels + 1);
    unrolled.forEach(({ dim, factor }, index) => {
      const size = code === WHOLE_UNITS ? wholePart(factor) : factor;
      for (let b = levelOf[index]! + 1; b <= levels + 1; b++) below[b * dims + dim]! *= size;
      if (shape.relevance[dim] !== IRRELEVANT || size <= 1) return;
      for (let b = 0; b < levelOf[index]!; b++) addsAbove[b] = 1;
    });
    const fanOut = Float64Array.from({ length: levels + 1 }, (_, b) => {
      const [above, under] = [b + 1, b].map((at) => elementsIn(shape, below, at * dims));
      return roundHalfEven(above! / under!);
    });
    return { below, addsAbove, fanOut };
  }) as [UnrollingPart, UnrollingPart];
  const [mean, whole] = perUnits;
  const instances = Float64Array.from({ length: levels + 1 }, (_, b) => {
    const count = unrolled.reduce((product, { factor }, index) => product * (levelOf[index]! >= b ? factor : 1), 1);
    return roundHalfEven(roundHalfEven(count * 1000) / 1000);
  });
  return {
    instances,
    unrolledBelow: [mean.below, whole.below] as const,
    fanOut: [mean.fanOut, whole.fanOut] as const,
    addsAbove: [mean.addsAbove, whole.addsAbove] as const,
  };
}

interface UnrollingPart {
  readonly below: Float64Array;
  readonly addsAbove: Uint8Array;
  readonly fanOut: Float64Array;
}

/** Elements of an operand under loops of the sizes at `sizes[at + dim]`, which may be fractions. */
function elementsIn(shape: OperandShape, sizes: Float64Array, at: number): number {
  let elements = 1;
  for (const dim of shape.plain) elements *= sizes[at + dim]!;
  for (const { a, strideA, b, strideB, extent } of shape.windows) {
    const [countA, countB] = [wholePart(sizes[at + a]!), wholePart(sizes[at + b]!)];
    elements *= Math.min(extent, distinctSums(strideA, countA, strideB, countB));
  }
  return elements;
}

/**
 * Elements of an operand that one instance of the memory below a boundary holds, when loops whose products are
 * `sizes[at + dim]` run below that boundary. For boundary 0: elements at one multiplier.
 */
export function elementsBelow(
  plan: OperandPlan,
  units: UnitsCode,
  boundary: number,
  sizes: Float64Array,
  at: number,
): number {
  const spatial = plan.unrolledBelow[units];
  const dims = plan.relevance.length;
  const first = boundary * dims;
  let elements = 1;
  for (let i = 0; i < plan.plain.length; i++) {
    const dim = plan.plain[i]!;
    elements *= sizes[at + dim]! * spatial[first + dim]!;
  }
  for (let i = 0; i < plan.windows.length; i++) {
    const { a, strideA, b, strideB, extent } = plan.windows[i]!;
    const countA = wholePart(sizes[at + a]! * spatial[first + a]!);
    const countB = wholePart(sizes[at + b]! * spatial[first + b]!);
    elements *= Math.min(extent, distinctSums(strideA, countA, strideB, countB));
  }
  return plan.tilesBelowMinimum ? roundHalfEven(elements) : wholeUp(elements);
}

/** Iterations of an operand's irrelevant loops among those of the sizes at `sizes[at + dim]`. */
export function irrelevantIterations(plan: OperandPlan, sizes: Float64Array, at: number): number {
  let product = 1;
  for (let dim = 0; dim < plan.relevance.length; dim++) {
    if (plan.relevance[dim] === IRRELEVANT) product *= sizes[at + dim]!;
  }
  return product;
}
