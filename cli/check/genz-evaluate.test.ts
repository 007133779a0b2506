import { describe, expect, it } from 'vitest';
import { explainDesign } from '../../models/evaluate/explain/explain';
import fixture from './fixtures/genz-cases.json' with { type: 'json' };
import { parseGenzCase } from './genz-cases';
import { evaluatePhase } from './genz-evaluate';

const phases = fixture.cases.flatMap((entry) => {
  const parsed = parseGenzCase(entry, fixture.models);
  return 'kind' in parsed && (parsed.kind === 'prefill' || parsed.kind === 'decode')
    ? [{ id: entry.id, ...parsed }]
    : [];
});

describe('evaluatePhase', () => {
  it.each(phases)('reads off the operators as the report of $id lists them', ({ kind, design }) => {
    const report = explainDesign(design);
    const listed = report.operators.filter((operator) => operator.phase === kind);
    const rows = evaluatePhase(design, kind).rows.filter((row) => row.repeat !== 0);
    expect(rows.map((row) => row.name)).toEqual(listed.map((operator) => operator.name));
    rows.forEach((row, index) => {
      const { secondsBy, seconds, a, b, c, macs } = listed[index]!;
      expect([row.macs, row.aBytes, row.bBytes, row.cBytes]).toEqual([macs, a.bytes, b.bytes, c.bytes]);
      expect(row.seconds * row.repeat).toBeCloseTo(seconds, 12);
      expect(row.computeSeconds * row.repeat).toBeCloseTo(secondsBy.compute, 12);
      expect(row.collectiveSeconds * row.repeat).toBeCloseTo(secondsBy.network, 12);
    });
    expect(rows.reduce((sum, row) => sum + row.seconds * row.repeat, 0)).toBeCloseTo(report[kind].seconds, 12);
  });
});
