/**
 * Leakage by class of transistor, and of logic.
 *
 * CACTI's SRAM rows are of high-performance cells (`itrs-hp`). Cells of the other two classes of its technology files
 * leak in the ratio of their currents at 360 K: off current plus gate current of an n-channel transistor, times supply
 * voltage. Only leakage changes: energy of an access and area stay those of high-performance cells.
 *
 * Not modelled: other temperatures, long-channel devices, power gating. At 22 nm the low-power currents of the files are
 * out of order in temperature, so that node has no ratio.
 */
import { figure, type Known, missing, scaleKnown, type Sourced, SQUARE_MILLIMETRE, withSpan } from './types';

export const SRAM_LEAKAGE_CLASSES = ['lstp', 'lop'] as const;
/** Low standby power and low operating power. */
export type SramLeakageClass = (typeof SRAM_LEAKAGE_CLASSES)[number];

/** Amperes per micrometre of width at 360 K, and volts. */
type Transistor = readonly [offCurrent: number, gateCurrent: number, supplyVolts: number];

const TRANSISTORS: Readonly<Record<number, Readonly<Record<'hp' | SramLeakageClass, Transistor>>>> = {
  65: { hp: [4.45e-7, 4.09e-8, 1.1], lstp: [1.15e-10, 1.09e-10, 1.2], lop: [2.09e-8, 9.61e-9, 0.8] },
  45: { hp: [6.42e-7, 3.59e-8, 1], lstp: [1.3e-10, 9.47e-12, 1.1], lop: [1.27e-8, 9.82e-8, 0.7] },
  32: { hp: [5.32e-7, 6.55e-8, 0.9], lstp: [2.4e-10, 3.73e-11, 1], lop: [1.65e-7, 2.93e-9, 0.6] },
};

/** Watts of an SRAM whose rows are of high-performance cells, in the class that the user chose; null: those cells. */
export function leakageOfClass(watts: Sourced, nodeNm: number | null, chosen: SramLeakageClass | null): Sourced {
  if (chosen === null || 'missing' in watts) return watts;
  const row = nodeNm === null ? undefined : TRANSISTORS[nodeNm];
  if (row === undefined) return missing(`no sourced leakage of ${chosen.toUpperCase()} cells at ${nodeNm} nm`);
  const change = { source: 'cacti-currents', derivation: 'scaled', confidence: 'low' } as const;
  return scaleKnown(watts, power(row[chosen]) / power(row.hp), change);
}

function power([offCurrent, gateCurrent, supplyVolts]: Transistor): number {
  return (offCurrent + gateCurrent) * supplyVolts;
}

/** 0.1 W/mm2 of logic at N5 to N7, which its source marks as assumed; an earlier version of it had 0.06. */
const LOGIC_LEAKAGE: Known = {
  ...withSpan(figure(0.1 / SQUARE_MILLIMETRE, 'leakage-assumed', 'density', 'low'), [0.06 / SQUARE_MILLIMETRE]),
  derivation: 'assumption',
};

/** Watts per square metre of logic. */
export function logicLeakageWattsPerSquareMetre(nodeNm: number | null): Sourced {
  return nodeNm === 7 || nodeNm === 5 ? LOGIC_LEAKAGE : missing(`no sourced leakage of logic at ${nodeNm} nm`);
}
