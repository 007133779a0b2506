import type { AxisValue, Space } from '../models/design/types';
import type { FidelityLevel } from '../models/assumptions/types';
import { defaultDesign } from '../models/design/presets/default-design';

/** `count` values from `from` on, each `ratio` times the one before: as sliders space them. */
function geometric(from: number, ratio: number, count: number): readonly number[] {
  const values = [from];
  for (let i = 1; i < count; i++) values.push(values[i - 1]! * ratio);
  return values;
}

function counts(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}

const FORMATS: readonly AxisValue[] = ['bf16', 'fp8_e4m3', 'int8', 'int4', 'mxfp4'];

/**
 * A million designs around the default one: batch, cores, clock and memory bandwidth by formats of weights and cache.
 * The default model is evaluated whole: prefill and decode, all operators, time, memory, energy and area.
 */
export function benchSpace(level: FidelityLevel): Space {
  const base = defaultDesign();
  const main = base.accelerator.tiers.findLast(({ kind }) => kind === 'dram')!;
  return {
    base: { ...base, assumptions: { ...base.assumptions, level } },
    axes: [
      { field: 'deployment.decodeBatch', values: counts(20) },
      { field: 'matrix.cores', values: counts(10) },
      { field: 'format.weight', values: FORMATS },
      { field: 'format.kv', values: FORMATS.slice(0, 2) },
      { field: 'matrix.clock', values: geometric(0.5e9, 1.05, 20) },
      { field: `tier.${main.id}.bandwidth`, values: geometric(0.2e12, 1.15, 25) },
    ],
    constraints: [],
    objectives: ['tpot', 'energyPerOutputToken', 'area'],
  };
}
