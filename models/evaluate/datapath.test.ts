import { describe, expect, it } from 'vitest';
import { designFromPresets } from '../design/presets/design-from-presets';
import type { Design } from '../design/types';
import { blockScaledEnergy } from '../formats/class-cost';
import { datapaths } from '../formats/hardware-cost/datapaths';
import { findFormat } from '../formats/registry';
import { macJoules } from '../hardware/technology/mac';
import { pairDatapath, withDatapath } from '../hardware/technology/pair-datapath';
import { datapathFigure } from '../hardware/technology/unit-cost';
import type { DatapathKind } from '../formats/types';
import { explainDesign } from './explain/explain';
import { explainEnergy } from './explain/explain-energy';

function designWith(machine: string, weight: string, activation: string, model = 'llama-3.1-8b'): Design {
  const design = designFromPresets(machine, model);
  if (design === null) throw new Error('the presets of this test are gone');
  const rules = [
    { match: { role: 'weight' as const }, format: weight },
    { match: { role: 'activation' as const }, format: activation },
    { match: { role: 'kv' as const }, format: 'bf16' },
  ];
  const technology = { ...design.accelerator.technology, nodeNm: 7 };
  return { ...design, accelerator: { ...design.accelerator, technology }, formats: rules };
}

function built(design: Design, kind: DatapathKind, weight: string, activation: string): Design {
  const { matrix } = design.accelerator;
  const [weights, activations] = [findFormat(weight)!, findFormat(activation)!];
  const path = datapaths(weights, activations).find((candidate) => candidate.kind === kind);
  if (matrix.kind !== 'array' || path === undefined) throw new Error(`no ${kind} for this pair`);
  return {
    ...design,
    accelerator: withDatapath(design.accelerator, pairDatapath(path, weights, activations, matrix)),
  };
}

const weightRows = (design: Design) =>
  explainDesign(design).operators.filter(({ kind, phase }) => kind === 'gemm' && phase === 'prefill');

/** Joules of multiply-accumulates of the products with weights, in prefill. */
function macJoulesOf(design: Design): readonly number[] {
  const report = explainDesign(design);
  const ids = new Set(
    report.operators.filter(({ kind, phase }) => kind === 'gemm' && phase === 'prefill').map(({ id }) => id),
  );
  return explainEnergy(design, report).operators.flatMap(({ id, parts }) => (ids.has(id) ? [parts.mac] : []));
}

describe('a datapath of its own for a pair', () => {
  const plain = designWith('tpu-v5e', 'int4', 'int8');
  const own = built(plain, 'multiplier', 'int4', 'int8');

  it('multiplies the pair without widening it, at its own rate', () => {
    const before = weightRows(plain);
    weightRows(own).forEach((operator, i) => {
      expect(before[i]!.computeClass).toBe('int8');
      expect(operator.computeClass).toBe('own unit');
      expect(operator.secondsBy.vector).toBeLessThan(before[i]!.secondsBy.vector);
      expect(operator.secondsBy.compute).toBeCloseTo(before[i]!.secondsBy.compute, 12);
    });
  });

  it('takes the energy of the gate-level model, anchored at the node', () => {
    const { matrix, technology } = own.accelerator;
    const cost = matrix.kind === 'array' ? matrix.datapath!.energyCost : NaN;
    const ratio =
      datapathFigure(technology.nodeNm, 'energy', cost, true).value / macJoules(technology.nodeNm, 'int8').value;
    expect(ratio).toBeLessThan(1);
    const before = macJoulesOf(plain);
    macJoulesOf(own).forEach((joules, i) => expect(joules / before[i]!).toBeCloseTo(ratio, 12));
  });

  it('makes the element no larger while a class is larger, and as large as it is where it is the largest', () => {
    const area = (design: Design) => explainDesign(design).area.macs;
    expect(area(own)).toBe(area(plain));
    const { matrix } = own.accelerator;
    if (matrix.kind !== 'array') throw new Error('not an array');
    const many = withDatapath(own.accelerator, { ...matrix.datapath!, macsPerCycle: 100 });
    const figure = datapathFigure(own.accelerator.technology.nodeNm, 'area', matrix.datapath!.areaCost, true).value;
    const elements = matrix.rows * matrix.columns * matrix.cores;
    expect(area({ ...own, accelerator: many })).toBeCloseTo(100 * figure * elements, 12);
  });

  it('has a roof of its own, a row in the figures, and none of the other pairs', () => {
    expect(explainDesign(own).ceilings.map(({ label }) => label)).toContain('OWN UNIT');
    const other = { ...own, formats: designWith('tpu-v5e', 'int8', 'int8').formats };
    expect(new Set(weightRows(other).map(({ computeClass }) => computeClass))).toEqual(new Set(['int8']));
  });

  it.each([
    ['bitSerial', 'int4', 'bf16', 2],
    ['lookup', 'ternary', 'int8', null],
  ] as const)('can be %s, with its own throughput', (kind, weight, activation, rate) => {
    const design = built(designWith('tpu-v5e', weight, activation), kind, weight, activation);
    const { matrix } = design.accelerator;
    const macsPerCycle = matrix.kind === 'array' ? matrix.datapath!.macsPerCycle : NaN;
    expect(macsPerCycle).toBeGreaterThan(1);
    if (rate !== null) expect(macsPerCycle).toBe(rate);
    const seconds = weightRows(design).map(({ secondsBy }) => secondsBy.compute);
    weightRows(designWith('tpu-v5e', 'bf16', 'bf16')).forEach(({ secondsBy }, i) => {
      expect(secondsBy.compute / seconds[i]!).toBeCloseTo(macsPerCycle, 9);
    });
  });
});

describe('block scales in the unit', () => {
  const without = (design: Design): Design => ({
    ...design,
    assumptions: { ...design.assumptions, overrides: { blockScales: false } },
  });

  it.each(['nvfp4', 'mxfp4', 'fp4_e2m1'])('of %s take the energy that the model gives them', (id) => {
    const design = designWith('b200', id, id);
    const format = findFormat(id)!;
    const ratio = blockScaledEnergy(format, format, 'fp4');
    const plain = macJoulesOf(designWith('b200', 'fp4_e2m1', 'fp4_e2m1'));
    macJoulesOf(design).forEach((joules, i) => expect(joules / plain[i]!).toBeCloseTo(ratio, 12));
    expect(macJoulesOf(without(design))).toEqual(plain);
  });

  it('cost nothing there where operands are widened before', () => {
    const widened = designWith('h100-sxm', 'mxfp4', 'bf16');
    expect(macJoulesOf(widened)).toEqual(macJoulesOf(without(widened)));
  });
});
