/** A dot-product unit for a pair of element types: cells for each multiply-accumulate, part by part. */
import { ceilLog2, type MacShape } from '../mac-cost';
import { powerOfTwo } from '../../units/deterministic-math';
import { scaleAdders, SUM_BITS, SUM_EXPONENT_BITS, type BlockScale } from '../block-scales';
import { fullAdders, multiplexers, NO_CELLS, shifter, sumOfCells, timesCells, type Cells } from './cells';

export interface UnitOperand {
  readonly shape: MacShape;
  readonly scale: BlockScale;
  /** Cells that turn a stored element into `shape`, once each time it enters the unit. */
  readonly converter: Cells;
}

export interface UnitSpec {
  readonly weights: UnitOperand;
  readonly activations: UnitOperand;
  /** Products that are added up before they meet the accumulator. */
  readonly lanes: number;
  /** Products that a converted weight serves before the next one is converted. */
  readonly weightReuse: number;
}

/** Cells of one multiply-accumulate; what a dot product shares is divided by its lanes or its block. */
export interface UnitParts {
  readonly multiplier: Cells;
  readonly exponents: Cells;
  readonly aligner: Cells;
  readonly adder: Cells;
  readonly normaliser: Cells;
  readonly accumulator: Cells;
  readonly scales: Cells;
  readonly converters: Cells;
}

/** Bits of an integer accumulator. */
const INTEGER_SUM_BITS = 32;

/**
 * Cells of one multiply-accumulate.
 *
 * With x exponent and y mantissa bits of the weight (1) and the activation (2): multiplier (y1+1)(y2+1); integers add
 * (y1+1)+(y2+1) bits; floats add exponents, subtract and compare them, align and add n = min(2^x1 + 2^x2 + y1 + y2, 24)
 * bits and share a normaliser. For equal types this is Table 6 of arXiv:2510.25602; pairs of types are our
 * generalisation. The accumulator is a float32 adder, or 32 bits where integers have no block scale. Scales: E8M0 adds
 * exponents; a float scale multiplies the other scale and the partial sum.
 *
 * Not modelled: registers, wiring, control, exceptions, rounding, unequal toggle rates.
 */
export function unitParts({ weights, activations, lanes, weightReuse }: UnitSpec): UnitParts {
  const shared = 1 / lanes;
  const products = productCells(weights.shape, activations.shape);
  return {
    multiplier: products.multiplier,
    exponents: products.exponents,
    aligner: products.aligner,
    adder: products.adder,
    normaliser: timesCells(shared, products.aligner),
    accumulator: timesCells(shared, accumulatorCells(weights, activations)),
    scales: fullAdders(scaleAdders(weights.scale, activations.scale)),
    converters: sumOfCells(timesCells(1 / weightReuse, weights.converter), activations.converter),
  };
}

function productCells(a: MacShape, b: MacShape) {
  const multiplier = fullAdders((a.mantissaBits + 1) * (b.mantissaBits + 1));
  const significands = a.mantissaBits + b.mantissaBits;
  if (a.encoding === 'int' && b.encoding === 'int') {
    return { multiplier, exponents: NO_CELLS, aligner: NO_CELLS, adder: fullAdders(significands + 2) };
  }
  const exponentBits = Math.max(a.exponentBits, b.exponentBits);
  const range = (shape: MacShape) => (shape.encoding === 'int' ? 0 : powerOfTwo(shape.exponentBits));
  const bits = Math.min(range(a) + range(b) + significands, SUM_BITS);
  const operations = a.encoding === b.encoding ? 3 : 2; // an integer has no exponent to add
  return {
    multiplier,
    exponents: fullAdders(operations * exponentBits),
    aligner: shifter(bits),
    adder: fullAdders(bits),
  };
}

function accumulatorCells({ shape: a, scale: first }: UnitOperand, { shape: b, scale: second }: UnitOperand): Cells {
  const integers = a.encoding === 'int' && b.encoding === 'int';
  if (integers && first.kind === 'none' && second.kind === 'none') return fullAdders(INTEGER_SUM_BITS);
  return sumOfCells(
    fullAdders(2 * SUM_EXPONENT_BITS + SUM_BITS),
    timesCells(2, multiplexers(SUM_BITS * ceilLog2(SUM_BITS))),
  );
}

/** Cells that turn integers or narrow floats of `bits` into a wider float: find the leading one, shift. */
export function wideningCells(bits: number): Cells {
  return sumOfCells(shifter(bits), fullAdders(bits));
}

/** A table of 2^bits constants of `width` bits. */
export function tableCells(bits: number, width: number): Cells {
  return multiplexers((powerOfTwo(bits) - 1) * width);
}
