import { expect, it } from 'vitest';
import { readDatapathText } from '../../../models/design/datapath-text';
import { designFromPresets } from '../../../models/design/presets/design-from-presets';
import { unitTexts } from './datapath-units';

const ARRAY = designFromPresets('tpu-v4', 'llama-3.1-8b')!;

it('offers the units of every pair that the space has', () => {
  const pairs = (texts: readonly string[]) =>
    new Set(
      texts.map((text) => readDatapathText(text)!).map(({ weights, activations }) => `${weights} ${activations}`),
    );
  expect(pairs(unitTexts(ARRAY, []))).toEqual(new Set(['bf16 bf16']));
  const axes = [{ field: 'format.weight', values: ['ternary', 'int4'] }];
  expect(pairs(unitTexts(ARRAY, axes))).toEqual(new Set(['bf16 bf16', 'ternary bf16', 'int4 bf16']));
  expect(unitTexts(ARRAY, axes).some((text) => text.startsWith('lookup:ternary'))).toBe(true);
});

it('offers none where no array is described', () => {
  expect(unitTexts(designFromPresets('h100-sxm', 'llama-3.1-8b')!, [])).toEqual([]);
});
