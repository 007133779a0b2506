/** A datapath of the gate-level model as a part of a design's matrix unit. */
import type { Datapath } from '../../formats/hardware-cost/datapaths';
import { resolveRate } from '../../formats/rate';
import type { NumberFormat } from '../../formats/types';
import type { Accelerator, MatrixArray, PairDatapath } from '../types';

/**
 * The datapath beside the classes of an array. Bit-serial and look-up units have rates of their own; a multiplier does as
 * many products a cycle as the element does of this pair today, one where it does none.
 */
export function pairDatapath(
  { kind, cost, macsPerCycle }: Datapath,
  weights: NumberFormat,
  activations: NumberFormat,
  matrix: MatrixArray,
): PairDatapath {
  const today = resolveRate(weights, activations, matrix.macsPerCycle);
  const lanes = today.kind === 'unsupported' ? 1 : today.macRate;
  return {
    kind,
    weights: weights.id,
    activations: activations.id,
    macsPerCycle: macsPerCycle ?? lanes,
    energyCost: cost.energy,
    areaCost: cost.area,
  };
}

/** The machine with another datapath of its own, or with none; the same machine where its matrix unit is not described. */
export function withDatapath(accelerator: Accelerator, datapath: PairDatapath | null): Accelerator {
  if (accelerator.matrix.kind !== 'array') return accelerator;
  const { datapath: _, ...matrix } = accelerator.matrix;
  return { ...accelerator, matrix: datapath === null ? matrix : { ...matrix, datapath } };
}
