import type { Design } from '../design/types';
import { findHardwarePreset } from '../hardware/presets/presets';
import { findModelPreset } from '../workload/presets/models';

/** A design from presets with plain defaults, for tests of the engine. `model`: a decoder or a table of layers. */
export function sampleDesign(hardware: string, model: string, change: Partial<Design> = {}): Design {
  const built = findHardwarePreset(hardware)!.build();
  const single = { tensor: 1, pipeline: 1, expert: 1 };
  return {
    name: 'sample',
    accelerator: built.accelerator,
    system: { nodes: [{ accelerator: 'main', count: null, role: 'all' }], network: built.network },
    workload: findModelPreset(model)!.build(),
    formats: [
      { match: { role: 'weight' }, format: 'bf16' },
      { match: { role: 'activation' }, format: 'bf16' },
      { match: { role: 'kv' }, format: 'bf16' },
    ],
    deployment: {
      prefillBatch: 1,
      decodeBatch: 1,
      promptTokens: 2048,
      outputTokens: 256,
      beams: 1,
      prefillParallelism: single,
      decodeParallelism: single,
      offload: false,
      keyValueCompression: null,
    },
    efficiency: { compute: 1, memory: 1, link: 1, operatorOverheadSeconds: 0 },
    assumptions: { base: 'ridgeline@1', level: 'roofline', overrides: {} },
    origin: { accelerator: null, workload: null },
    ...change,
  };
}
