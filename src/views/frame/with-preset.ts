import { withAcceleratorPreset, withWorkload } from '../../../models/design/from-presets';
import type { Design } from '../../../models/design/types';
import { findHardwarePreset } from '../../../models/hardware/presets/presets';
import { DATA_VERSION } from '../../../models/workload/presets/llm-preset';
import { findModelPreset } from '../../../models/workload/presets/models';

export type PresetKind = 'machines' | 'models';

/** The design with a preset in the place of its machine or its model. */
export function withPreset(design: Design, kind: PresetKind, id: string): Design {
  const origin = { preset: id, dataVersion: DATA_VERSION };
  if (kind === 'machines') {
    const preset = findHardwarePreset(id);
    return preset === undefined ? design : withAcceleratorPreset(design, preset.build(), origin);
  }
  const preset = findModelPreset(id);
  return preset === undefined ? design : withWorkload(design, preset.build(), origin);
}
