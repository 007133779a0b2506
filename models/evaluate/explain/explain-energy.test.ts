import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDesign } from '../../design/designs.test-support';
import { fieldOf } from '../../design/fields';
import type { Design } from '../../design/types';
import { explainDesign } from './explain';
import { economicsReason, economicsRows, ECONOMICS_ROW_OF_METRIC } from './explain-economics';
import { explainEnergy } from './explain-energy';
import { metricsOf } from '../metrics/metrics';
import { sampleDesign } from '../sample-designs.test-support';

const set = (design: Design, field: string, value: number | string) => fieldOf(design, field).set(design, value);
const close = (value: number): unknown => expect.closeTo(value, 12);

describe('energy in parts', () => {
  it('adds up to the metric over components and over operators, with the span around it', () => {
    const split = set(sampleDesign('tpu-v4', 'mixtral-8x7b-v0.1'), 'deployment.tensorParallel', 4);
    for (const design of [sampleDesign('tpu-v4', 'llama-3.1-8b'), set(split, 'network.scale-up.linkType', 'PCIe5')]) {
      const report = explainDesign(design);
      const { phases, operators } = explainEnergy(design, report);
      for (const phase of ['prefill', 'decode'] as const) {
        const { value, low, high } = phases[phase];
        expect(value).toEqual({ ...report[phase].energy, total: close(report[phase].energy.total) });
        const moving = operators.filter((row) => row.phase === phase).reduce((sum, { parts }) => sum + parts.total, 0);
        expect(moving + value.leakage + value.idle).toBeCloseTo(value.total, 9);
        expect(low.total).toBeLessThan(value.total);
        expect(high.total).toBeGreaterThan(value.total);
        expect(high.memory / value.memory).toBeCloseTo(450 / 64 / 3.92, 6);
      }
    }
  });

  it('of any design lies within its span, component by component', () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        const { value, low, high } = explainEnergy(design, explainDesign(design)).phases.decode;
        for (const key of Object.keys(value) as (keyof typeof value)[]) {
          if (Number.isNaN(value[key])) continue;
          expect(low[key]).toBeLessThanOrEqual(value[key]);
          expect(high[key]).toBeGreaterThanOrEqual(value[key]);
        }
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});

describe('cost and carbon in rows', () => {
  it('are the numbers of the metrics, or say why there is none', () => {
    const plain = sampleDesign('tpu-v4', 'llama-3.1-8b');
    const owned = { ...plain, economics: { chipPriceUsd: 8000, lifetimeSeconds: 1e8, utilisation: 0.5 } };
    const network = { ...sampleDesign('tpu-v4', 'resnet-50'), economics: owned.economics };
    for (const design of [plain, owned, network, sampleDesign('a100-sxm-80', 'llama-3.1-8b')]) {
      const report = explainDesign(design);
      const rows = economicsRows(design, report);
      for (const { id: metric } of metricsOf([report.workloadKind])) {
        const id = ECONOMICS_ROW_OF_METRIC[metric];
        if (id === undefined) continue;
        const row = rows.find((candidate) => candidate.id === id);
        if (!Number.isNaN(report.metrics[metric])) expect(row?.value).toBeCloseTo(report.metrics[metric], 12);
        const reason = economicsReason(metric, design, report);
        expect(reason !== '').toBe(Number.isNaN(report.metrics[metric]));
      }
    }
  });

  it('by hand: a chip of 8000 USD, half of 10^8 s at 78.45 tokens/s, costs 2.04 USD a million tokens', () => {
    const design = {
      ...sampleDesign('tpu-v4', 'llama-3.1-8b'),
      economics: { chipPriceUsd: 8000, lifetimeSeconds: 1e8, utilisation: 0.5, electricityUsdPerJoule: 0 },
    };
    const { capitalCostPerMillionTokens, decodeThroughputPerChip, costPerMillionTokens } =
      explainDesign(design).metrics;
    expect(capitalCostPerMillionTokens).toBeCloseTo((8000 / (decodeThroughputPerChip * 5e7)) * 1e6, 9);
    expect(costPerMillionTokens).toBe(capitalCostPerMillionTokens);
  });

  it('by hand: the same chip at n inferences/s spreads 8000 USD over 5 x 10^7 n of them', () => {
    const design = {
      ...sampleDesign('tpu-v4', 'resnet-50'),
      economics: { chipPriceUsd: 8000, lifetimeSeconds: 1e8, utilisation: 0.5, electricityUsdPerJoule: 1e-8 },
    };
    const report = explainDesign(design);
    const { metrics } = report;
    const capital = (8000 / (metrics.inferencesPerSecond * 5e7)) * 1e6;
    expect(metrics.capitalCostPerMillionInferences).toBeCloseTo(capital, 12);
    const electricity = 1e6 * metrics.energyPerInference * 1.58 * 1e-8;
    expect(metrics.energyCostPerMillionInferences).toBeCloseTo(electricity, 12);
    expect(metrics.costPerMillionInferences).toBeCloseTo(capital + electricity, 12);
    expect([metrics.costPerMillionTokens, metrics.carbonPerMillionTokens]).toEqual([NaN, NaN]);
    const labels = economicsRows(design, report).map(({ label }) => label);
    expect(labels).toContain('Cost of a million inferences');
    expect(labels.filter((label) => label.includes('token'))).toEqual([]);
  });

  it('a machine known by its rates is taken at its published die', () => {
    const report = explainDesign(sampleDesign('a100-sxm-80', 'llama-3.1-8b'));
    expect(report.metrics.area).toBeNaN();
    expect(report.metrics.dieCost).toBeCloseTo(422.62, 1);
  });
});
