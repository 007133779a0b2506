import type { Design } from '../../../models/design/types';
import { PART_READERS } from '../../../models/evaluate/parts';
import { scratchpadBytes } from '../../../models/evaluate/stages/staging';
import { stagingTierIndex } from '../../../models/hardware/tiers';

export interface DesignScratchpad {
  readonly label: string;
  /** Of all cores together; null: not known. */
  readonly bytes: number | null;
}

/** The on-chip memory that a design's operands are staged in; null without one. */
export function designScratchpad(design: Design): DesignScratchpad | null {
  const tier = design.accelerator.tiers[stagingTierIndex(design.accelerator.tiers)];
  if (tier === undefined) return null;
  const bytes = scratchpadBytes(PART_READERS.tierSizes(design), PART_READERS.matrix(design));
  return { label: tier.label, bytes: Number.isNaN(bytes) ? null : bytes };
}
