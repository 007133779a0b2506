import type { FieldProvenance } from '../../../models/hardware/presets/provenance-types';
import { withAcceleratorPreset } from '../../../models/design/from-presets';
import type { Field } from '../../../models/design/field-types';
import type { AxisValue, Design } from '../../../models/design/types';

/** Whether a field still has the value of the machine's preset. `none`: the preset has no say in it. */
export type FieldSource = 'preset' | 'changed' | 'none';

/**
 * The design with its machine as the preset has it; null where the machine came from no preset that is known. The presets
 * load after the page is drawn: what is compared with them is told a moment later.
 */
export async function loadPresetMachine(design: Design): Promise<Design | null> {
  const { accelerator: origin } = design.origin;
  if (origin === null) return null;
  const { findHardwarePreset } = await import('../../../models/hardware/presets/presets');
  const preset = findHardwarePreset(origin.preset);
  return preset === undefined ? null : withAcceleratorPreset(design, preset.build(), origin);
}

export function sourceOf(field: Field, value: AxisValue | null, preset: Design | null): FieldSource {
  if (preset === null || !/^(accelerator|system\.network)\b/.test(field.path)) return 'none';
  return Object.is(field.get(preset), value) ? 'preset' : 'changed';
}

/** Whether anything of the machine differs from its preset. */
export function isMachineChanged(design: Design, preset: Design | null): boolean {
  if (preset === null) return false;
  const machine = ({ accelerator, system }: Design) => JSON.stringify([accelerator, system.network]);
  return machine(design) !== machine(preset);
}

/** `accelerator.tiers[1].capacityBytes` as sources name it: `accelerator.tiers.dram.capacityBytes`. */
export function provenancePath(design: Design, path: string): string {
  return path
    .replace(/tiers\[(\d+)\]/, (_, at) => `tiers.${design.accelerator.tiers[Number(at)]?.id ?? ''}`)
    .replace(/system\.network\[(\d+)\]/, (_, at) => `network.${design.system.network[Number(at)]?.id ?? ''}`);
}

/** Where a field's preset value comes from. The sources are large, so they load when somebody asks. */
export async function loadFieldProvenance(design: Design, path: string): Promise<FieldProvenance | null> {
  const { accelerator: origin } = design.origin;
  if (origin === null) return null;
  const { fieldProvenance } = await import('../../../models/hardware/presets/provenance');
  return fieldProvenance(origin.preset, provenancePath(design, path));
}
