import type { Design } from '../../design/types';
import { technologyGaps } from '../../hardware/technology/resolve';
import { ROW } from '../../workload/lowering/rows';
import type { Context } from '../context';
import { energyOmissions, areaOmissions } from './omissions';
import { mainMemoryIndex, stagingTierIndex } from '../../hardware/tiers';

/** What is missing from the numbers of one design, one sentence each: unknown figures first, then unmodelled effects. */
export function gapsOf(context: Context, design: Design): readonly string[] {
  const { accelerator, system } = design;
  const gaps: string[] = [];
  const { rows } = context.outputs;
  const used = (test: (row: number) => boolean) =>
    context.structure.rows.some((_, row) => rows.data[rows.at + row * ROW.WIDTH + ROW.REPEAT]! > 0 && test(row));
  if (context.rules.vectorWork && accelerator.vector.laneOpsPerSecond === null) {
    gaps.push('Vector work is not timed: the rate of the vector unit is not known.');
  }
  if (context.rules.vectorWork && accelerator.vector.specialOpsPerSecond === null) {
    gaps.push('Special functions are not timed: their rate is not known.');
  }
  const staging = accelerator.tiers[stagingTierIndex(accelerator.tiers)];
  if (staging === undefined) gaps.push('On-chip traffic is not counted: no on-chip memory is described.');
  else if (staging.bytesPerSecond === null) {
    gaps.push(`On-chip traffic is not timed: the bandwidth of ${staging.label} is not known.`);
  }
  if (
    used((row) => context.structure.rows[row]!.kind === 'collective') &&
    system.network.some((l) => l.latencySeconds === null)
  ) {
    gaps.push('Link latency is not known and counts as none.');
  }
  if (context.rules.level === 'mapped') gaps.push(...mappingGaps(accelerator.tiers));
  gaps.push(...technologyGaps(accelerator, system.network));
  gaps.push(`Not modelled in energy: ${energyOmissions(design).join('; ')}.`);
  const area = areaOmissions(design);
  if (area.length > 0) gaps.push(`Not modelled in area: ${area.join('; ')}.`);
  return gaps;
}

/** Memories on the chip that a loop nest never waits for, since nobody knows how fast they are. */
function mappingGaps(tiers: Design['accelerator']['tiers']): readonly string[] {
  const unknown = tiers.slice(0, mainMemoryIndex(tiers)).filter(({ bytesPerSecond }) => bytesPerSecond === null);
  if (unknown.length === 0) return [];
  return [`Loop nests do not wait for ${unknown.map(({ label }) => label).join(', ')}: bandwidth not known.`];
}
