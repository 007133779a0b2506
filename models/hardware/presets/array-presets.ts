import { ARRAY_ROWS } from './arrays-data';
import { buildArray, type BuiltPreset } from './build';

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

/** The machines known by their arrays. Apart from the others, so that the page can start with the first of them alone. */
export const ARRAY_PRESETS: readonly HardwarePreset[] = ARRAY_ROWS.map(({ id, vendor, year, kind, parts }) => {
  return { id, label: parts.name, vendor, year, kind, levels: ['roofline', 'array'], build: () => buildArray(parts) };
});
