import { describe, expect, it } from 'vitest';
import type { Design } from '../design/types';
import { withWorkload } from '../design/from-presets';
import { defaultDesign } from '../design/presets/default-design';
import { designFromPresets } from '../design/presets/design-from-presets';
import { resnet50 } from '../workload/presets/layer-tables-images';
import { PENDING_LOWERINGS } from '../workload/lowering/lowerings';
import { explainDesign } from './explain/explain';
import { explain } from './explain/explain-program';
import { loadModels } from './load-models';
import { USUAL_MODELS } from './models';
import { compileWith, modelsOf, spaceOf } from './program';

const decoder = defaultDesign();
const table = withWorkload(decoder, resnet50(), null);
const onArray: Design = {
  ...designFromPresets('tpu-v5e', 'llama-3.1-8b')!,
  assumptions: { ...decoder.assumptions, level: 'array' },
};
const peer: Design = { ...decoder, assumptions: { ...decoder.assumptions, base: 'genz-0.0.16' } };

describe('models on demand', () => {
  it.each([
    [['default'], decoder],
    [['layers'], table],
    [['genz'], peer],
    [['default', 'array'], onArray],
    [['layers', 'array'], withWorkload(onArray, resnet50(), null)],
  ])('%s: loaded alone, a design has the report that all of them give', async (ids, design) => {
    const needed = modelsOf(spaceOf(design));
    expect([...needed]).toEqual(ids);
    const loaded = await loadModels(needed);
    expect(explain(compileWith(spaceOf(design), loaded), 0)).toEqual(explainDesign(design));
  });

  it('are those of all values of an axis', () => {
    const axes = [{ field: 'assumptions.base', values: ['ridgeline@1', 'genz-0.0.16'] }];
    const levels = [{ field: 'assumptions.level', values: ['roofline', 'array'] }];
    expect([...modelsOf({ ...spaceOf(decoder), axes: levels })]).toEqual(['default', 'array']);
    expect([...modelsOf({ ...spaceOf(decoder), axes })].sort()).toEqual(['default', 'genz']);
  });

  it('are missed at once where one was not loaded', () => {
    expect(() => compileWith(spaceOf(table), USUAL_MODELS)).toThrow('not loaded: layers');
    expect(() => compileWith(spaceOf(peer), USUAL_MODELS)).toThrow('not loaded: genz');
    expect(() => compileWith(spaceOf(onArray), USUAL_MODELS)).toThrow('not loaded: array');
  });

  it.each([
    ['tables', table],
    ['decoders', peer],
    ['level array', onArray],
  ])('say of %s that they are being loaded, and invent no number', (_, design) => {
    const pending = { ...USUAL_MODELS, standIns: PENDING_LOWERINGS };
    const { status, reasons, metrics } = explain(compileWith(spaceOf(design), pending), 0);
    expect(status).toBe('missing');
    expect(reasons).toContain('Parts of the models that this design needs are being loaded.');
    for (const id of [
      'memoryNeeded',
      'memoryUse',
      'ttft',
      'tpot',
      'batchLatency',
      'energyPerInference',
      'energyPerOutputToken',
      'largestBatch',
    ] as const)
      // prettier-ignore
      expect(metrics[id], id).toBeNaN();
  });
});
