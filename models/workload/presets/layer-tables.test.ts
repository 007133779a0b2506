import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableProblem } from '../layer-table/check';
import { tableTotals } from '../layer-table/totals';
import type { LayerTable } from '../layer-table/types';
import { findLayerTablePreset, LAYER_TABLE_PRESETS, type LayerTableSizes } from './layer-tables';
import { LAYER_TABLE_PROVENANCE } from './layer-tables-provenance';

function build(id: string, sizes?: LayerTableSizes): LayerTable {
  const preset = findLayerTablePreset(id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  return preset.build(sizes);
}

const ids = LAYER_TABLE_PRESETS.map((preset) => preset.id);

describe('layer-table presets', () => {
  it('have each their own id and provenance', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(LAYER_TABLE_PROVENANCE).sort()).toEqual([...ids].sort());
    expect(findLayerTablePreset('no such network')).toBeUndefined();
  });

  it.each(ids)('%s has the published parameters and MACs', (id) => {
    const { parameters, macs } = LAYER_TABLE_PROVENANCE[id]!;
    const totals = tableTotals(build(id));
    expect(Math.abs(totals.parameters - parameters.value)).toBeLessThanOrEqual(parameters.tolerance);
    if (macs !== null) expect(Math.abs(totals.macs - macs.value)).toBeLessThanOrEqual(macs.tolerance);
  });

  it.each(ids)('%s has layers whose sizes are sound', (id) => {
    expect(tableProblem(build(id))).toBeNull();
  });

  it('have totals to the unit that were worked out apart', () => {
    const totals = (id: string) => {
      const { macs, parameters } = tableTotals(build(id));
      return { macs, parameters };
    };
    expect(totals('resnet-50')).toEqual({ macs: 4_089_184_256, parameters: 25_557_032 });
    // 13 convolutions and three products: 15 346 630 656 + 123 633 664.
    expect(totals('vgg-16')).toEqual({ macs: 15_470_264_320, parameters: 138_357_544 });
    expect(totals('mobilenet-v1')).toEqual({ macs: 568_740_352, parameters: 4_231_976 });
  });

  it('count BERT by the closed form of its sizes, for any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 512 }), fc.integer({ min: 1, max: 8 }), (tokens, batch) => {
        const { macs, parameters } = tableTotals(build('bert-base', { batch, sequenceLength: tokens }));
        const perToken = 12 * (4 * 768 * 768 + 2 * 768 * 3072 + 2 * tokens * 768);
        expect(macs).toBe(batch * (tokens * perToken + 768 * 768));
        expect(parameters).toBe(109_482_240);
      }),
    );
  });

  it.each(ids)('%s does twice the work for twice the batch, with the same parameters', (id) => {
    const one = tableTotals(build(id));
    const two = tableTotals(build(id, { batch: 2 }));
    expect(two.macs).toBe(2 * one.macs);
    expect(two.vectorOps).toBe(2 * one.vectorOps);
    expect(two.parameters).toBe(one.parameters);
  });
});
