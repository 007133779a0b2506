import { findField } from '../../../models/design/fields';
import type { Axis, Design } from '../../../models/design/types';
import { isAllowed } from '../../../models/design/value-rules';
import type { MetricId } from '../../../models/evaluate/metrics/metrics';
import { instanceBytes } from '../../../models/evaluate/stages/staging';
import { PART_READERS } from '../../../models/evaluate/parts';
import { stagingTierIndex } from '../../../models/hardware/tiers';

/** What to sweep: sizes of the design's scratchpad, and what they are good for. */
export interface SizeSpace {
  readonly axes: readonly Axis[];
  readonly objectives: readonly MetricId[];
}

/** From half the design's own size to four times it: fine enough for a staircase, and in round numbers. */
const PARTS = 32;
const SHARES = Array.from({ length: 4 * PARTS - PARTS / 2 + 1 }, (_, index) => 1 / 2 + index / PARTS);
const MOST_STAIRS = 16;

/**
 * A space of the design over the capacity of the memory that is its scratchpad: sizes around what it has, and the last
 * edges of a staircase. Null where there is no such memory, or its size is not known.
 */
export function sizeSpace(
  design: Design,
  phase: 'prefill' | 'decode',
  edges: readonly number[],
  metrics: Readonly<Record<MetricId, number>>,
): SizeSpace | null {
  const { tiers } = design.accelerator;
  const tier = tiers[stagingTierIndex(tiers)];
  if (tier === undefined || tier.capacityBytes === null) return null;
  const id = `tier.${tier.id}.capacity`;
  const field = findField(design, id);
  if (field === undefined) return null;
  const instances = instanceBytes({ capacityBytes: 1, scope: tier.scope }, PART_READERS.matrix(design));
  const sizes = [
    ...SHARES.map((share) => Math.round(tier.capacityBytes! * share)),
    ...edges.slice(-MOST_STAIRS).map((bytes) => Math.ceil(bytes / instances)),
  ];
  const values = [...new Set(sizes)].filter((size) => isAllowed(field.control, size)).sort((a, b) => a - b);
  const isTable = design.workload.kind === 'layers';
  const spills: MetricId = isTable
    ? 'inferenceSpillTraffic'
    : phase === 'prefill'
      ? 'prefillSpillTraffic'
      : 'decodeSpillTraffic';
  const against: MetricId = Number.isNaN(metrics.area) ? (isTable ? 'batchLatency' : 'latency') : 'area';
  return { axes: [{ field: id, values }], objectives: [spills, against] };
}
