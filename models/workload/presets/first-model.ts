/** The model that the app starts with, apart from the others: the page loads those when a menu asks for them. */
import type { PresetStyle } from './build';
import type { PresetRow } from './llm-preset';

export const LLAMA: PresetStyle = {
  tied: false,
  gated: true,
  activation: 'silu',
  norms: 2,
  normKind: 'rms',
  attentionBias: false,
  ffnBias: false,
  rotaryFraction: 1,
};

export const FIRST_MODEL: PresetRow = [
  'llama-3.1-8b',
  'Llama 3.1 8B',
  'Llama',
  [4096, 32, 32, 8, 128, 14336, 128256, 131072],
  LLAMA,
];
