import type { FormatRule } from '../types';

/** The formats that a model is published in, where they differ from BF16 throughout. */
export interface PublishedFormats {
  readonly text: string;
  readonly rules: readonly FormatRule[];
  readonly source: string;
}

const GPT_OSS: PublishedFormats = {
  text: 'experts in MXFP4, BF16 elsewhere',
  rules: [{ match: { module: 'expert', role: 'weight' }, format: 'mxfp4' }],
  source: 'quantization_config of its config.json: mxfp4 for all but attention, router, embeddings and head',
};

const BY_PRESET: Readonly<Record<string, PublishedFormats>> = { 'gpt-oss-20b': GPT_OSS, 'gpt-oss-120b': GPT_OSS };

/** Of a model preset; null where nothing is known to differ. */
export function publishedFormats(preset: string | null): PublishedFormats | null {
  return preset !== null && Object.hasOwn(BY_PRESET, preset) ? (BY_PRESET[preset] ?? null) : null;
}
