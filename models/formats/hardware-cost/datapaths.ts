/** The units that can multiply a pair of formats, side by side. */
import { findFormat } from '../registry';
import type { DatapathKind, NumberFormat } from '../types';
import { bitSerialMacsPerCycle, bitSerialRatio } from './bit-serial';
import { unitCost, type CostQuantity } from './calibration';
import { bestGroup, LOOKUP_TILE, lookupCost, lookupMacsPerCycle, type LookupUnit } from './lookup';
import { commonClass, elementShape, pairUnit, widenedUnit } from './operands';
import type { UnitSpec } from './unit';

export interface Datapath {
  readonly kind: DatapathKind;
  readonly label: string;
  /** Cost of one multiply-accumulate a cycle, in full adders. */
  readonly cost: Readonly<Record<CostQuantity, number>>;
  /** Multiply-accumulates a cycle of one element (of a look-up unit, a column); null: as many as it has lanes. */
  readonly macsPerCycle: number | null;
  /** How many it does a cycle, in words. */
  readonly rule: string;
  /** `gates`: counted and calibrated. `synthesis`: a published ratio to an FP16 element times that element's count. */
  readonly basis: 'gates' | 'synthesis';
  readonly unit: UnitSpec | null;
}

/** Bits of weights beyond which a table has no advantage to look for. */
const LARGEST_LOOKUP_BITS = 4;

/** Every datapath for weights in one format and activations in another; the direct multiplier is always the first. */
export function datapaths(weights: NumberFormat, activations: NumberFormat): readonly Datapath[] {
  return [
    multiplierPath(weights, activations),
    ...widenedPath(weights, activations),
    ...bitSerialPath(weights, activations),
    ...lookupPath(weights, activations),
  ];
}

function multiplierPath(weights: NumberFormat, activations: NumberFormat): Datapath {
  const label = weights.id === activations.id ? 'Multiplier' : 'Multiplier of both types';
  return gatePath('multiplier', label, 'one product a cycle and lane', pairUnit(weights, activations));
}

function widenedPath(weights: NumberFormat, activations: NumberFormat): readonly Datapath[] {
  const target = commonClass(weights, activations);
  const unit = widenedUnit(weights, activations);
  if (target === null || unit === null) return [];
  if (weights.computeClass === target && activations.computeClass === target) return [];
  const label = `Widened to ${target.toUpperCase()}`;
  return [gatePath('widened', label, 'one product a cycle and lane, operands converted before it', unit)];
}

function gatePath(kind: DatapathKind, label: string, rule: string, unit: UnitSpec): Datapath {
  const cost = { energy: unitCost(unit, 'energy'), area: unitCost(unit, 'area') };
  return { kind, label, cost, macsPerCycle: null, rule, basis: 'gates', unit };
}

function bitSerialPath(weights: NumberFormat, activations: NumberFormat): readonly Datapath[] {
  const fp16 = findFormat('fp16');
  const macsPerCycle = bitSerialMacsPerCycle(weights);
  const energy = bitSerialRatio(weights, 'energy');
  const area = bitSerialRatio(weights, 'area');
  if (fp16 === undefined || activations.elementBits !== 16) return [];
  if (macsPerCycle === null || energy === null || area === null) return [];
  const unit = pairUnit(fp16, fp16);
  const cost = { energy: energy * unitCost(unit, 'energy'), area: area * unitCost(unit, 'area') };
  const rule = `${macsPerCycle.toPrecision(2)} products a cycle of a 4-lane element, two signed bits of a weight a cycle`;
  return [
    { kind: 'bitSerial', label: 'Bit-serial (BitMoD)', cost, macsPerCycle, rule, basis: 'synthesis', unit: null },
  ];
}

function lookupPath(weights: NumberFormat, activations: NumberFormat): readonly Datapath[] {
  if (weights.encoding !== 'int' || weights.elementBits > LARGEST_LOOKUP_BITS) return [];
  const isTernary = weights.elementBits <= 2;
  const kind: LookupUnit['weights'] = isTernary
    ? { kind: 'ternary' }
    : { kind: 'bits', bits: Math.ceil(weights.elementBits) };
  const unit = bestGroup({ activations: elementShape(activations), weights: kind, ...LOOKUP_TILE });
  const cost = { energy: lookupCost(unit, 'energy'), area: lookupCost(unit, 'area') };
  const cycles = isTernary ? 'a cycle' : `every ${kind.kind === 'bits' ? kind.bits : 1} cycles`;
  const rule = `groups of ${unit.groupSize}: ${lookupMacsPerCycle({ ...unit, weights: { kind: 'ternary' } })} products ${cycles} in a tile of ${unit.columns} columns`;
  const label = isTernary ? 'Ternary look-up' : 'Look-up by bits';
  const macsPerCycle = lookupMacsPerCycle(unit) / unit.columns;
  return [{ kind: 'lookup', label, cost, macsPerCycle, rule, basis: 'gates', unit: null }];
}
