import { describe, expect, it } from 'vitest';
import fixture from '../../models/cost/fixtures/systolic-cases.json' with { type: 'json' };
import { scalesimSuite } from './scalesim';
import { failureLines, isRecord, predictionLines, type SuiteOptions, summarise } from './suite';

type Json = Record<string, unknown>;

function runSuite(json: unknown, options: SuiteOptions = {}) {
  const outcome = scalesimSuite.run(json, options);
  if (outcome.kind !== 'done') throw new Error(outcome.message);
  return outcome;
}

const copy = () => structuredClone(fixture) as unknown as { cases: Json[] };

/** Every number below `value`, as the object that holds it and its key. */
function numbersIn(value: unknown): [Json, string][] {
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  if (!isRecord(value)) return [];
  const record = value as Json;
  return Object.entries(record).flatMap(([key, inner]): [Json, string][] =>
    typeof inner === 'number' ? [[record, key]] : numbersIn(inner),
  );
}

describe('scalesimSuite', () => {
  it('passes its fixture: products, convolutions, depthwise, sparse and bandwidth-limited cases', () => {
    const summary = summarise('scalesim', runSuite(fixture));
    expect(summary).toMatchObject({ cases: fixture.cases.length, passed: fixture.cases.length, failed: 0 });
    expect(summary.worst).toBeLessThan(1e-9);
    expect(summary.fields.compared).toContain('dram.ifmap_reads');
  });

  it('fails when any expected value that is compared changes', () => {
    const inCalculationMode = copy().cases.filter((entry) => !('bw_mode' in entry));
    // The reference's own output counts carry known artefacts; their clean forms stand in closed_form.
    const isCompared = ([holder, key]: [Json, string]) => key !== 'ofmap_writes' || !('ifmap_reads' in holder);
    for (const entry of inCalculationMode) {
      for (const [holder, key] of numbersIn([entry['expected'], entry['closed_form']]).filter(isCompared)) {
        const original = holder[key] as number;
        holder[key] = original + Math.max(1, Math.abs(original)) * 1e-6;
        expect(runSuite({ cases: [entry] }).cases[0]!.status, `${String(entry['id'])} ${key}`).toBe('failed');
        holder[key] = original;
      }
    }
  });

  it('predicts without looking at what is expected', () => {
    const blind = copy();
    for (const entry of blind.cases) {
      for (const [holder, key] of numbersIn([entry['expected'], entry['closed_form']])) holder[key] = -1;
    }
    expect(predictionLines(runSuite(blind).cases)).toEqual(predictionLines(runSuite(fixture).cases));
  });

  it('counts what it does not know as unsupported, by kind', () => {
    const json = copy();
    json.cases = json.cases.slice(0, 2);
    (json.cases[0]!['workload'] as Json)['type'] = 'pooling';
    json.cases[1]!['sparsity'] = 'row-wise';
    const summary = summarise('scalesim', runSuite(json));
    expect(summary.unsupported).toBe(2);
    expect(Object.keys(summary.unsupportedReasons)).toEqual([
      'workload type pooling',
      'sparsity that is not one N:M pattern per layer',
    ]);
  });

  it('fails a case whose inputs cannot be read, with the field', () => {
    const json = copy();
    json.cases = json.cases.slice(0, 1);
    (json.cases[0]!['hw'] as Json)['rows'] = 0;
    expect(failureLines(runSuite(json).cases)).toEqual(['ss000 (gemm_small); hw.rows: must be a positive integer']);
  });

  it('compares only the wanted groups and fields', () => {
    const outcome = runSuite(fixture, { groups: ['gemm_mid'], fields: ['total_cycles'] });
    expect(outcome.cases.every((result) => result.group === 'gemm_mid')).toBe(true);
    expect(summarise('scalesim', outcome).fields.compared).toEqual(['total_cycles']);
  });

  it.each([
    [{}, {}, 'cases: must be an array'],
    [fixture, { groups: ['nothing'] }, '--groups: no group "nothing"'],
    [fixture, { fields: ['nothing'] }, '--fields: no field "nothing"'],
  ])('answers bad input with a sentence', (json, options, message) => {
    expect(scalesimSuite.run(json, options)).toMatchObject({
      kind: 'badInput',
      message: expect.stringContaining(message) as string,
    });
  });
});
