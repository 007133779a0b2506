import { arrayPreset, type HardwarePreset } from './array-preset';
import { ARRAY_ROWS } from './arrays-data';

/** The machines known by their arrays. */
export const ARRAY_PRESETS: readonly HardwarePreset[] = ARRAY_ROWS.map(arrayPreset);
