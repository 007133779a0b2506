import { describe, expect, it } from 'vitest';
import { fieldOf } from '../design/fields';
import { explainDesign } from './explain/explain';
import { fixesOf } from './changes/fit';
import { METRICS, type Metric, type MetricId } from './metrics/metrics';
import { sampleDesign } from './sample-designs.test-support';
import { evaluateSingle } from './single';
import { assumptionWaterfall } from './changes/waterfall';
import { suggestChanges } from './changes/what-if';

describe('the walk between assumption sets', () => {
  it('starts at one set, ends at the design, and its bars add up', () => {
    const design = sampleDesign('h100-sxm', 'mixtral-8x7b-v0.1');
    for (const metric of ['ttft', 'tpot'] as const) {
      const bars = assumptionWaterfall(design, 'genz-0.0.16', metric);
      const genz = evaluateSingle({
        ...design,
        assumptions: { base: 'genz-0.0.16', level: 'roofline', overrides: {} },
      });
      expect(bars[0]!.value).toBe(genz.metrics[metric]);
      expect(bars.at(-1)!.value).toBe(evaluateSingle(design).metrics[metric]);
      const sum = bars.reduce((total, bar) => total + bar.delta, 0);
      expect(sum).toBeCloseTo(bars.at(-1)!.value, 12);
    }
  });
});

describe('suggestions', () => {
  it('name the memory bandwidth first for a memory-bound decode', () => {
    const [first] = suggestChanges(sampleDesign('tpu-v4', 'llama-3.1-8b'), 'tpot').filter(({ label }) =>
      label.includes('10 %'),
    );
    expect(first).toMatchObject({ field: 'tier.dram.bandwidth' });
    expect(first!.ratio).toBeCloseTo(1 / 1.1, 2);
  });

  it('say nothing when the metric is missing', () => {
    const design = fieldOf(sampleDesign('tpu-v4', 'llama-3.1-8b'), 'deployment.outputTokens').set(
      sampleDesign('tpu-v4', 'llama-3.1-8b'),
      1,
    );
    expect(suggestChanges(design, 'tpot')).toEqual([]);
  });
});

describe('a design that does not fit', () => {
  const design = sampleDesign('h100-sxm', 'llama-3.1-70b');

  it('says by how much, of which memory, and what fills it', () => {
    const report = explainDesign(design);
    expect(report.status).toBe('infeasible');
    expect(report.reasons[0]).toMatch(
      /^Does not fit: .* GiB needed per chip, .* GiB more than there is in HBM3; .* GiB are weights\.$/,
    );
  });

  it('also says when its formats are not supported', () => {
    const edge = sampleDesign('edge-npu-32', 'llama-3.1-8b');
    expect(explainDesign(edge).reasons).toEqual([
      expect.stringContaining('Does not fit'),
      expect.stringContaining('no known rate for this pair of formats'),
    ]);
  });

  it('is offered changes that each make it fit', () => {
    const fixes = fixesOf(design);
    expect(fixes.map((fix) => fix.field)).toContain('deployment.tensorParallel');
    expect(fixes.map((fix) => fix.field)).toContain('tier.dram.capacity');
    for (const fix of fixes) {
      const changed = fieldOf(design, fix.field).set(design, fix.value);
      expect(evaluateSingle(changed).ok).toBe(true);
    }
  });

  it('is offered no chips that the network does not join', () => {
    const fields = fixesOf(sampleDesign('tpu-v4', 'llama-3.1-70b')).map((fix) => fix.field);
    expect(fields).not.toContain('deployment.tensorParallel');
  });

  it('says when the network is too small for the deployment', () => {
    const base = sampleDesign('tpu-v4', 'llama-3.1-8b');
    const wide = fieldOf(base, 'deployment.tensorParallel').set(base, 8);
    expect(explainDesign(wide).reasons).toEqual(['The network joins 4 chips; the deployment spans 8.']);
  });

  it('is offered nothing when it fits', () => {
    expect(fixesOf(sampleDesign('tpu-v4', 'llama-3.1-8b'))).toEqual([]);
  });
});

describe('every metric', () => {
  it.each([
    ['llama-3.1-8b', 'decoder'],
    ['resnet-50', 'layers'],
  ] as const)('that %s has is a number where every figure is known, and no other is', (model, kind) => {
    const economics = { packageUsd: 500, memoryKilogramsPerByte: 1e-10, lifetimeSeconds: 1e8, utilisation: 0.5 };
    const { metrics } = evaluateSingle({ ...sampleDesign('tpu-v4', model), economics });
    for (const { id, appliesTo, schedule } of METRICS as readonly (Metric & { id: MetricId })[]) {
      // Schedules are not asked for.
      if (appliesTo.includes(kind) && schedule === undefined) expect(metrics[id]).toBeGreaterThan(0);
      else expect(metrics[id]).toBeNaN();
    }
  });

  it('of utilisation is measured against the peak, whatever share of it is reached', () => {
    const whole = sampleDesign('tpu-v4', 'llama-3.1-8b');
    const half = { ...whole, efficiency: { ...whole.efficiency, compute: 0.5 } };
    expect(explainDesign(half).operators[2]!.utilisation).toBeCloseTo(0.5, 6);
    expect(evaluateSingle(half).metrics.prefillUtilisation).toBeLessThan(0.51);
  });
});

describe('collectives that overlap', () => {
  it('cost less in a pipeline and without one, and nothing once all of them are hidden', () => {
    const base = sampleDesign('h100-sxm', 'llama-3.1-8b');
    for (const pipeline of [1, 2]) {
      const split = { tensor: 4, pipeline, expert: 1 };
      const deployment = { ...base.deployment, prefillParallelism: split, decodeParallelism: split };
      const ttft = (collectiveOverlap: number) =>
        evaluateSingle({
          ...base,
          deployment,
          assumptions: { ...base.assumptions, overrides: { collectiveOverlap } },
        }).metrics.ttft;
      expect(ttft(0.5)).toBeLessThan(ttft(0));
      expect(ttft(1)).toBeLessThanOrEqual(ttft(0.5));
    }
  });
});

describe('a compressed cache', () => {
  it('needs less memory and less traffic', () => {
    const base = sampleDesign('h100-sxm', 'llama-3.1-8b');
    const keyValueCompression = { baseFormat: 'int4', sparsePercent: 2, rank: 4 };
    const compressed = explainDesign({ ...base, deployment: { ...base.deployment, keyValueCompression } });
    const plain = explainDesign(base);
    expect(compressed.memory.cache).toBeLessThan(0.4 * plain.memory.cache);
    expect(compressed.metrics.tpot).toBeLessThan(plain.metrics.tpot);
  });
});

describe('the level on screen', () => {
  it('is the one that is computed, also where the set does not offer the chosen one', () => {
    const base = sampleDesign('tpu-v4', 'llama-3.1-8b');
    const level = fieldOf(base, 'assumptions.level');
    const shown = (choice: (typeof base)['assumptions']) => level.get({ ...base, assumptions: choice });
    expect(shown({ base: 'genz-0.0.16', level: 'array', overrides: {} })).toBe('roofline');
    expect(shown({ base: 'scalesim-3.0', level: 'roofline', overrides: {} })).toBe('array');
    expect(shown({ base: 'ridgeline@1', level: 'array', overrides: {} })).toBe('array');
  });
});
