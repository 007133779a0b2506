import type { Axis, AxisValue, Design, Space } from '../models/design/types';
import type { FidelityLevel } from '../models/assumptions/types';
import { withWorkload } from '../models/design/from-presets';
import { defaultDesign } from '../models/design/presets/default-design';
import { mainMemoryIndex, stagingTierIndex } from '../models/hardware/tiers';
import type { LayerTable } from '../models/workload/layer-table/types';
import { resnet50 } from '../models/workload/presets/layer-tables-images';

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

/** A product of 512 x 1024 by 1024 x 1024. */
const PRODUCT: LayerTable = {
  kind: 'layers',
  name: 'One product',
  layers: [
    {
      kind: 'matmul',
      name: 'product',
      repeat: 1,
      m: 512,
      n: 1024,
      k: 1024,
      batch: 1,
      operand: 'weights',
      bias: false,
      attention: null,
    },
  ],
};

export const TABLE_BENCHES = ['product', 'product, clock and bandwidth too', 'resnet-50'] as const;
export type TableBench = (typeof TABLE_BENCHES)[number];

/**
 * A million arrays around the default one, at level `array`: rows by columns by bytes of staging memory, of which each
 * has tiles of its own; or fewer of them, each at many clocks and memory bandwidths, which share its tiles.
 */
export function benchTableSpace(bench: TableBench): Space {
  const base: Design = withWorkload(defaultDesign(), bench === 'resnet-50' ? resnet50() : PRODUCT, null);
  const { tiers } = base.accelerator;
  const [main, staging] = [tiers[mainMemoryIndex(tiers)]!, tiers[stagingTierIndex(tiers)]!];
  const shares = bench === 'product, clock and bandwidth too';
  const sides = counts(shares ? 25 : 100).map((step) => (shares ? 16 : 4) * step);
  const rates: readonly Axis[] = [
    { field: 'matrix.clock', values: geometric(0.5e9, 1.05, 16) },
    { field: `tier.${main.id}.bandwidth`, values: geometric(0.2e12, 1.15, 10) },
  ];
  return {
    base: { ...base, assumptions: { ...base.assumptions, level: 'array' } },
    axes: [
      { field: 'matrix.rows', values: sides },
      { field: 'matrix.columns', values: sides },
      { field: `tier.${staging.id}.capacity`, values: counts(shares ? 10 : 100).map((step) => 256 * 1024 * step) },
      ...(shares ? rates : []),
    ],
    constraints: [],
    objectives: ['batchLatency', 'energyPerInference', 'area'],
  };
}
