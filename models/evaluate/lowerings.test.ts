import { describe, expect, it } from 'vitest';
import type { Design } from '../design/types';
import { withWorkload } from '../design/from-presets';
import { defaultDesign } from '../design/presets/default-design';
import { resnet50 } from '../workload/presets/layer-tables-images';
import { DEFAULT_ONLY } from '../workload/lowering/lowerings';
import { loadLowerings } from '../workload/lowering/load';
import { pendingLowering, pendingTableLowering } from '../workload/lowering/pending';
import { explainDesign } from './explain';
import { explain } from './explain-program';
import { compileWith, loweringsOf, spaceOf } from './program';

const decoder = defaultDesign();
const table = withWorkload(decoder, resnet50(), null);
const peer: Design = { ...decoder, assumptions: { ...decoder.assumptions, base: 'genz-0.0.16' } };

describe('lowerings on demand', () => {
  it.each([
    ['default', decoder],
    ['layers', table],
    ['genz', peer],
  ])('%s: loaded alone, a design has the report that all of them give', async (id, design) => {
    const needed = loweringsOf(spaceOf(design));
    expect([...needed]).toEqual([id]);
    const loaded = await loadLowerings(needed);
    expect(explain(compileWith(spaceOf(design), loaded), 0)).toEqual(explainDesign(design));
  });

  it('are those of all values of an axis', () => {
    const axes = [{ field: 'assumptions.base', values: ['ridgeline@1', 'genz-0.0.16'] }];
    expect([...loweringsOf({ ...spaceOf(decoder), axes })].sort()).toEqual(['default', 'genz']);
  });

  it('are missed at once where one was not loaded', () => {
    expect(() => compileWith(spaceOf(table), DEFAULT_ONLY)).toThrow('was not loaded');
    expect(() => compileWith(spaceOf(peer), DEFAULT_ONLY)).toThrow('was not loaded');
  });

  it.each([
    ['tables', table],
    ['decoders', peer],
  ])('say of %s that they are being loaded, and invent no number', (_, design) => {
    const pending = { ...DEFAULT_ONLY, genz: pendingLowering, layers: pendingTableLowering };
    const { status, reasons, metrics } = explain(compileWith(spaceOf(design), pending), 0);
    expect(status).toBe('missing');
    expect(reasons).toContain('What turns this model into operators is being loaded.');
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
