import { describe, expect, it } from 'vitest';
import type { Design } from '../../design/types';
import { ARRAY_PRESETS } from '../../hardware/presets/array-presets';
import { ATTENTION_FORMS, type AttentionFormId, type AttentionReport } from './attention-report';
import { atLevelArray } from '../dataflow';
import { explainAttention } from './explain-attention';
import { explainDesign } from './explain';
import { PART_READERS } from '../parts';
import { sampleDesign } from '../sample-designs.test-support';
import { stagingBytes } from '../stages/staging';

const MACHINES = ['tpu-v4', 'tpu-v5e', 'gemmini-16', 'eyeriss-like'];
const MODELS = ['llama-3.1-8b', 'gemma-2-9b', 'deepseek-v2-lite'];
const INT8 = ['weight', 'activation', 'kv'] as const;
const inInt8 = { formats: INT8.map((role) => ({ match: { role }, format: 'int8' })) };
const designs = ARRAY_PRESETS.filter(({ id }) => MACHINES.includes(id)).flatMap(({ id, build }) => {
  const { matrix } = build().accelerator;
  const takesBf16 = matrix.kind === 'array' && matrix.macsPerCycle.bf16 !== null;
  return MODELS.map((model) => sampleDesign(id, model, takesBf16 ? {} : inInt8));
});

function reportOf(design: Design): AttentionReport {
  const report = explainAttention(design);
  if (report.kind !== 'array') throw new Error(`no comparison: ${report.kind}`);
  return report;
}

function inForm(design: Design, form: AttentionFormId): Design {
  const { assumptions } = atLevelArray(design);
  return {
    ...design,
    assumptions: { ...assumptions, overrides: { ...assumptions.overrides, fusedAttention: form === 'onePass' } },
  };
}

describe('both forms of attention', () => {
  it('are those of the design with and without fused attention', () => {
    for (const design of designs) {
      const { layers } = reportOf(design);
      expect(layers.length).toBeGreaterThan(0);
      for (const form of ATTENTION_FORMS) {
        const { operators } = explainDesign(inForm(design, form));
        for (const { id, by } of layers) {
          const at = operators.findIndex((operator) => operator.id === id);
          const [scores, values] = [operators[at]!, operators[at + 1]!];
          expect([scores.kind, values.kind]).toEqual(['scores', 'values']);
          expect(by[form].seconds).toBe(scores.seconds + values.seconds);
          expect(by[form].trafficBytes).toBe(scores.memoryBytes + values.memoryBytes);
          expect(by[form].utilisation).toBeGreaterThan(0);
          expect(by[form].utilisation).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  it('move and take no less than at level roofline; with room for tiles, one pass moves less than three', () => {
    for (const design of designs) {
      const onRoofline = { ...design, assumptions: { ...design.assumptions, level: 'roofline' as const } };
      const { operators } = explainDesign(onRoofline);
      const roomy = stagingBytes(PART_READERS.tierSizes(design), PART_READERS.matrix(design)) >= 1 << 22;
      for (const { id, by } of reportOf(design).layers) {
        const at = operators.findIndex((operator) => operator.id === id);
        const [scores, values] = [operators[at]!, operators[at + 1]!];
        expect(by.onePass.trafficBytes).toBeGreaterThanOrEqual((scores.memoryBytes + values.memoryBytes) * (1 - 1e-12));
        expect(by.onePass.seconds).toBeGreaterThanOrEqual((scores.seconds + values.seconds) * (1 - 1e-12));
        if (roomy) expect(by.onePass.trafficBytes).toBeLessThan(by.threePass.trafficBytes);
        if (roomy) expect(by.onePass.seconds).toBeLessThanOrEqual(by.threePass.seconds);
        expect(by.onePass.cycles).toBe(by.threePass.cycles);
      }
    }
  });

  it('hold what half of the staging memory has room for', () => {
    for (const design of designs) {
      const capacity = stagingBytes(PART_READERS.tierSizes(design), PART_READERS.matrix(design));
      for (const { by } of reportOf(design).layers) {
        for (const form of ATTENTION_FORMS) {
          const { bufferBytes, queryTile, keyTile, keyReads } = by[form];
          if (queryTile > 1 || keyTile > 1) expect(bufferBytes).toBeLessThanOrEqual(capacity / 2);
          expect(keyReads).toBeGreaterThanOrEqual(1);
        }
      }
    }
  });

  it('count the rescaling of one pass and the division of three by hand', () => {
    const design = sampleDesign('tpu-v5e', 'llama-3.1-8b');
    const tokens = { ...design.deployment, promptTokens: 1000, prefillBatch: 2 };
    const [prefill] = reportOf({ ...design, deployment: tokens }).layers;
    const pairs = (2 * 32 * (1000 * 1001)) / 2;
    const elements = 2 * 32 * 1000 * 128;
    // 128 rows of the array are a tile of keys, and a row of outputs has 128 elements.
    expect(prefill!.by.onePass.keyTile).toBe(128);
    expect(prefill!.by.onePass.laneOps).toBe(32 * (3 * pairs + pairs + elements));
    expect(prefill!.by.threePass.laneOps).toBe(32 * (3 * pairs + pairs));
    expect(prefill!.by.onePass.specialOps).toBe(32 * pairs);
    // Scores leave, come back, leave and come back once more; queries, keys, values and outputs cross once.
    const scores = 32 * pairs * 2;
    const cache = 2 * 1000 * 8 * 256 * 2;
    expect(prefill!.by.threePass.trafficBytes).toBe(4 * scores + 32 * (2 * elements * 2 + cache));
  });

  it('hold in one pass no more however long the context is', () => {
    const design = sampleDesign('tpu-v5e', 'llama-3.1-8b');
    const at = (promptTokens: number) =>
      reportOf({ ...design, deployment: { ...design.deployment, promptTokens } }).layers.map(({ by }) => by.onePass);
    const [short, long] = [at(1 << 18), at(1 << 19)];
    for (const [index, form] of long.entries()) {
      expect(form.keyTile).toBe(short[index]!.keyTile);
      expect(form.bufferBytes).toBeLessThanOrEqual(1.1 * short[index]!.bufferBytes);
    }
    expect(long[0]!.keyReads).toBeGreaterThan(1.9 * short[0]!.keyReads);
  });

  it('are not compared without an array, or under assumptions that never look at it', () => {
    expect(explainAttention(sampleDesign('h100-sxm', 'llama-3.1-8b'))).toEqual({ kind: 'rates' });
    const design = sampleDesign('tpu-v5e', 'llama-3.1-8b');
    const assumptions = { ...design.assumptions, base: 'genz-0.0.16' as const };
    expect(explainAttention({ ...design, assumptions })).toEqual({ kind: 'assumptions' });
  });
});
