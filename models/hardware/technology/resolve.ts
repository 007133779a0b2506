/** The engine's section "technology": plain numbers, NaN where there is no figure, and the reasons. */
import { COMPUTE_CLASSES, type ComputeClass } from '../../formats/types';
import type { Accelerator } from '../types';
import { technologyFigures } from './figures';
import { isMissing, type Sourced } from './types';

/** SI units. Tier arrays are parallel to `accelerator.tiers`. */
export interface ResolvedTechnology {
  readonly macJoules: Readonly<Record<ComputeClass, number>>;
  readonly macSquareMetres: Readonly<Record<ComputeClass, number>>;
  readonly vectorOpJoules: number;
  readonly specialOpJoules: number;
  readonly readJoulesPerByte: readonly number[];
  readonly writeJoulesPerByte: readonly number[];
  /** All instances of the tier; 0 where it does not apply (memory off the die, registers). */
  readonly leakageWatts: readonly number[];
  /** All instances of the tier on the compute die; 0 for memory off the die. */
  readonly squareMetres: readonly number[];
  readonly linkJoulesPerByte: number;
  /** Why numbers are NaN, each reason once; empty when every figure is there. */
  readonly gaps: readonly string[];
}

/** What no figure here includes, for the report's list of things not modelled. */
export const TECHNOLOGY_NOT_MODELLED = [
  'clock, control, instruction and operand-delivery energy',
  'leakage of logic and registers; idle and standby power',
  'wires between SRAM banks and to the array',
  'area of vector units, control, interfaces and memory controllers',
  'special functions beyond one FP32 multiply-add each',
  'DRAM refresh and row-buffer locality; reads apart from writes',
] as const;

/** Resolves the technology of one accelerator; a design is explained by `explainTechnology` from the same figures. */
export function resolveTechnology(accelerator: Accelerator, linkName: string | null = null): ResolvedTechnology {
  const figures = technologyFigures(accelerator, linkName);
  const gaps = new Map<string, string[]>();
  const take = (component: string, sourced: Sourced | null): number => {
    if (sourced === null) return 0;
    if (isMissing(sourced)) gaps.set(sourced.missing, [...(gaps.get(sourced.missing) ?? []), component]);
    return sourced.value;
  };
  return {
    macJoules: byClass(figures.macJoules, (sourced) => take('MAC energy', sourced)),
    macSquareMetres: byClass(figures.macSquareMetres, (sourced) => take('MAC area', sourced)),
    vectorOpJoules: take('vector energy', figures.vectorOpJoules),
    specialOpJoules: take('special-function energy', figures.specialOpJoules),
    readJoulesPerByte: figures.tiers.map((t) => take(`${t.tier.label} energy`, t.readJoulesPerByte)),
    writeJoulesPerByte: figures.tiers.map((t) => take(`${t.tier.label} energy`, t.writeJoulesPerByte)),
    leakageWatts: figures.tiers.map((t) => take(`${t.tier.label} leakage`, t.leakageWatts)),
    squareMetres: figures.tiers.map((t) => take(`${t.tier.label} area`, t.squareMetres)),
    linkJoulesPerByte: take('link energy', figures.linkJoulesPerByte),
    gaps: [...gaps].map(([reason, components]) => `${[...new Set(components)].join(', ')}: ${reason}`),
  };
}

function byClass(
  figures: Readonly<Record<ComputeClass, Sourced>>,
  value: (sourced: Sourced) => number,
): Record<ComputeClass, number> {
  return Object.fromEntries(COMPUTE_CLASSES.map((c) => [c, value(figures[c])])) as Record<ComputeClass, number>;
}
