import { findHardwarePreset } from '../../hardware/presets/presets';
import { DATA_VERSION, findLlmPreset } from '../../workload/presets';
import { designFrom } from '../from-presets';
import type { Design } from '../types';

const HARDWARE = 'tpu-v4';
const MODEL = 'llama-3.1-8b';

/** The design of two presets, by their ids; null when there is no such preset. */
export function designFromPresets(hardware: string, model: string): Design | null {
  const machine = findHardwarePreset(hardware)?.build();
  const workload = findLlmPreset(model)?.build();
  if (machine === undefined || workload === undefined) return null;
  return designFrom(machine, workload, {
    accelerator: { preset: hardware, dataVersion: DATA_VERSION },
    workload: { preset: model, dataVersion: DATA_VERSION },
  });
}

/** What the page shows before anything is chosen. */
export function defaultDesign(): Design {
  const design = designFromPresets(HARDWARE, MODEL);
  if (design === null) throw new Error(`the presets ${HARDWARE} and ${MODEL} are the default design`);
  return design;
}
