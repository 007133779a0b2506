import { sumAffine } from '../../cost/context-sum';
import { sentBytes } from '../../cost/network-bytes';
import type { NetworkLevel } from '../../hardware/types';
import { ROW, type Phase, type RowDescriptor } from '../../workload/lowering/rows';
import type { Rules } from '../../workload/rules';
import type { StageOutputs } from '../context';
import { defineStage } from '../stage';
import { BYTES } from './bytes';
import { COMPUTE } from './compute-columns';
import { isMapped, MAPPING } from './mapping-columns';
import { TECHNOLOGY } from './technology';
import { TRAFFIC } from './traffic-columns';

/** Joules of one rank, for each phase: one microbatch of prefill, all steps of one microbatch of decode. */
export const ENERGY = {
  MAC: 0,
  VECTOR: 1,
  REGISTERS: 2,
  ON_CHIP: 3,
  /** Clock and control of the parts before. */
  CONTROL: 4,
  OFF_CHIP: 5,
  LINK: 6,
  TOTAL: 7,
  WIDTH: 8,
} as const;
export const ENERGY_PHASES: readonly Phase[] = ['prefill', 'decode'];

/** Dynamic energy by component: linear in work, so it needs no time and stays out of the inner loop. */
export const energyStage = defineStage({
  id: 'energy',
  reads: ['rules', 'network'],
  after: ['rows', 'bytes', 'mapping', 'compute', 'traffic', 'technology'],
  // Behind the phases there is room for one row.
  width: () => (ENERGY_PHASES.length + 1) * ENERGY.WIDTH,
  run: ({ rules, network }, inputs, structure, out, at) => {
    const one = at + ENERGY_PHASES.length * ENERGY.WIDTH;
    for (let i = at; i < one; i++) out[i] = 0;
    for (let index = 0; index < structure.rows.length; index++) {
      const row = structure.rows[index]!;
      rowJoules(row, index, rules, inputs, network, out, one);
      const to = at + ENERGY_PHASES.indexOf(row.phase) * ENERGY.WIDTH;
      for (let component = 0; component < ENERGY.WIDTH; component++) out[to + component]! += out[one + component]!;
    }
  },
});

/**
 * Joules of one row over all its steps and layers, in the order of `ENERGY`, to `out[at]` and on.
 *
 * Data that passes main memory also passes the staging memory: it is written there and read from it once. Work that a
 * row does not have costs nothing even where its figure is missing.
 */
export function rowJoules(
  row: RowDescriptor,
  index: number,
  rules: Pick<Rules, 'level'>,
  { rows, bytes, mapping, compute, traffic, technology }: EnergyInputs,
  network: readonly NetworkLevel[],
  out: Float64Array,
  at: number,
): void {
  const r = rows.at + index * ROW.WIDTH;
  const c = compute.at + index * COMPUTE.WIDTH;
  const t = traffic.at + index * TRAFFIC.WIDTH;
  const f = technology.at;
  const figures = technology.data;
  const steps = rows.data[r + ROW.STEPS]!;
  const repeat = rows.data[r + ROW.REPEAT]!;
  const macs = repeat * overSteps(rows.data, r + ROW.MACS, steps);
  const off = overSteps(traffic.data, t + TRAFFIC.OFF, steps);
  const on = overSteps(traffic.data, t + TRAFFIC.ON, steps);
  const classIndex = compute.data[c + COMPUTE.CLASS]!;
  const inUnit = macs * compute.data[c + COMPUTE.ENERGY_RATIO]!;
  out[at + ENERGY.MAC] = classIndex < 0 ? 0 : product(inUnit, figures[f + TECHNOLOGY.MAC_JOULES + classIndex]!);
  out[at + ENERGY.VECTOR] =
    product(overSteps(compute.data, c + COMPUTE.VECTOR, steps), figures[f + TECHNOLOGY.VECTOR_JOULES]!) +
    product(overSteps(compute.data, c + COMPUTE.SPECIAL, steps), figures[f + TECHNOLOGY.SPECIAL_JOULES]!);
  // What a loop nest moves has its own joules; only keys and values written pass beside it.
  const nest = isMapped(row, rules) && macs > 0 ? mapping.at + index * MAPPING.WIDTH : -1;
  const beside = nest < 0 ? off : repeat * steps * bytes.data[bytes.at + index * BYTES.WIDTH + BYTES.BESIDES]!;
  out[at + ENERGY.ON_CHIP] = product((nest < 0 ? on : 0) + 2 * beside, figures[f + TECHNOLOGY.ON_CHIP_JOULES]!);
  // The nest has the joules of registers among those on the chip.
  out[at + ENERGY.REGISTERS] = nest < 0 ? product(macs, figures[f + TECHNOLOGY.REGISTER_JOULES]!) : 0;
  out[at + ENERGY.OFF_CHIP] = product(beside, figures[f + TECHNOLOGY.OFF_CHIP_JOULES]!);
  if (nest >= 0) {
    out[at + ENERGY.ON_CHIP]! += steps * mapping.data[nest + MAPPING.ON_JOULES]!;
    out[at + ENERGY.OFF_CHIP]! += steps * mapping.data[nest + MAPPING.OFF_JOULES]!;
  }
  const onDie =
    out[at + ENERGY.MAC]! + out[at + ENERGY.VECTOR]! + out[at + ENERGY.REGISTERS]! + out[at + ENERGY.ON_CHIP]!;
  out[at + ENERGY.CONTROL] = product(figures[f + TECHNOLOGY.CONTROL_RATIO]!, onDie);
  const payload = bytes.data[bytes.at + index * BYTES.WIDTH + BYTES.PAYLOAD]!;
  const times = row.collective === null || payload === 0 ? 0 : repeat * steps;
  out[at + ENERGY.LINK] = times === 0 ? 0 : times * linkJoules(row, rows.data, r, payload, network, figures, f);
  let total = 0;
  for (let component = 0; component < ENERGY.TOTAL; component++) total += out[at + component]!;
  out[at + ENERGY.TOTAL] = total;
}

type EnergyInputs = Pick<StageOutputs, 'rows' | 'bytes' | 'mapping' | 'compute' | 'traffic' | 'technology'>;

/** A value and the slope beside it, added up over the steps. */
function overSteps(data: Float64Array, at: number, steps: number): number {
  return sumAffine(data[at]!, data[at + 1]!, steps);
}

function product(amount: number, joulesEach: number): number {
  return amount === 0 ? 0 : amount * joulesEach;
}

/** Joules that a rank spends on one collective, each level of the network at its own figure. */
function linkJoules(
  { collective }: RowDescriptor,
  rows: Float64Array,
  r: number,
  payload: number,
  network: readonly NetworkLevel[],
  figures: Float64Array,
  f: number,
): number {
  const sent = sentBytes(collective!, payload, rows[r + ROW.RANKS]!, rows[r + ROW.STRIDE]!, network);
  if (sent === null) return NaN;
  let joules = 0;
  for (const { level, bytes } of sent) {
    joules += product(bytes, figures[f + TECHNOLOGY.LINK_JOULES + network.indexOf(level)]!);
  }
  return joules;
}
