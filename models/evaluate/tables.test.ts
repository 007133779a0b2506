import { describe, expect, it } from 'vitest';
import { fieldOf } from '../design/fields';
import type { AxisValue, Design } from '../design/types';
import { LAYER_TABLE_PRESETS } from '../workload/presets/layer-tables';
import { tableTotals } from '../workload/layer-table/totals';
import type { MatmulLayer } from '../workload/layer-table/types';
import { explainDataflow } from './dataflow';
import { explainDesign } from './explain/explain';
import { fixesOf } from './changes/fit';
import { sampleDesign } from './sample-designs.test-support';
import { evaluateSingle } from './single';
import { assumptionWaterfall } from './changes/waterfall';
import { suggestChanges } from './changes/what-if';

function changed(design: Design, values: Readonly<Record<string, AxisValue | null>>): Design {
  return Object.entries(values).reduce((result, [field, value]) => fieldOf(result, field).set(result, value), design);
}

const resnet = (values: Readonly<Record<string, AxisValue | null>> = {}) =>
  changed(sampleDesign('tpu-v4', 'resnet-50'), values);

const PRODUCT: MatmulLayer = {
  kind: 'matmul',
  name: 'product',
  repeat: 1,
  m: 64,
  n: 4096,
  k: 4096,
  batch: 1,
  operand: 'weights',
  bias: false,
  attention: null,
};

describe('a table of layers', () => {
  it.each(LAYER_TABLE_PRESETS.map(({ id }) => id))('%s has a latency at both levels, the array no faster', (id) => {
    const design = sampleDesign('tpu-v4', id);
    const roofline = evaluateSingle(design);
    const array = evaluateSingle(changed(design, { 'assumptions.level': 'array' }));
    expect([roofline.ok, array.ok]).toEqual([true, true]);
    expect(array.metrics.batchLatency).toBeGreaterThanOrEqual(roofline.metrics.batchLatency);
  });

  it('of one product takes the longer of its MACs at peak and its bytes', () => {
    const design: Design = { ...resnet(), workload: { kind: 'layers', name: 'product', layers: [PRODUCT] } };
    const { metrics, operators, ceilings } = explainDesign(design);
    const peak = ceilings.find(({ label }) => label === 'BF16')!.rate / 2;
    const bandwidth = ceilings.find(({ kind }) => kind === 'memory')!.rate;
    const bytes = 2 * (64 * 4096 + 4096 * 4096 + 64 * 4096);
    expect(operators).toHaveLength(1);
    expect(metrics.batchLatency).toBeCloseTo(Math.max((64 * 4096 * 4096) / peak, bytes / bandwidth), 15);
  });

  it('has a latency, energy and utilisation that its operators add up to', () => {
    for (const level of ['roofline', 'array']) {
      const { metrics, operators, prefill, decode } = explainDesign(
        resnet({ 'deployment.prefillBatch': 8, 'assumptions.level': level }),
      );
      const sum = (of: (operator: (typeof operators)[number]) => number) =>
        operators.reduce((total, operator) => total + of(operator), 0);
      expect(sum(({ seconds }) => seconds)).toBeCloseTo(metrics.batchLatency, 12);
      expect(sum(({ share }) => share)).toBeCloseTo(1, 12);
      expect(sum(({ joules }) => joules) / 8 + prefill.energy.leakage + prefill.energy.idle).toBeCloseTo(
        metrics.energyPerInference,
        12,
      );
      expect(sum(({ repeat, macs }) => repeat * macs)).toBe(8 * 4_089_184_256);
      expect(prefill.energy.total).toBe(metrics.energyPerInference);
      expect(decode.seconds).toBeNaN();
    }
  });

  it('runs on each chip of the system beside the others', () => {
    const one = evaluateSingle(resnet({ 'deployment.prefillBatch': 4 })).metrics;
    const eight = evaluateSingle(resnet({ 'deployment.prefillBatch': 4, 'system.chips': 8 })).metrics;
    expect(one.inferencesPerSecond).toBe(4 / one.batchLatency);
    expect(eight.inferencesPerSecond).toBe(8 * one.inferencesPerSecond);
    expect(eight.batchLatency).toBe(one.batchLatency);
  });

  it('gains throughput and never latency from a batch', () => {
    const batches = [1, 2, 4, 8, 16, 32].map(
      (batch) => evaluateSingle(resnet({ 'deployment.prefillBatch': batch })).metrics,
    );
    for (let i = 1; i < batches.length; i++) {
      expect(batches[i]!.batchLatency).toBeGreaterThan(batches[i - 1]!.batchLatency);
      expect(batches[i]!.inferencesPerSecond).toBeGreaterThan(batches[i - 1]!.inferencesPerSecond);
    }
  });

  it('needs the memory of its weights and its activations, and says which batch fits', () => {
    const { memory, metrics } = explainDesign(resnet({ 'deployment.prefillBatch': 2 }));
    const { parameters } = tableTotals(LAYER_TABLE_PRESETS[0]!.build());
    expect(memory.weights).toBe(2 * parameters);
    expect(memory.live).toBe(2 * 2 * 56 * 56 * (64 + 256 + 256));
    expect(metrics.memoryNeeded).toBe(memory.weights + memory.live);
    expect(evaluateSingle(resnet({ 'deployment.prefillBatch': 65_536 })).ok).toBe(false);
    const largest = metrics.largestBatch;
    expect(evaluateSingle(resnet({ 'deployment.prefillBatch': largest })).ok).toBe(true);
    expect(evaluateSingle(resnet({ 'deployment.prefillBatch': largest + 1 })).ok).toBe(false);
  });

  it('does not fit an accelerator too small for it, and is told the batch that does', () => {
    const small = resnet({ 'deployment.prefillBatch': 64, 'tier.dram.capacity': 100e6 });
    const [batch] = fixesOf(small);
    expect(batch?.field).toBe('deployment.prefillBatch');
    expect(fixesOf(small).map(({ field }) => field)).not.toContain('deployment.tensorParallel');
    expect(evaluateSingle(changed(small, { [batch!.field]: batch!.value })).ok).toBe(true);
  });

  it('is all in INT8 by one rule', () => {
    const design: Design = { ...resnet(), formats: [{ match: {}, format: 'int8' }] };
    const { memory, operators } = explainDesign(design);
    expect(memory.weights).toBe(tableTotals(LAYER_TABLE_PRESETS[0]!.build()).parameters);
    expect(memory.live).toBe(56 * 56 * (64 + 256 + 256));
    const whole = explainDesign(resnet());
    operators.forEach(({ memoryBytes }, at) => expect(2 * memoryBytes).toBe(whole.operators[at]!.memoryBytes));
  });

  it('takes formats by the module of its layers', () => {
    const convolutions: Design = {
      ...resnet(),
      formats: [{ match: { role: 'weight', module: 'convolution' }, format: 'int8' }],
    };
    const fullyConnected = 2048 * 1000 + 1000;
    const { parameters } = tableTotals(LAYER_TABLE_PRESETS[0]!.build());
    expect(explainDesign(convolutions).memory.weights).toBe(parameters + fullyConnected);
  });

  it.each(['tensorParallel', 'pipelineParallel', 'expertParallel'])('can not be built with %s 2', (field) => {
    const { status, reasons } = explainDesign(resnet({ [`deployment.${field}`]: 2 }));
    expect(status).toBe('infeasible');
    expect(reasons).toEqual([expect.stringContaining('runs whole on one chip')]);
  });

  it('has no time under the assumptions of a tool without such networks, but a memory', () => {
    const { status, reasons, metrics } = explainDesign(resnet({ 'assumptions.base': 'genz-0.0.16' }));
    expect(status).toBe('missing');
    expect(reasons).toEqual([expect.stringContaining('choose another set')]);
    expect(metrics.batchLatency).toBeNaN();
    expect(metrics.memoryNeeded).toBeGreaterThan(5e7);
  });

  it('does not care for tokens, nor for lengths that are mixed', () => {
    const { deployment } = resnet();
    const mixed: Design = { ...resnet(), deployment: { ...deployment, promptTokens: [{ tokens: 5, weight: 1 }] } };
    expect(evaluateSingle(mixed)).toEqual(evaluateSingle(resnet()));
    expect(evaluateSingle(resnet({ 'deployment.outputTokens': 1 }))).toEqual(evaluateSingle(resnet()));
  });
});

describe('decisions about a table', () => {
  it('what helps its latency is offered, best first', () => {
    const suggestions = suggestChanges(resnet({ 'deployment.prefillBatch': 32 }), 'batchLatency');
    expect(suggestions[0]!.ratio).toBeLessThan(1);
    expect(suggestions.map(({ field }) => field)).not.toContain('deployment.tensorParallel');
  });

  it('a walk between sets ends at its own latency', () => {
    const design = resnet({ 'assumptions.level': 'array' });
    const bars = assumptionWaterfall(design, 'scalesim-3.0', 'batchLatency');
    expect(bars.at(-1)!.value).toBe(evaluateSingle(design).metrics.batchLatency);
  });

  it('dataflows are compared layer by layer, above the bound of convolutions', () => {
    const report = explainDataflow(resnet());
    if (report.kind !== 'array') throw new Error('this machine has an array');
    expect(report.operators.length).toBeGreaterThan(20);
    for (const { ratio, tile } of report.operators) {
      expect(ratio).toBeGreaterThanOrEqual(1);
      expect(tile).not.toBeNull();
    }
    expect(report.totals.ws.prefill).toBeGreaterThan(0);
    expect(report.totals.ws.decode).toBeNaN();
  });

  it('convolutions move no less with unfolded windows, and those that share no inputs the same', () => {
    const trafficOf = (reuse: boolean) => {
      const small = sampleDesign('eyeriss-like', 'resnet-50', {
        formats: (['weight', 'activation'] as const).map((role) => ({ match: { role }, format: 'int8' })),
      });
      const report = explainDataflow(changed(small, { 'assumptions.windowReuse': reuse }));
      if (report.kind !== 'array') throw new Error('this machine has an array');
      return report.operators.map(({ shape, traffic }) => ({ shape, bytes: traffic!.a + traffic!.b + traffic!.c }));
    };
    const unfolded = trafficOf(false);
    const ratios = trafficOf(true).map(({ bytes }, index) => bytes / unfolded[index]!.bytes);
    expect(Math.max(...ratios)).toBe(1);
    expect(Math.min(...ratios)).toBeLessThan(0.5);
    // Of 20 kinds of convolutions and one product, those with windows of 3 x 3 and 7 x 7 share inputs.
    expect(ratios.filter((ratio) => ratio < 1).length).toBeLessThan(ratios.length / 2);
  });
});
