import { ARRAY_PRESETS } from '../../hardware/presets/array-presets';
import { DATA_VERSION, LLM_PRESETS } from '../../workload/presets';
import { designFrom } from '../from-presets';
import type { Design } from '../types';

/** What the page shows before anything is chosen: the first array and the first model. */
export function defaultDesign(): Design {
  const [machine] = ARRAY_PRESETS;
  const [model] = LLM_PRESETS;
  if (machine === undefined || model === undefined) throw new Error('there are no presets to start from');
  return designFrom(machine.build(), model.build(), {
    accelerator: { preset: machine.id, dataVersion: DATA_VERSION },
    workload: { preset: model.id, dataVersion: DATA_VERSION },
  });
}
