import { describe, expect, it } from 'vitest';
import { designFromPresets } from '../design/presets/design-from-presets';
import type { Design, FormatRule } from '../design/types';
import { explainDesign } from './explain/explain';
import { evaluateSingle } from './single';
import type { ReportOperator } from './explain/report';

/** gpt-oss as it is published: experts in MXFP4, everything else in BF16. */
const EXPERTS_MXFP4: FormatRule = { match: { module: 'expert', role: 'weight' }, format: 'mxfp4' };

function gptOss(...rules: readonly FormatRule[]): Design {
  const design = designFromPresets('h100-sxm', 'gpt-oss-20b');
  if (design === null) throw new Error('the presets of this test are gone');
  return { ...design, formats: [...design.formats, ...rules] };
}

const plain = explainDesign(gptOss());
const mixed = explainDesign(gptOss(EXPERTS_MXFP4));

function named(operators: readonly ReportOperator[], name: string): readonly ReportOperator[] {
  return operators.filter((operator) => operator.phase === 'decode' && operator.name.includes(name));
}

describe('a model with experts in MXFP4 and everything else in BF16', () => {
  it('reads experts in 4.25 bits and nothing else in fewer', () => {
    mixed.operators.forEach((operator, i) => {
      const before = plain.operators[i]!;
      const factor = operator.module === 'expert' ? 4.25 / 16 : 1;
      expect(operator.b.bytes).toBeCloseTo(factor * before.b.bytes, 3);
      expect(operator.a.bytes).toBe(before.a.bytes);
    });
  });

  it('multiplies experts in BF16, which holds both types, after widening: never free', () => {
    const experts = named(mixed.operators, 'Expert');
    expect(experts.length).toBeGreaterThan(0);
    for (const operator of experts) {
      const before = plain.operators.find(({ id }) => id === operator.id)!;
      expect(operator.computeClass).toBe('bf16');
      expect(operator.secondsBy.vector).toBeGreaterThan(before.secondsBy.vector);
    }
  });

  // 12.8 GiB: size of the checkpoint, gpt-oss model card, arXiv:2508.10925, table 1.
  it('stores the weights of 20 billion parameters as published: 12.8 GiB of 39', () => {
    const GIB = 2 ** 30;
    expect(plain.memory.weights / GIB).toBeCloseTo(38.95, 0);
    expect(mixed.memory.weights / GIB).toBeCloseTo(12.8, 0);
  });

  it('is faster in decode, and the same whether rules name the module or its layers', () => {
    const all: FormatRule = {
      match: { module: 'expert', role: 'weight', layers: { from: 0, to: 24 } },
      format: 'mxfp4',
    };
    const { tpot } = evaluateSingle(gptOss(EXPERTS_MXFP4)).metrics;
    expect(tpot).toBeLessThan(plain.metrics.tpot);
    expect(evaluateSingle(gptOss(all)).metrics.tpot / tpot).toBeCloseTo(1, 12);
  });
});
