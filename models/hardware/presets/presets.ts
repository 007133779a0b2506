import { ARRAY_ROWS } from './arrays-data';
import { buildArray, buildRates, type BuiltPreset } from './build';
import { RATES_ROWS } from './rates-data';

/** A level of fidelity that a preset has the data for. */
export type PresetLevel = 'roofline' | 'array';

export interface HardwarePreset {
  readonly id: string;
  readonly label: string;
  readonly vendor: string;
  readonly year: number | null;
  /** gpu, asic, soc-gpu, npu, academic ...: how menus group them. */
  readonly kind: string;
  readonly levels: readonly PresetLevel[];
  readonly build: () => BuiltPreset;
}

/** Every machine, arrays first; the first of all is the one that the app starts with. */
export const HARDWARE_PRESETS: readonly HardwarePreset[] = [
  ...ARRAY_ROWS.map(({ id, vendor, year, kind, parts }): HardwarePreset => {
    return { id, label: parts.name, vendor, year, kind, levels: ['roofline', 'array'], build: () => buildArray(parts) };
  }),
  ...RATES_ROWS.map((row): HardwarePreset => {
    const { id, label, vendor, year, kind } = row;
    return { id, label, vendor, year, kind, levels: ['roofline'], build: () => buildRates(row) };
  }),
];

const BY_ID: ReadonlyMap<string, HardwarePreset> = new Map(HARDWARE_PRESETS.map((preset) => [preset.id, preset]));

export function findHardwarePreset(id: string): HardwarePreset | undefined {
  return BY_ID.get(id);
}
