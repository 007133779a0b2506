import type { MemoryTier } from '../../../models/hardware/types';

export const SCOPE_TEXT: Readonly<Record<MemoryTier['scope'], string>> = {
  element: 'per processing element',
  core: 'per core',
  chip: 'shared by the chip',
};
