import { describe, expect, it } from 'vitest';
import fixture from './fixtures/genz-cases.json' with { type: 'json' };
import { genzSuite } from './genz';
import { failureLines, isRecord, predictionLines, summarise, type SuiteOptions } from './suite';

type Json = Record<string, unknown>;

function runSuite(json: unknown, options: SuiteOptions = {}) {
  const outcome = genzSuite.run(json, options);
  if (outcome.kind !== 'done') throw new Error(outcome.message);
  return outcome;
}

function messageOf(json: unknown, options: SuiteOptions = {}): string {
  const outcome = genzSuite.run(json, options);
  return outcome.kind === 'badInput' ? outcome.message : 'done';
}

const copy = () => structuredClone(fixture) as unknown as { models: Json; cases: Json[] };

/** Every number below `value`, as the object or list that holds it and its key. */
function numbersIn(value: unknown): [Json, string][] {
  if (!isRecord(value) && !Array.isArray(value)) return [];
  const holder = value as Json;
  return Object.entries(holder).flatMap(([key, inner]): [Json, string][] =>
    typeof inner === 'number' ? [[holder, key]] : numbersIn(inner),
  );
}

const compared = (entry: Json) => entry['group'] !== 'mamba';

describe('genzSuite', () => {
  it('passes its fixture, state-space layers apart', () => {
    const outcome = runSuite(fixture);
    const summary = summarise('genz', outcome);
    expect(failureLines(outcome.cases)).toEqual([]);
    expect(summary).toMatchObject({ cases: fixture.cases.length, failed: 0, unsupported: 1 });
    expect(summary.unsupportedReasons).toEqual({ 'state-space layers': 1 });
    expect(summary.worst).toBeLessThan(1e-9);
    expect(summary.fields.compared).toContain('operators.memory_ms');
  });

  it('covers every group of the reference', () => {
    expect(new Set(fixture.cases.map((entry) => entry.group)).size).toBe(25);
  });

  it('fails when any expected number changes', () => {
    for (const entry of copy().cases.filter(compared)) {
      for (const [holder, key] of numbersIn(entry['expected'])) {
        const original = holder[key] as number;
        holder[key] = original + Math.max(1, Math.abs(original)) * 1e-6;
        const { status } = runSuite({ ...fixture, cases: [entry] }).cases[0]!;
        expect(status, `${String(entry['id'])} ${key}`).toBe('failed');
        holder[key] = original;
      }
    }
  });

  it('fails when a design that does not fit is expected to, and the reverse', () => {
    for (const entry of copy().cases.filter(compared)) {
      const expected = entry['expected'] as Json;
      expected['status'] = expected['status'] === 'ok' ? 'error' : 'ok';
      expect(runSuite({ ...fixture, cases: [entry] }).cases[0]!.status).toBe('failed');
    }
  });

  it('predicts without looking at what is expected', () => {
    const blind = copy();
    for (const entry of blind.cases) entry['expected'] = {};
    expect(predictionLines(runSuite(blind).cases)).toEqual(predictionLines(runSuite(fixture).cases));
  });

  it('compares only the wanted groups and fields', () => {
    const { cases } = runSuite(fixture, { groups: ['moe', 'pp'], fields: ['latency_ms'] });
    expect(new Set(cases.map((result) => result.group))).toEqual(new Set(['moe', 'pp']));
    expect(cases.every((result) => result.fields.join() === 'latency_ms')).toBe(true);
    expect(messageOf(fixture, { fields: ['colour'] })).toBe('--fields: no case has a field "colour"');
    expect(messageOf(fixture, { groups: ['colour'] })).toContain('no group "colour"');
  });

  it('answers a split that can not be made', () => {
    const entry = copy().cases.find(compared)!;
    const { status, predicted } = runSuite({ ...fixture, cases: [{ ...entry, ep: 2 }] }).cases[0]!;
    expect([status, predicted]).toEqual(['failed', { status: 'error' }]);
  });

  it('says which field of a case can not be read', () => {
    const reasonFor = (change: (entry: Json) => void) => {
      const entry = copy().cases[0]!;
      change(entry);
      return runSuite({ ...fixture, cases: [entry] }).cases[0]!;
    };
    expect(reasonFor((entry) => delete entry['tp'])).toMatchObject({
      status: 'failed',
      reason: 'tp: must be a finite number',
    });
    expect(reasonFor((entry) => (entry['bits'] = 'fp7')).reason).toBe('bits: no format "fp7"');
    expect(reasonFor((entry) => (entry['model'] = 'none')).reason).toBe('models: no model "none"');
    expect(reasonFor((entry) => (entry['stage'] = 'training'))).toMatchObject({
      status: 'unsupported',
      reason: 'stage training',
    });
  });
});
