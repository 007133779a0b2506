/** Operands of units as formats give them. */
import { COMPUTE_CLASS_SHAPE, type MacShape } from '../mac-cost';
import { resolveRate, type NativeRates } from '../rate';
import { COMPUTE_CLASSES, type ComputeClass, type NumberFormat } from '../types';
import { NO_CELLS } from './cells';
import { tableCells, wideningCells, type BlockScale, type UnitOperand, type UnitSpec } from './unit';

/** Lanes of a unit whose formats have no blocks: those of an MX unit. */
const DEFAULT_LANES = 32;
/** Rows of a stationary array that a weight serves before the next one is converted. */
const DEFAULT_WEIGHT_REUSE = 32;

/** The element as it is multiplied; a codebook's levels have been looked up into its compute class. */
export function elementShape(format: NumberFormat): MacShape {
  if (format.encoding === 'codebook') return COMPUTE_CLASS_SHAPE[format.computeClass];
  if (format.encoding === 'int') {
    return { encoding: 'int', exponentBits: 0, mantissaBits: Math.ceil(format.elementBits) - 1 };
  }
  return { encoding: 'float', exponentBits: format.exponentBits, mantissaBits: format.mantissaBits };
}

/** E8M0 in blocks of 32 of 8 bits, E4M3 in blocks of 16 of 8 bits, else a 16-bit float (or wider) to a group. */
export function blockScale({ blockSize, scaleBits }: NumberFormat): BlockScale {
  if (blockSize === null) return { kind: 'none' };
  if (scaleBits === 8 && blockSize === 32) return { kind: 'powerOfTwo', blockSize, exponentBits: 8 };
  if (scaleBits === 8) return { kind: 'float', blockSize, exponentBits: 4, significandBits: 4 };
  return { kind: 'float', blockSize, exponentBits: 5, significandBits: 11 };
}

function operand(format: NumberFormat): UnitOperand {
  const shape = elementShape(format);
  const levels = 1 + shape.exponentBits + shape.mantissaBits;
  const converter = format.encoding === 'codebook' ? tableCells(Math.ceil(format.elementBits), levels) : NO_CELLS;
  return { shape, scale: blockScale(format), converter };
}

/** A unit that multiplies the two element types as they are. */
export function pairUnit(weights: NumberFormat, activations: NumberFormat): UnitSpec {
  return unitOf(operand(weights), operand(activations));
}

function unitOf(weights: UnitOperand, activations: UnitOperand): UnitSpec {
  const blocks = [weights.scale, activations.scale].flatMap((scale) =>
    scale.kind === 'none' ? [] : [scale.blockSize],
  );
  return { weights, activations, lanes: Math.min(DEFAULT_LANES, ...blocks), weightReuse: DEFAULT_WEIGHT_REUSE };
}

/** The narrowest class that holds both element types exactly. */
export function commonClass(weights: NumberFormat, activations: NumberFormat): ComputeClass | null {
  const all = Object.fromEntries(COMPUTE_CLASSES.map((name) => [name, 1])) as unknown as NativeRates;
  const rate = resolveRate(weights, activations, all);
  return rate.kind === 'unsupported' ? null : rate.class;
}

/** A unit of the narrowest class that holds both element types, with converters before it. */
export function widenedUnit(weights: NumberFormat, activations: NumberFormat): UnitSpec | null {
  const target = commonClass(weights, activations);
  if (target === null) return null;
  const widened = (format: NumberFormat): UnitOperand => {
    const shape = COMPUTE_CLASS_SHAPE[target];
    const given = operand(format);
    if (format.encoding === 'codebook') return { ...given, shape };
    const bits = Math.ceil(format.elementBits);
    const fits = format.computeClass === target;
    return { ...given, shape, converter: fits ? NO_CELLS : wideningCells(bits) };
  };
  return unitOf(widened(weights), widened(activations));
}
