/**
 * Joules and square metres of a multiply-accumulate in any datapath of `models/formats/hardware-cost`, by node.
 *
 * The gate model knows ratios alone. It is anchored to a published operation at the node: INT8 where the two elements have
 * 16 bits together or fewer, else the 16-bit float; the span holds the other anchor. The two disagree two- to fivefold,
 * since published float adders are larger than the fitted cells make them.
 */
import type { CostQuantity } from '../../formats/hardware-cost/calibration';
import { ANCHOR_AREA, ANCHOR_ENERGY } from '../../formats/class-cost';
import { macJoules, macSquareMetres } from './mac';
import { isMissing, missing, scaleKnown, type Sourced, withSpan } from './types';

/**
 * A datapath's multiply-accumulate at a node.
 *
 * @param cost of the datapath in full adders
 * @param narrow whether its elements have 16 bits together or fewer
 */
export function datapathFigure(nodeNm: number | null, quantity: CostQuantity, cost: number, narrow: boolean): Sourced {
  const of = quantity === 'energy' ? macJoules : macSquareMetres;
  const energyOfFloat = nodeNm === 45 ? ANCHOR_ENERGY.fp16 : ANCHOR_ENERGY.bf16;
  const [integerCost, floatCost] =
    quantity === 'energy' ? [ANCHOR_ENERGY.int8, energyOfFloat] : [ANCHOR_AREA.int8, ANCHOR_AREA.fp16];
  const integer = times(of(nodeNm, 'int8'), cost / integerCost);
  const float = times(of(nodeNm, nodeNm === 45 || quantity === 'area' ? 'fp16' : 'bf16'), cost / floatCost);
  if (isMissing(integer)) return integer;
  if (isMissing(float)) return missing(float.missing);
  return narrow ? withSpan(integer, [float.low, float.high]) : withSpan(float, [integer.low, integer.high]);
}

function times(published: Sourced, ratio: number): Sourced {
  if (isMissing(published)) return published;
  return scaleKnown(published, ratio, { source: 'unit-model', derivation: 'modelled', confidence: 'low' });
}
