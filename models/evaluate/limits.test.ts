/** No valid design gives an absurd energy, area, cost or carbon. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDesign } from '../design/designs.test-support';
import { fieldOf } from '../design/fields';
import type { Design } from '../design/types';
import { explainDesign } from './explain/explain';
import type { MetricId } from './metrics/metrics';
import { sampleDesign } from './sample-designs.test-support';
import { evaluateSingle } from './single';

const PHYSICAL: readonly MetricId[] = [
  'energyPerPromptToken',
  'energyPerOutputToken',
  'decodePower',
  'energyPerInference',
  'inferencePower',
  'area',
  'dieYield',
  'dieCost',
  'chipCost',
  'embodiedCarbon',
];
/** Those that the user may set to nothing: electricity for free, a grid without carbon. */
const MAY_BE_ZERO: readonly MetricId[] = [
  'energyCostPerMillionTokens',
  'capitalCostPerMillionTokens',
  'costPerMillionTokens',
  'carbonPerMillionTokens',
  'energyCostPerMillionInferences',
  'capitalCostPerMillionInferences',
  'costPerMillionInferences',
  'carbonPerMillionInferences',
];

function withFields(design: Design, values: Readonly<Record<string, number | string | null>>): Design {
  return Object.entries(values).reduce((result, [id, value]) => fieldOf(result, id).set(result, value), design);
}

describe('any valid design', () => {
  it('has energies, areas, costs and carbon that are positive or missing', () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        const { metrics } = evaluateSingle(design);
        for (const id of PHYSICAL) expect([id, Number.isNaN(metrics[id]) || metrics[id] > 0]).toEqual([id, true]);
        for (const id of MAY_BE_ZERO) expect([id, Number.isNaN(metrics[id]) || metrics[id] >= 0]).toEqual([id, true]);
        for (const id of [...PHYSICAL, ...MAY_BE_ZERO]) expect(metrics[id]).not.toBe(Infinity);
        if (!Number.isNaN(metrics.dieYield)) expect(metrics.dieYield).toBeLessThanOrEqual(1);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('spends at least what its main memory moves, and no less with more idle power or control', () => {
    const base = sampleDesign('tpu-v4', 'llama-3.1-8b');
    const joules = (values: Readonly<Record<string, number>>) =>
      evaluateSingle(withFields(base, values)).metrics.energyPerOutputToken;
    // 16 GB of weights, 3.92 pJ a bit.
    expect(joules({})).toBeGreaterThan(15e9 * 8 * 3.92e-12);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.double({ min: 0, max: 1000, noNaN: true }),
        (share, watts) => {
          const now = joules({ 'technology.controlShare': share, 'technology.idleWatts': watts });
          expect(joules({ 'technology.controlShare': share + 0.05, 'technology.idleWatts': watts })).toBeGreaterThan(
            now,
          );
          expect(joules({ 'technology.controlShare': share, 'technology.idleWatts': watts + 1 })).toBeGreaterThan(now);
        },
      ),
    );
  });
});

describe('energy by hand', () => {
  const base = sampleDesign('tpu-v4', 'llama-3.1-8b');
  const energyOf = (values: Readonly<Record<string, number | string | null>>) =>
    explainDesign(withFields(base, values)).decode.energy;

  it('clock and control of 60 % cost 1.5 times what they serve on the die', () => {
    const { mac, vector, registers, onChip, control } = energyOf({ 'technology.controlShare': 0.6 });
    expect(control).toBeCloseTo(1.5 * (mac + vector + registers + onChip), 12);
  });

  it('idle power stands for leakage: 90 W for the time of a token', () => {
    const { idle, leakage } = energyOf({});
    expect(leakage).toBe(0);
    expect(idle).toBeCloseTo(90 * evaluateSingle(base).metrics.tpot, 9);
    expect(energyOf({ 'technology.idleWatts': null }).leakage).toBeGreaterThan(0);
  });

  it('an all-reduce over a link of known type: 2 x 3/4 of the tensor at 0.29 pJ a bit, on four chips', () => {
    const report = explainDesign(
      withFields(base, { 'deployment.tensorParallel': 4, 'network.scale-up.linkType': 'UCIe advanced' }),
    );
    const layers = 32;
    const allReduced = (2 * layers + 1) * 4096 * 2 * 2 * (3 / 4);
    const logits = 128_256 * 2 * (3 / 4);
    expect(report.decode.energy.link).toBeCloseTo(4 * (allReduced + logits) * 8 * 0.29e-12, 10);
  });

  it('a total is missing, not smaller, where a link has no sourced energy', () => {
    const report = explainDesign(withFields(base, { 'deployment.tensorParallel': 4 }));
    expect(report.decode.energy.link).toBeNaN();
    expect(report.metrics.energyPerOutputToken).toBeNaN();
  });
});

describe('area', () => {
  it.each([
    ['tpu-v4i', 400],
    ['eyeriss-like', 16],
  ])('of %s comes to its published %i mm2 with the rest of the die', (preset, squareMillimetres) => {
    const { metrics } = evaluateSingle(sampleDesign(preset, 'llama-3.1-8b'));
    expect(metrics.area * 1e6).toBeCloseTo(squareMillimetres, 1);
  });

  it('counts links by their bandwidth: 12 of NVLink3 for 300 GB/s in one direction', () => {
    const base = sampleDesign('tpu-v4', 'llama-3.1-8b');
    const { links } = explainDesign(
      withFields(base, { 'network.scale-up.bandwidth': 300e9, 'network.scale-up.linkType': 'NVLink3' }),
    ).area;
    expect(links * 1e6).toBeCloseTo(12 * (1.888 + 74.632 / 96.3), 6);
  });
});
