import { describe, expect, it } from 'vitest';
import fixture from './fixtures/zigzag-cases.json' with { type: 'json' };
import { failureLines, isRecord, predictionLines, type SuiteOptions, summarise } from './suite';
import { zigzagSuite } from './zigzag';

type Json = Record<string, unknown>;

function runSuite(json: unknown, options: SuiteOptions = {}) {
  const outcome = zigzagSuite.run(json, options);
  if (outcome.kind !== 'done') throw new Error(outcome.message);
  return outcome;
}

const copy = () => structuredClone(fixture) as unknown as { cases: Json[] };

/** Every number or flag below `value`, but for the mapping, which is a question and no answer. */
function answersIn(value: unknown): [Json, string][] {
  if (Array.isArray(value)) return value.flatMap(answersIn);
  if (!isRecord(value)) return [];
  const record = value as Json;
  return Object.entries(record).flatMap(([key, inner]): [Json, string][] => {
    if (key.startsWith('temporal_mapping')) return [];
    return typeof inner === 'number' || typeof inner === 'boolean' ? [[record, key]] : answersIn(inner);
  });
}

describe('zigzagSuite', () => {
  it('passes its fixture: products, convolutions, depthwise, fractional unrollings, shared ports', () => {
    const outcome = runSuite(fixture);
    expect(failureLines(outcome.cases)).toEqual([]);
    const summary = summarise('zigzag', outcome);
    expect(summary).toMatchObject({ cases: 6, passed: 6, failed: 0, unsupported: 0 });
    expect(summary.worst).toBeLessThan(1e-12);
  });

  it('fails when any expected value that is compared changes', () => {
    for (const entry of copy().cases) {
      for (const [holder, key] of answersIn(entry['expected'])) {
        const original = holder[key];
        holder[key] = typeof original === 'number' ? original + Math.max(1, Math.abs(original)) * 1e-6 : !original;
        expect(runSuite({ cases: [entry] }).cases[0]!.status, `${String(entry['id'])} ${key}`).toBe('failed');
        holder[key] = original;
      }
    }
  });

  it('predicts without looking at what is expected', () => {
    const blind = copy();
    for (const entry of blind.cases) {
      for (const [holder, key] of answersIn(entry['expected'])) holder[key] = -1;
    }
    expect(predictionLines(runSuite(blind).cases)).toEqual(predictionLines(runSuite(fixture).cases));
  });

  it('fails a case whose mapping does not do the layer, and says why', () => {
    const json = copy();
    const [entry] = json.cases;
    const mapping = (entry!['expected'] as Json)['temporal_mapping_inner_to_outer'] as Record<string, unknown[][]>;
    mapping['I']![0]!.pop();
    const [result] = runSuite(json).cases;
    expect(result).toMatchObject({ status: 'failed' });
    expect(result!.reason).toContain('temporal_mapping_inner_to_outer');
  });

  it('compares the wanted fields of the wanted accelerators only', () => {
    const outcome = runSuite(fixture, { groups: ['eyeriss_like'], fields: ['energy'] });
    expect(outcome.cases.map(({ id }) => id)).toEqual(['zz30']);
    expect(summarise('zigzag', outcome).fields.compared).toEqual(['energy']);
    expect(zigzagSuite.run(fixture, { fields: ['speed'] })).toMatchObject({ kind: 'badInput' });
    expect(zigzagSuite.run(fixture, { groups: ['none'] })).toMatchObject({ kind: 'badInput' });
  });
});
