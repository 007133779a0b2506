/** Operands of units as formats give them. */
import { COMPUTE_CLASS_SHAPE, type MacShape } from '../mac-cost';
import { resolveRate, type NativeRates } from '../rate';
import { COMPUTE_CLASSES, type ComputeClass, type NumberFormat } from '../types';
import { blockScale, lanesOf } from '../block-scales';
import { NO_CELLS } from './cells';
import { tableCells, wideningCells, type UnitOperand, type UnitSpec } from './unit';

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
  const lanes = lanesOf(weights.scale, activations.scale);
  return { weights, activations, lanes, weightReuse: DEFAULT_WEIGHT_REUSE };
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
