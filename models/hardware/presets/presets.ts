import type { HardwarePreset } from './array-preset';
import { ARRAY_PRESETS } from './array-presets';
import { buildRates } from './build-rates';
import { RATES_ROWS } from './rates-data';

/** Every machine, arrays first; the first of all is the one that the app starts with. */
export const HARDWARE_PRESETS: readonly HardwarePreset[] = [
  ...ARRAY_PRESETS,
  ...RATES_ROWS.map((row): HardwarePreset => {
    const { id, label, vendor, year, kind } = row;
    return { id, label, vendor, year, kind, levels: ['roofline'], build: () => buildRates(row) };
  }),
];

const BY_ID: ReadonlyMap<string, HardwarePreset> = new Map(HARDWARE_PRESETS.map((preset) => [preset.id, preset]));

export function findHardwarePreset(id: string): HardwarePreset | undefined {
  return BY_ID.get(id);
}
