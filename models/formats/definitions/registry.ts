import { readCustomFormatId } from '../custom-format';
import { BLOCK_DEFINITIONS } from './blocks';
import { CODEBOOK_DEFINITIONS } from './codebooks';
import { customDefinition } from './custom';
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

/** The definition of an id: of the list above, or of a format that a user describes. */
export function findDefinition(id: string): FormatDefinition | undefined {
  const listed = FORMAT_DEFINITIONS.find((definition) => definition.id === id);
  if (listed !== undefined) return listed;
  const custom = readCustomFormatId(id);
  return custom === null ? undefined : customDefinition(custom);
}
