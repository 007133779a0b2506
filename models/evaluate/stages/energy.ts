import { sumAffine } from '../../cost/context-sum';
import { COMPUTE_CLASSES } from '../../formats/types';
import { resolveTechnology, type ResolvedTechnology } from '../../hardware/technology/resolve';
import type { Accelerator } from '../../hardware/types';
import { ROW, type Phase, type RowDescriptor } from '../../workload/lowering/rows';
import type { StageOutputs } from '../context';
import type { MatrixPart, Parts, TierSize } from '../parts';
import { defineStage } from '../stage';
import { mainMemoryIndex, stagingTierIndex } from '../tiers';
import { BYTES } from './bytes';
import { COMPUTE } from './compute-columns';
import { TRAFFIC } from './traffic';

/** Joules of one rank, for each phase: one microbatch of prefill, all steps of one microbatch of decode. */
export const ENERGY = { MAC: 0, VECTOR: 1, ON_CHIP: 2, OFF_CHIP: 3, LINK: 4, TOTAL: 5, WIDTH: 6 } as const;
export const ENERGY_PHASES: readonly Phase[] = ['prefill', 'decode'];

/** Energy figures of an accelerator whose parts are given; NaN where there is no figure. */
export function technologyOf(
  technology: Parts['technology'],
  tiers: readonly TierSize[],
  matrix: MatrixPart,
): ResolvedTechnology {
  return resolveTechnology(technologyAccelerator(technology, tiers, matrix));
}

/** The parts put together again; clock, rates and published figures play no role in energy and area. */
export function technologyAccelerator(
  technology: Parts['technology'],
  tiers: readonly TierSize[],
  matrix: MatrixPart,
): Accelerator {
  return {
    name: '',
    matrix: matrix.kind === 'array' ? { ...matrix, clockHz: 1 } : matrix,
    vector: { laneOpsPerSecond: null, specialOpsPerSecond: null },
    tiers: tiers.map((tier) => ({ ...tier, bytesPerSecond: null })),
    technology,
    published: { thermalDesignPowerWatts: null, dieAreaSquareMetres: null },
  };
}

/** Dynamic energy by component: linear in work, so it needs no time and stays out of the inner loop. */
export const energyStage = defineStage({
  id: 'energy',
  reads: ['technology', 'tierSizes', 'matrix'],
  after: ['rows', 'bytes', 'compute', 'traffic'],
  width: () => ENERGY_PHASES.length * ENERGY.WIDTH,
  run: ({ technology, tierSizes, matrix }, inputs, structure, out, at) => {
    const figures = energyFigures(technology, tierSizes, matrix);
    out.fill(0, at, at + ENERGY_PHASES.length * ENERGY.WIDTH);
    structure.rows.forEach((row, index) => {
      const joules = rowJoules(row, index, figures, inputs);
      const to = at + ENERGY_PHASES.indexOf(row.phase) * ENERGY.WIDTH;
      for (let component = 0; component < joules.length; component++) {
        out[to + component]! += joules[component]!;
        out[to + ENERGY.TOTAL]! += joules[component]!;
      }
    });
  },
});

/** Figures of an accelerator and which of its tiers they apply to. */
export interface EnergyFigures {
  readonly technology: ResolvedTechnology;
  readonly main: number;
  readonly staging: number;
}

export function energyFigures(
  technology: Parts['technology'],
  tiers: readonly TierSize[],
  matrix: MatrixPart,
): EnergyFigures {
  return {
    technology: technologyOf(technology, tiers, matrix),
    main: mainMemoryIndex(tiers),
    staging: stagingTierIndex(tiers),
  };
}

/**
 * Joules of one row over all its steps and layers, in the order of `ENERGY`.
 *
 * Data that passes main memory also passes the staging memory: it is written there and read from it once. Work that a
 * row does not have costs nothing even where its figure is missing.
 */
export function rowJoules(
  row: RowDescriptor,
  index: number,
  { technology, main, staging }: EnergyFigures,
  { rows, bytes, compute, traffic }: Pick<StageOutputs, 'rows' | 'bytes' | 'compute' | 'traffic'>,
): readonly number[] {
  const r = rows.at + index * ROW.WIDTH;
  const c = compute.at + index * COMPUTE.WIDTH;
  const t = traffic.at + index * TRAFFIC.WIDTH;
  const steps = rows.data[r + ROW.STEPS]!;
  const repeat = rows.data[r + ROW.REPEAT]!;
  const total = (data: Float64Array, at: number) => sumAffine(data[at]!, data[at + 1]!, steps);
  const off = total(traffic.data, t + TRAFFIC.OFF);
  const on = total(traffic.data, t + TRAFFIC.ON);
  const payload =
    row.collective === null
      ? 0
      : linkBytes(row, rows.data[r + ROW.RANKS]!, bytes.data[bytes.at + index * BYTES.WIDTH + BYTES.PAYLOAD]!);
  const perByte = (tier: number) => (technology.readJoulesPerByte[tier]! + technology.writeJoulesPerByte[tier]!) / 2;
  const classIndex = compute.data[c + COMPUTE.CLASS]!;
  return [
    classIndex < 0
      ? 0
      : product(repeat * total(rows.data, r + ROW.MACS), technology.macJoules[COMPUTE_CLASSES[classIndex]!]),
    product(total(compute.data, c + COMPUTE.VECTOR), technology.vectorOpJoules) +
      product(total(compute.data, c + COMPUTE.SPECIAL), technology.specialOpJoules),
    product(on + 2 * off, staging < 0 ? 0 : perByte(staging)),
    product(off, main < 0 ? NaN : perByte(main)),
    product(payload * repeat * steps, technology.linkJoulesPerByte),
  ];
}

function product(amount: number, joulesEach: number): number {
  return amount === 0 ? 0 : amount * joulesEach;
}

/** Bytes that a rank sends in one collective. */
function linkBytes(row: RowDescriptor, ranks: number, payload: number): number {
  if (row.collective === 'sendReceive') return payload;
  const share = ranks > 1 ? ((ranks - 1) / ranks) * payload : 0;
  return row.collective === 'allReduce' ? 2 * share : share;
}
