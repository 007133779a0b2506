import { BLOCK_DEFINITIONS } from './blocks';
import { CODEBOOK_DEFINITIONS } from './codebooks';
import { FLOAT_DEFINITIONS } from './floats';
import { INT_DEFINITIONS } from './integers';
import type { FormatDefinition } from './types';

/** One for each number format, in the same order. Loaded when asked for: designs need the sizes of formats alone. */
export const FORMAT_DEFINITIONS: readonly FormatDefinition[] = [
  ...FLOAT_DEFINITIONS,
  ...INT_DEFINITIONS,
  ...BLOCK_DEFINITIONS,
  ...CODEBOOK_DEFINITIONS,
];

export function findDefinition(id: string): FormatDefinition | undefined {
  return FORMAT_DEFINITIONS.find((definition) => definition.id === id);
}
