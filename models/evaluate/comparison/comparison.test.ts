import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presetDesign, presetDesigns } from '../../design/designs.test-support';
import type { Design } from '../../design/types';
import { explainDesign } from '../explain/explain';
import { metricsWith } from '../metrics/metrics';
import { comparedBreakdowns } from './breakdowns';
import { compareDesigns, type Comparison } from './comparison';
import { comparisonData, comparisonMarkdown, comparisonTable } from './comparison-data';
import { comparedMetrics, type Compared } from './metrics';

const compared = (design: Design): Compared => ({ design, report: explainDesign(design) });
const TPU = compared(presetDesign('tpu-v4', 'llama-3.1-8b'));
const GPU = compared(presetDesign('h100-sxm', 'llama-3.1-8b'));
const TABLE = compared(presetDesign('tpu-v4', 'resnet-50'));
const rowOf = (designs: readonly Compared[], id: string, reference = 0) =>
  comparedMetrics(designs, reference).find(({ metric }) => metric.id === id)!;

describe('metrics side by side', () => {
  it('are those of the reports, and the ratio of the base is 1', () => {
    const several = fc.array(presetDesigns, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(several, fc.nat(3), (designs, at) => {
        const all = designs.map(compared);
        for (const { metric, base, cells } of comparedMetrics(all, at % all.length)) {
          expect(cells.map(({ value }) => value)).toEqual(all.map(({ report }) => report.metrics[metric.id]));
          if (base !== null) expect(cells[base]).toMatchObject({ ratio: 1, tone: 'same' });
          else expect(cells.every(({ value }) => Number.isNaN(value))).toBe(true);
          for (const { value, ratio, applies } of cells) {
            if (Number.isNaN(value)) expect(ratio).toBeNaN();
            if (!applies) expect(value).toBeNaN();
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  it('know which way is better', () => {
    const { cells } = rowOf([TPU, GPU], 'tpot');
    expect(cells.map(({ best, tone }) => [best, tone])).toEqual([
      [false, 'same'],
      [true, 'good'],
    ]);
    expect(rowOf([TPU, GPU], 'decodeThroughput').cells[1]!.ratio).toBeGreaterThan(1);
    expect(rowOf([TPU, GPU], 'tpot', 1).cells[0]!.tone).toBe('bad');
    expect(rowOf([TPU, TPU], 'tpot').cells.map(({ best }) => best)).toEqual([false, false]);
  });

  it('of other kinds of workloads are missing, not zero, and refer to a design that has them', () => {
    const rows = comparedMetrics([TPU, TABLE], 0);
    expect(rows.map(({ metric }) => metric.id)).toEqual(
      metricsWith(['decoder', 'layers'], new Set()).map(({ id }) => id),
    );
    const latency = rows.find(({ metric }) => metric.id === 'batchLatency')!;
    expect(latency.base).toBe(1);
    expect(latency.cells[0]).toMatchObject({ value: NaN, applies: false, best: false });
  });
});

describe('breakdowns side by side', () => {
  it('add up to what the report says, part by part', () => {
    const reports = [TPU, GPU, TABLE].map(({ report }) => report);
    for (const grouping of ['module', 'kind'] as const) {
      const all = comparedBreakdowns(reports, grouping);
      const bars = (id: string) => all.find((one) => one.id === id)!.bars;
      expect(bars('time-decode')[2]).toBeNull();
      reports.forEach((report, at) => {
        const own = report.operators.filter(({ phase }) => phase === 'prefill');
        const seconds = own.reduce((sum, operator) => sum + operator.seconds, 0);
        expect(bars('time-prefill')[at]!.total / seconds).toBeCloseTo(1, 9);
        const { weights, cache, live } = report.memory;
        expect(bars('memory')[at]!.total / (weights + cache + live)).toBeCloseTo(1, 9);
      });
      expect(bars('energy-decode')[0]!.total / TPU.report.decode.energy.total).toBeCloseTo(1, 9);
    }
  });

  it('have no total where a part is missing', () => {
    const nodeless = compared({
      ...TPU.design,
      accelerator: {
        ...TPU.design.accelerator,
        technology: { nodeNm: null, dramJoulesPerBit: null, linkJoulesPerBit: null },
      },
    });
    const energy = comparedBreakdowns([TPU.report, nodeless.report], 'module').find(
      ({ id }) => id === 'energy-decode',
    )!;
    expect(energy.bars[0]!.total).toBeGreaterThan(0);
    expect(energy.bars[1]!.total).toBeNaN();
  });
});

describe('a comparison as data', () => {
  const named = ([TPU, GPU, TABLE] as const).map((one, at) => ({
    ...one,
    letter: 'ABC'[at]!,
    title: `Design | ${at}`,
  }));
  const comparison: Comparison = compareDesigns(named, 1);

  it('has each metric and input once, with all digits, and null or a reason where there is none', () => {
    const { columns, rows } = comparisonTable(comparison);
    for (const row of rows) expect(row).toHaveLength(columns.length);
    const tpot = rows.find(([, id]) => id === 'tpot')!;
    expect(tpot.slice(6, 9)).toEqual([TPU.report.metrics.tpot, GPU.report.metrics.tpot, NaN]);
    expect(tpot.slice(4, 6)).toEqual(['s', true]);
    expect(tpot.slice(9)).toEqual(['B', TPU.report.metrics.tpot / GPU.report.metrics.tpot, 1, NaN]);

    const data = comparisonData(comparison);
    expect(data.reference).toBe('B');
    expect(data.designs.map(({ design }) => design)).toEqual(named.map(({ design }) => design));
    const area = data.metrics.find(({ id }) => id === 'area')!;
    expect(area.missing).toEqual({ B: expect.stringMatching(/area/i) });
    expect(data.metrics.find(({ id }) => id === 'tpot')!.missing).toEqual({
      C: expect.stringMatching(/no such metric/),
    });
    expect(data.breakdowns.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['time-decode-by-module', 'time-decode-by-kind', 'energy-decode', 'memory']),
    );
  });

  it('is Markdown in which names break no table', () => {
    const text = comparisonMarkdown(comparison, 'https://example.org/#1.abc');
    const widths = text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.match(/(?<!\\)\|/g)!.length); // prettier-ignore
    expect(new Set(widths)).toEqual(new Set([5]));
    expect(text).toContain('B: Design \\| 1 (reference)');
    expect(text).toContain('| Array rows | 128 | none | 128 |');
    expect(text).toContain('[Open in Ridgeline](https://example.org/#1.abc)');
  });
});
