import type { Range } from './import-hf/reader';

/** What each kind of size may be: well beyond any model. The importer also limits the parameters they multiply to. */
export const RANGES = {
  hiddenSize: { min: 1, max: 1_000_000 },
  layers: { min: 1, max: 1024 },
  heads: { min: 1, max: 65_536 },
  headDim: { min: 1, max: 65_536 },
  width: { min: 1, max: 10_000_000 },
  optionalWidth: { min: 0, max: 10_000_000 },
  vocabulary: { min: 1, max: 100_000_000 },
  context: { min: 1, max: 1_000_000_000 },
  experts: { min: 1, max: 65_536 },
  optionalExperts: { min: 0, max: 65_536 },
  rank: { min: 1, max: 1_000_000 },
  layerIndex: { min: 0, max: 1024 },
  small: { min: 1, max: 1024 },
  share: { min: 0, max: 1 },
} as const satisfies Readonly<Record<string, Range>>;
