/** Memory devices and the package: what they cost and what making them emits, as far as anyone says. */
import { dramKey } from '../technology/dram';
import { figure, type Known, missing, scaleKnown, type Sourced, withSpan } from '../technology/types';

const BYTES_PER_GIGABYTE = 1e9;
const UNKNOWN_TYPE = 'the DRAM type is not known';

/**
 * Dollars per gigabyte: spot prices of October 2023. Two later breakdowns of an H100's and an MI300X' parts put stacked
 * memory at 15 to 17 dollars, which the span holds.
 */
const HBM_USD = withSpan(figure(7, 'dram-spot-2023', 'memory-chip', 'low'), [15, 17]);
const DDR5_USD = figure(2.4, 'dram-spot-2023', 'memory-chip', 'medium');

/** Dollars per byte of memory devices. */
export function memoryUsdPerByte(dramType: string | null): Sourced {
  if (dramType === null) return missing(UNKNOWN_TYPE);
  if (isStacked(dramType)) return scaleKnown(HBM_USD, 1 / BYTES_PER_GIGABYTE);
  if (dramKey(dramType) === 'DDR5') return scaleKnown(DDR5_USD, 1 / BYTES_PER_GIGABYTE);
  return missing(`no sourced price of ${dramType}`);
}

/**
 * The manufacturer's figures per gigabyte are taken to include its yield. The implementation of ACT divides them by its
 * default yield of 0.875, which is the end of the span.
 */
const DIVIDED_AGAIN = 1 / 0.875;
const dramGrams = (grams: number, others: readonly number[] = []): Known =>
  withSpan(figure(grams, 'act', 'fab', 'medium'), [...others, Math.max(grams, ...others) * DIVIDED_AGAIN]);

/** Grams of CO2 equivalent per gigabyte, by type; the finest process of each, coarser ones in the span. */
const DRAM_GRAMS: Readonly<Record<string, Known>> = {
  LPDDR2: dramGrams(159),
  DDR3: dramGrams(230, [315, 600]),
  LPDDR3: dramGrams(184, [201]),
  DDR4: dramGrams(65),
  LPDDR4: dramGrams(48),
};

/** Kilograms of CO2 equivalent per byte of memory devices. */
export function memoryKilogramsPerByte(dramType: string | null): Sourced {
  if (dramType === null) return missing(UNKNOWN_TYPE);
  const key = dramKey(dramType);
  // Names come from files: `constructor` is not a memory.
  const grams = Object.hasOwn(DRAM_GRAMS, key) ? DRAM_GRAMS[key] : undefined;
  if (grams === undefined) return missing(`no sourced carbon footprint of ${dramType}`);
  return scaleKnown(grams, 1e-3 / BYTES_PER_GIGABYTE);
}

/** An organic flip-chip package with assembly, which its source calls a starting example: 20 + 1 dollars. */
const FLIP_CHIP_USD = figure(20 + 1, 'ttm-cas', 'package', 'low');

/** Dollars of package and assembly. Stacked memory needs an interposer, whose price nobody has published. */
export function packageUsd(dramType: string | null, hasNoMemory = false): Sourced {
  if (hasNoMemory) return FLIP_CHIP_USD;
  if (dramType === null) return missing(`${UNKNOWN_TYPE}, so neither is the kind of package`);
  if (isStacked(dramType)) return missing('no sourced price of a package with an interposer for stacked memory');
  return FLIP_CHIP_USD;
}

/** Kilograms of CO2 equivalent of one package of whatever kind; packages of memory devices are not counted. */
export function packageKilograms(): Sourced {
  return figure(0.15, 'act', 'package', 'low');
}

function isStacked(dramType: string): boolean {
  return dramKey(dramType).startsWith('HBM');
}
