import { describe, expect, it } from 'vitest';
import { findModelPreset } from '../workload/presets/models';
import { exceptionsOf, withExceptions, withFormatRule, withoutFormatRule } from './format-rules';
import { designFromPresets } from './presets/design-from-presets';
import { publishedFormats } from './presets/published-formats';
import { parseDesign } from './schema';
import type { FormatRule } from './types';

const design = designFromPresets('h100-sxm', 'gpt-oss-20b')!;
const experts: FormatRule = { match: { module: 'expert', role: 'weight' }, format: 'mxfp4' };

describe('rules of single modules', () => {
  it('are added, replaced where they match the same, and taken away', () => {
    const one = withFormatRule(design, experts);
    expect(exceptionsOf(one)).toEqual([experts]);
    expect(parseDesign(one)).toMatchObject({ ok: true });
    const other = withFormatRule(one, { ...experts, format: 'nvfp4' });
    expect(exceptionsOf(other)).toEqual([{ ...experts, format: 'nvfp4' }]);
    expect(withoutFormatRule(other, experts.match)).toEqual(design);
    const first = { ...experts, match: { ...experts.match, layers: { from: 0, to: 2 } } };
    expect(exceptionsOf(withFormatRule(one, first))).toHaveLength(2);
  });

  it('leave those of a role alone as they are', () => {
    expect(withExceptions(withFormatRule(design, experts), [])).toEqual(design);
  });
});

it('formats that models are published in name presets that exist', () => {
  for (const id of ['gpt-oss-20b', 'gpt-oss-120b']) {
    expect(findModelPreset(id)).toBeDefined();
    expect(publishedFormats(id)?.rules).toEqual([experts]);
  }
  expect(publishedFormats('llama-3.1-8b')).toBeNull();
  expect(publishedFormats(null)).toBeNull();
});
