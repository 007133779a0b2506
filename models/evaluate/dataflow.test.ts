import { describe, expect, it } from 'vitest';
import type { Design } from '../design/types';
import { DATAFLOWS } from '../hardware/types';
import { ARRAY_PRESETS } from '../hardware/presets/array-presets';
import { atLevelArray, explainDataflow, SAME_TIME, withDataflow, type DataflowReport } from './dataflow';
import { explainDesign } from './explain/explain';
import { sampleDesign } from './sample-designs.test-support';
import { evaluateSingle } from './single';

const MODELS = ['llama-3.1-8b', 'mixtral-8x7b-v0.1'];
const INT8 = ['weight', 'activation', 'kv'] as const;
const inInt8 = { formats: INT8.map((role) => ({ match: { role }, format: 'int8' })) };
const designs = ARRAY_PRESETS.flatMap(({ id, build }) => {
  const { matrix } = build().accelerator;
  const takesBf16 = matrix.kind === 'array' && matrix.macsPerCycle.bf16 !== null;
  return MODELS.map((model) => sampleDesign(id, model, takesBf16 ? {} : inInt8));
});

function reportOf(design: Design): DataflowReport {
  const report = explainDataflow(design);
  if (report.kind !== 'array') throw new Error(`no dataflow: ${report.kind}`);
  return report;
}

describe('dataflows of a design', () => {
  it('are timed as the design with that dataflow is', () => {
    for (const design of designs) {
      const { totals } = reportOf(design);
      for (const dataflow of DATAFLOWS) {
        const { metrics } = evaluateSingle(withDataflow(atLevelArray(design), dataflow));
        expect(totals[dataflow]).toEqual({ prefill: metrics.ttft, decode: metrics.tpot });
      }
    }
  });

  it('use the array as the report of that design says', () => {
    for (const design of designs) {
      const { operators } = reportOf(design);
      expect(operators.length).toBeGreaterThan(0);
      for (const dataflow of DATAFLOWS) {
        const report = explainDesign(withDataflow(atLevelArray(design), dataflow));
        for (const { id, by } of operators) {
          const { seconds, secondsBy, utilisation } = report.operators.find((operator) => operator.id === id)!;
          expect(by[dataflow].seconds).toBe(secondsBy.compute);
          expect(by[dataflow].utilisation! * secondsBy.compute).toBeCloseTo(utilisation! * seconds, 15);
          if (secondsBy.compute === seconds) expect(by[dataflow].utilisation).toBeCloseTo(utilisation!, 12);
          expect(by[dataflow].utilisation).toBeGreaterThan(0);
          expect(by[dataflow].utilisation).toBeLessThanOrEqual(1);
          expect(by[dataflow].mapping).toBeGreaterThan(0);
        }
      }
    }
  });

  it('are compared by time: the best has the highest utilisation', () => {
    for (const { by, best } of designs.flatMap((design) => reportOf(design).operators)) {
      const highest = Math.max(...DATAFLOWS.map((dataflow) => by[dataflow].utilisation!));
      expect(best.length).toBeGreaterThan(0);
      for (const dataflow of DATAFLOWS) {
        expect(best.includes(dataflow)).toBe(by[dataflow].utilisation! * (1 + SAME_TIME) >= highest * (1 - 1e-12));
      }
    }
  });

  it('count at level array only', () => {
    const design = sampleDesign(ARRAY_PRESETS[0]!.id, MODELS[0]!);
    expect(reportOf(design).counts).toBe(false);
    expect(reportOf(atLevelArray(design)).counts).toBe(true);
    expect(reportOf(atLevelArray(design)).totals).toEqual(reportOf(design).totals);
  });

  it('have no utilisation and no best where the pair of formats has no rate', () => {
    const { operators } = reportOf(sampleDesign('edge-npu-32', MODELS[0]!));
    expect(operators.every(({ by, best }) => by.os.utilisation === null && best.length === 0)).toBe(true);
  });

  it('are none for machines known by their rates, and under assumptions without an array', () => {
    expect(explainDataflow(sampleDesign('h100-sxm', MODELS[0]!)).kind).toBe('rates');
    const genz = { base: 'genz-0.0.16', level: 'roofline', overrides: {} } as const;
    const design = sampleDesign(ARRAY_PRESETS[0]!.id, MODELS[0]!, { assumptions: genz });
    expect(explainDataflow(design).kind).toBe('assumptions');
  });
});

describe('traffic of the products', () => {
  it('adds up to that of the report, and is no less than its bound', () => {
    for (const design of designs) {
      const report = explainDesign(atLevelArray(design));
      for (const { id, kind, phase, repeat, traffic, boundBytes, ratio, tile } of reportOf(design).operators) {
        const { a, b, c } = traffic!;
        if (kind !== 'gemm') {
          expect([boundBytes, ratio]).toEqual([null, null]);
          expect(Math.min(a, b, c, tile!.m - 1, tile!.n - 1, tile!.k - 1)).toBeGreaterThanOrEqual(0);
          const bytes = report.operators.find((operator) => operator.id === id)!.memoryBytes;
          // A decode step has more keys than the first.
          if (phase === 'prefill') expect(repeat * (a + b + c)).toBeCloseTo(bytes, -1);
          else expect(repeat * (a + b + c)).toBeLessThanOrEqual(bytes);
          continue;
        }
        expect(boundBytes).toBeLessThanOrEqual((a + b + c) * (1 + 1e-12));
        expect(ratio).toBeCloseTo((a + b + c) / boundBytes!, 12);
        const { memoryBytes, name } = report.operators.find((operator) => operator.id === id)!;
        // Keys and values written to the cache are no operand of the product.
        expect(repeat * (a + b + c), `${phase} ${name}`).toBeLessThanOrEqual(memoryBytes * (1 + 1e-12));
        if (!/key|value|qkv|kv/i.test(name)) expect(repeat * (a + b + c)).toBeCloseTo(memoryBytes, -1);
      }
    }
  });

  it('is that of private buffers, without a tile, where operands do not share the memory', () => {
    for (const base of designs) {
      const assumptions = { base: 'scalesim-3.0', level: 'array', overrides: {} } as const;
      const design: Design = { ...base, assumptions };
      const report = explainDesign(design);
      const products = reportOf(design).operators.filter(({ kind }) => kind === 'gemm');
      expect(products.length).toBeGreaterThan(0);
      for (const { id, repeat, traffic, tile } of products) {
        const { a, b, c } = traffic!;
        expect(tile).toBeNull();
        const { memoryBytes } = report.operators.find((operator) => operator.id === id)!;
        expect(repeat * (a + b + c)).toBeLessThanOrEqual(memoryBytes * (1 + 1e-12));
      }
      const shared = { ...design, assumptions: { ...assumptions, overrides: { sharedMemoryTiles: true } } };
      const tiled = reportOf(shared).operators.filter(({ kind }) => kind === 'gemm');
      expect(tiled.every(({ tile }) => tile !== null)).toBe(true);
    }
  });

  it('is not known where the staging memory has no size', () => {
    const design = sampleDesign(ARRAY_PRESETS[0]!.id, MODELS[0]!);
    const tiers = design.accelerator.tiers.map((tier) => ({ ...tier, capacityBytes: null }));
    const report = reportOf({ ...design, accelerator: { ...design.accelerator, tiers } });
    expect(report.stagingBytes).toBeNull();
    expect(report.operators.filter(({ kind }) => kind === 'gemm').every(({ traffic }) => traffic === null)).toBe(true);
  });
});

describe('the floor plan', () => {
  it('has the areas of the report', () => {
    for (const design of designs) {
      const { area } = explainDesign(design);
      const { arraySquareMetres, tiers } = reportOf(design);
      const memory = tiers.reduce((sum, { squareMetres }) => sum + (squareMetres ?? 0), 0);
      expect(arraySquareMetres).toEqual(area.macs);
      if (Number.isNaN(area.memory)) expect(memory).toBeNaN();
      else expect(memory).toBeCloseTo(area.memory, 12);
    }
  });
});
