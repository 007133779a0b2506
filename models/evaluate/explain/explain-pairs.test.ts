import { describe, expect, it } from 'vitest';
import { withFormatRule } from '../../design/format-rules';
import { designFromPresets } from '../../design/presets/design-from-presets';
import type { Design, FormatRule } from '../../design/types';
import { explainPairs, pairText } from './explain-pairs';
import { explainDesign } from './explain';

function designOf(machine: string, model: string, ...rules: readonly FormatRule[]): Design {
  const design = designFromPresets(machine, model);
  if (design === null) throw new Error('the presets of this test are gone');
  return rules.reduce(withFormatRule, design);
}

const EXPERTS: FormatRule = { match: { module: 'expert', role: 'weight' }, format: 'mxfp4' };
const textOf = (design: Design, module: string) =>
  explainPairs(design)
    .filter((use) => use.module === module)
    .map(pairText);

describe('pairs of a design', () => {
  it('of gpt-oss are up-cast for its experts and native elsewhere', () => {
    const design = designOf('h100-sxm', 'gpt-oss-20b', EXPERTS);
    expect(textOf(design, 'expert')).toEqual([
      'up-cast to BF16: right operand converted, 2 lane operations an element',
    ]);
    expect(new Set(textOf(design, 'attention'))).toEqual(new Set(['native in BF16']));
  });

  it('are native where the machine has their class', () => {
    const activations: FormatRule = { match: { module: 'expert', role: 'activation' }, format: 'mxfp4' };
    expect(textOf(designOf('b200', 'gpt-oss-20b', EXPERTS, activations), 'expert')).toEqual(['native in FP4']);
  });

  it('are those by which operators are timed', () => {
    const design = designOf('tpu-v5e', 'llama-3.1-8b', { match: { module: 'ffn', role: 'weight' }, format: 'int4' });
    const classes = new Map(explainPairs(design).map((use) => [use.module, use.computeClass]));
    const products = explainDesign(design).operators.filter(({ kind }) => kind === 'gemm');
    expect(products.length).toBeGreaterThan(4);
    for (const { module, computeClass } of products) expect(computeClass).toBe(classes.get(module));
  });

  it('say what no unit takes', () => {
    const design = designOf('edge-npu-32', 'qwen3-0.6b');
    expect(textOf(design, 'ffn')).toEqual(['unsupported: no native rate holds both']);
  });
});
