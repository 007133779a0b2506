/**
 * Joules and square metres of a multiply-accumulate in any datapath of `models/formats/hardware-cost`, by node.
 *
 * The gate model knows ratios alone. It is anchored to a published operation at the node: INT8 where the two elements have
 * 16 bits together or fewer, else the 16-bit float; the span holds the other anchor. The two disagree two- to fivefold,
 * since published float adders are larger than the fitted cells make them.
 */
import { unitCost, type CostQuantity } from '../../formats/hardware-cost/calibration';
import { NO_CELLS } from '../../formats/hardware-cost/cells';
import type { UnitSpec } from '../../formats/hardware-cost/unit';
import { COMPUTE_CLASS_SHAPE } from '../../formats/mac-cost';
import type { ComputeClass } from '../../formats/types';
import { macJoules, macSquareMetres } from './mac';
import { isMissing, type Known, missing, type Sourced, withSpan } from './types';

/** The operations that were published with energy and area, as units of one lane with an accumulator of their own. */
function anchorUnit(computeClass: ComputeClass): UnitSpec {
  const operand = { shape: COMPUTE_CLASS_SHAPE[computeClass], scale: { kind: 'none' }, converter: NO_CELLS } as const;
  return { weights: operand, activations: operand, lanes: 1, weightReuse: 1 };
}

/**
 * A datapath's multiply-accumulate at a node.
 *
 * @param cost of the datapath in full adders
 * @param narrow whether its elements have 16 bits together or fewer
 */
export function datapathFigure(nodeNm: number | null, quantity: CostQuantity, cost: number, narrow: boolean): Sourced {
  const integer = anchored(nodeNm, quantity, cost, 'int8');
  if (isMissing(integer)) return integer;
  const float = anchored(nodeNm, quantity, cost, nodeNm === 45 || quantity === 'area' ? 'fp16' : 'bf16');
  if (isMissing(float)) return missing(float.missing);
  return narrow ? withSpan(integer, [float.low, float.high]) : withSpan(float, [integer.low, integer.high]);
}

function anchored(nodeNm: number | null, quantity: CostQuantity, cost: number, anchor: ComputeClass): Sourced {
  const published = quantity === 'energy' ? macJoules(nodeNm, anchor) : macSquareMetres(nodeNm, anchor);
  if (isMissing(published)) return published;
  const ratio = cost / unitCost(anchorUnit(anchor), quantity);
  const modelled: Partial<Known> = { source: 'unit-model', derivation: 'modelled', confidence: 'low' };
  const { value, low, high } = published;
  return { ...published, value: value * ratio, low: low * ratio, high: high * ratio, ...modelled };
}
