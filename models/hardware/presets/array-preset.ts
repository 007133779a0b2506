import { buildArray, type ArrayParts, type BuiltPreset } from './build';

export interface ArrayRow {
  readonly id: string;
  readonly vendor: string;
  readonly year: number | null;
  readonly kind: string;
  readonly parts: ArrayParts;
}

/** A level of fidelity that a preset has the data for. */
export type PresetLevel = 'roofline' | 'array' | 'mapped';

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

/** The preset of one line of the data. */
export function arrayPreset({ id, vendor, year, kind, parts }: ArrayRow): HardwarePreset {
  return {
    id,
    label: parts.name,
    vendor,
    year,
    kind,
    levels: ['roofline', 'array', 'mapped'],
    build: () => buildArray(parts),
  };
}
