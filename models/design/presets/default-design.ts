import { arrayPreset } from '../../hardware/presets/array-preset';
import { FIRST_ARRAY } from '../../hardware/presets/first-array';
import { FIRST_MODEL } from '../../workload/presets/first-model';
import { DATA_VERSION, llmPreset } from '../../workload/presets/llm-preset';
import { designFrom } from '../from-presets';
import type { Design } from '../types';

/** What the page shows before anything is chosen: the first array and the first model. */
export function defaultDesign(): Design {
  const machine = arrayPreset(FIRST_ARRAY);
  const model = llmPreset(FIRST_MODEL);
  return designFrom(machine.build(), model.build(), {
    accelerator: { preset: machine.id, dataVersion: DATA_VERSION },
    workload: { preset: model.id, dataVersion: DATA_VERSION },
  });
}
