import { describe, expect, it } from 'vitest';
import { cosmaSuite } from './cosma';
import fixture from './fixtures/cosma-cases.json' with { type: 'json' };
import { failureLines, type SuiteOptions, summarise } from './suite';

type Json = Record<string, unknown>;

function runSuite(json: unknown, options: SuiteOptions = {}) {
  const outcome = cosmaSuite.run(json, options);
  if (outcome.kind !== 'done') throw new Error(outcome.message);
  return outcome;
}

const copy = () => structuredClone(fixture) as unknown as { instances: Json[]; graphs: Json };

describe('cosmaSuite', () => {
  it('passes its fixture', () => {
    const outcome = runSuite(fixture);
    expect(failureLines(outcome.cases)).toEqual([]);
    expect(summarise('cosma', outcome)).toMatchObject({ cases: 8, passed: 8, failed: 0, worst: 0 });
  });

  it.each(['optimumNonCompulsoryBytes', 'compulsoryBytes', 'minRequiredMR', 'minPeakMP'])(
    'fails when %s changes',
    (field) => {
      const cases = copy();
      for (const entry of cases.instances) entry[field] = (entry[field] as number) + 1;
      expect(summarise('cosma', runSuite(cases))).toMatchObject({ passed: 0, failed: 8 });
    },
  );

  it('fails when the schedule of a case does not hold', () => {
    const cases = copy();
    for (const { witness } of cases.instances as unknown as { witness: { order: string[] } }[]) witness.order.reverse();
    const summary = summarise('cosma', runSuite(cases, { fields: ['witness'] }));
    expect(summary).toMatchObject({ passed: 0, failed: 8 });
  });

  it('predicts from the graph and the scratchpad alone', () => {
    const cases = copy();
    for (const entry of cases.instances) {
      for (const key of ['optimumNonCompulsoryBytes', 'proof', 'minPeakMP', 'compulsoryBytes']) entry[key] = null;
    }
    const predicted = runSuite(cases).cases.map((result) => result.predicted);
    expect(predicted).toEqual(runSuite(fixture).cases.map((result) => result.predicted));
  });

  it.each([
    [{}, 'instances: must be an array'],
    [{ instances: [{}] }, 'cases[0]: must have an id and a group'],
  ])('refuses %j', (json, message) => {
    expect(cosmaSuite.run(json, {})).toEqual({ kind: 'badInput', message });
  });

  it('fails a case whose graph is not there or can not be read', () => {
    const cases = copy();
    cases.graphs = {};
    expect(summarise('cosma', runSuite(cases)).failed).toBe(8);
  });
});
