import { findHardwarePreset } from '../../hardware/presets/presets';
import { findModelPreset } from '../../workload/presets/models';
import { DATA_VERSION } from '../../workload/presets/llm-preset';
import { designFrom } from '../from-presets';
import type { Design } from '../types';

/** The design of two presets, by their ids; null when there is no such preset. */
export function designFromPresets(hardware: string, model: string): Design | null {
  const machine = findHardwarePreset(hardware)?.build();
  const workload = findModelPreset(model)?.build();
  if (machine === undefined || workload === undefined) return null;
  return designFrom(machine, workload, {
    accelerator: { preset: hardware, dataVersion: DATA_VERSION },
    workload: { preset: model, dataVersion: DATA_VERSION },
  });
}
