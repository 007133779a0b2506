/**
 * Energy of off-chip memory, per bit moved.
 *
 * One default row per type, with its boundary; figures of the same boundary that disagree make the span, figures of a
 * wider boundary are alternatives, never averaged in. Not modelled: refresh and standby power, row-buffer locality,
 * reads apart from writes.
 */
import { BITS_PER_BYTE, figure, type Known, missing, PICOJOULE, scaleKnown, type Sourced, withSpan } from './types';

const device = (pj: number, source: Known['source'], confidence: Known['confidence'], span: readonly number[] = []) =>
  withSpan(figure(pj, source, 'device', confidence), span);
const path = (pj: number, span: readonly number[] = []) => withSpan(figure(pj, 'sc25', 'full-path', 'medium'), span);

/** Picojoules per bit by DRAM type; `fullPath` is the whole way from device to second-level cache, where measured. */
export interface DramRow {
  readonly preferred: Known;
  readonly fullPath: Known | null;
}

/** Keys in the spelling of `dramKey`. */
export const DRAM_PICOJOULES_PER_BIT: Readonly<Record<string, DramRow>> = {
  HBM1: { preferred: device(7, 'hygcn', 'medium'), fullPath: null },
  HBM2: { preferred: device(3.92, 'oconnor2017', 'high', [250 / 64, 450 / 64]), fullPath: path(13.11) },
  HBM2E: { preferred: device(6, 'micron', 'high'), fullPath: path(13.64) },
  HBM3: { preferred: path(11.68, [14.72]), fullPath: path(11.68, [14.72]) },
  HBM3E: { preferred: device(3.44, 'rpu-hbm3e', 'medium'), fullPath: null },
  GDDR5: { preferred: device(14, 'dram-info', 'low'), fullPath: null },
  GDDR6: { preferred: device(7.5, 'micron', 'high', [5.5]), fullPath: null },
  GDDR6X: { preferred: device(7.25, 'micron', 'high'), fullPath: null },
  LPDDR3: { preferred: device(3.7, 'dram-info', 'low'), fullPath: null },
  LPDDR4: { preferred: device(8, 'accelergy-dram', 'medium', [14]), fullPath: null },
  LPDDR5: { preferred: device(7, 'aif-review', 'low', [46.9]), fullPath: null },
  DDR3: { preferred: device(9, 'dram-info', 'low'), fullPath: null },
  DDR4: { preferred: device(4.5, 'dram-info', 'low'), fullPath: null },
};

/** Why a type that designs do use has no figure. */
const DRAM_GAPS: Readonly<Record<string, string>> = {
  HBM: 'the generation of HBM is not stated',
  LPDDR5X: 'no sourced LPDDR5X energy (only: 43 to 58 % less active power than DDR5, which has no figure either)',
  DDR5: 'no sourced DDR5 energy',
  GDDR7: 'no sourced GDDR7 energy (only: over 50 % more power-efficient than GDDR6)',
};

/** The spelling of a DRAM type in the tables: upper case, without speed grade or what follows it. */
export function dramKey(dramType: string): string {
  return /^[A-Z]+[0-9]*[A-Z]?/.exec(dramType.trim().toUpperCase())?.[0] ?? dramType;
}

/** Joules per byte moved to or from the memory. */
export function dramJoulesPerByte(dramType: string | null): Sourced {
  if (dramType === null) return missing('the DRAM type is not known');
  const key = dramKey(dramType);
  const row = DRAM_PICOJOULES_PER_BIT[key];
  if (row === undefined) return missing(DRAM_GAPS[key] ?? `no sourced ${dramType} energy`);
  return scaleKnown(row.preferred, PICOJOULE * BITS_PER_BYTE);
}

/** The figure of the whole path from device to second-level cache, of another boundary than the default; null: none. */
export function dramFullPathJoulesPerByte(dramType: string | null): Known | null {
  const fullPath = dramType === null ? null : (DRAM_PICOJOULES_PER_BIT[dramKey(dramType)]?.fullPath ?? null);
  return fullPath === null ? null : scaleKnown(fullPath, PICOJOULE * BITS_PER_BYTE);
}
