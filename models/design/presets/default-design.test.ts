import { describe, expect, it } from 'vitest';
import { HARDWARE_PRESETS } from '../../hardware/presets/presets';
import { MODEL_PRESETS } from '../../workload/presets/models';
import { parseDesign } from '../schema';
import { defaultDesign } from './default-design';
import { designFromPresets } from './design-from-presets';

describe('designs from presets', () => {
  it('the default design is valid', () => {
    const design = defaultDesign();
    expect(parseDesign(design)).toEqual({ ok: true, design });
  });

  it.each(HARDWARE_PRESETS.map(({ id }) => id))('machine %s is valid', (id) => {
    const design = designFromPresets(id, 'llama-3.1-8b');
    expect(parseDesign(design)).toEqual({ ok: true, design });
  });

  it.each(MODEL_PRESETS.map(({ id }) => id))('model %s is valid', (id) => {
    const design = designFromPresets('tpu-v4', id);
    expect(parseDesign(design)).toEqual({ ok: true, design });
  });

  it('an unknown preset is null', () => {
    expect(designFromPresets('nothing', 'llama-3.1-8b')).toBeNull();
    expect(designFromPresets('tpu-v4', 'nothing')).toBeNull();
  });
});
