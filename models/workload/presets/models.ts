import type { Workload } from '../types';
import { LLM_PRESETS } from '.';
import { LAYER_TABLE_PRESETS } from './layer-tables';

/** A model of any kind to start from; `build` gives a fresh workload, which then belongs to the design. */
export interface ModelPreset {
  readonly id: string;
  readonly label: string;
  readonly family: string;
  readonly build: () => Workload;
}

/** Decoders, then networks as tables of layers, in the order in which they are offered. */
export const MODEL_PRESETS: readonly ModelPreset[] = [
  ...LLM_PRESETS,
  ...LAYER_TABLE_PRESETS.map(({ id, label, family, build }) => ({ id, label, family, build: () => build() })),
];

export function findModelPreset(id: string): ModelPreset | undefined {
  return MODEL_PRESETS.find((preset) => preset.id === id);
}
