import type { DecoderWorkload } from '../types';
import { buildDecoder, type PresetExtras, type PresetSizes, type PresetStyle } from './build';

export type PresetRow = readonly [
  id: string,
  label: string,
  family: string,
  sizes: PresetSizes,
  style: PresetStyle,
  extras?: PresetExtras,
];

/** A model to start from; `build` gives a fresh workload, which then belongs to the design. */
export interface LlmPreset {
  readonly id: string;
  readonly label: string;
  readonly family: string;
  readonly build: () => DecoderWorkload;
}

/** Day of the preset data, kept as `origin.dataVersion` in designs that start from a preset. */
export const DATA_VERSION = '2026-11-22';

/** The preset of one line of the catalog. */
export function llmPreset([id, label, family, sizes, style, extras]: PresetRow): LlmPreset {
  return { id, label, family, build: () => buildDecoder(label, sizes, style, extras ?? {}) };
}
