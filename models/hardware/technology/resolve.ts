/** The engine's section "technology": plain numbers, NaN where there is no figure, and the reasons. */
import { COMPUTE_CLASSES, type ComputeClass } from '../../formats/types';
import type { Accelerator } from '../types';
import { technologyFigures, type LinkLevel, type TechnologyFigures } from './figures';
import { isMissing, type Sourced } from './types';

/** SI units. Tier arrays are parallel to `accelerator.tiers`. */
export interface ResolvedTechnology {
  readonly macJoules: Readonly<Record<ComputeClass, number>>;
  readonly macSquareMetres: Readonly<Record<ComputeClass, number>>;
  /** Of the matrix unit's own datapath; 0 where it has none. */
  readonly datapathJoules: number;
  readonly datapathSquareMetres: number;
  readonly vectorOpJoules: number;
  readonly specialOpJoules: number;
  /** 0 where no element has registers, or no figure for them: such energy is left out and named. */
  readonly registerJoulesPerMac: number;
  readonly readJoulesPerByte: readonly number[];
  readonly writeJoulesPerByte: readonly number[];
  /** All instances of the tier; 0 where it does not apply (memory off the die, registers). */
  readonly leakageWatts: readonly number[];
  /** All instances of the tier on the compute die; 0 for memory off the die. */
  readonly squareMetres: readonly number[];
  /** By level of the network. */
  readonly linkJoulesPerByte: readonly number[];
  /** 0 where there is no figure: such leakage is left out and named. */
  readonly logicLeakageWattsPerSquareMetre: number;
}

/** Which end of the span of figures that disagree. */
export type SpanEnd = 'value' | 'low' | 'high';

/** Resolves the technology of one accelerator; a design is explained by `explainTechnology` from the same figures. */
export function resolveTechnology(
  accelerator: Accelerator,
  network: readonly LinkLevel[] = [],
  end: SpanEnd = 'value',
): ResolvedTechnology {
  const figures = technologyFigures(accelerator, network);
  const take = (sourced: Sourced | null): number => {
    if (sourced === null) return 0;
    return isMissing(sourced) ? NaN : sourced[end];
  };
  const orLeftOut = (sourced: Sourced | null) => (sourced === null || isMissing(sourced) ? 0 : sourced[end]);
  return {
    macJoules: byClass(figures.macJoules, take),
    macSquareMetres: byClass(figures.macSquareMetres, take),
    datapathJoules: take(figures.datapath?.joules ?? null),
    datapathSquareMetres: take(figures.datapath?.squareMetres ?? null),
    vectorOpJoules: take(figures.vectorOpJoules),
    specialOpJoules: take(figures.specialOpJoules),
    registerJoulesPerMac: orLeftOut(figures.registerJoulesPerMac),
    readJoulesPerByte: figures.tiers.map((tier) => take(tier.readJoulesPerByte)),
    writeJoulesPerByte: figures.tiers.map((tier) => take(tier.writeJoulesPerByte)),
    leakageWatts: figures.tiers.map((tier) => take(tier.leakageWatts)),
    squareMetres: figures.tiers.map((tier) => take(tier.squareMetres)),
    linkJoulesPerByte: figures.links.map(({ joulesPerByte }) => take(joulesPerByte)),
    logicLeakageWattsPerSquareMetre: orLeftOut(figures.logicLeakageWattsPerSquareMetre),
  };
}

/** Why numbers are NaN, each reason once; empty when every figure is there. */
export function technologyGaps(accelerator: Accelerator, network: readonly LinkLevel[] = []): readonly string[] {
  const components = new Map<string, Set<string>>();
  // Idle power, where it is given, stands for all leakage.
  const leaks = accelerator.technology.idleWatts === undefined;
  for (const [component, sourced] of needed(technologyFigures(accelerator, network), leaks)) {
    if (sourced === null || !isMissing(sourced)) continue;
    components.set(sourced.missing, (components.get(sourced.missing) ?? new Set()).add(component));
  }
  return [...components].map(([reason, names]) => `${[...names].join(', ')}: ${reason}`);
}

type Named = readonly [component: string, sourced: Sourced | null];

/** What a total cannot do without, by the name it has in a gap. */
function needed(figures: TechnologyFigures, leaks: boolean): readonly Named[] {
  return [
    ...Object.values(figures.macJoules).map((sourced): Named => ['MAC energy', sourced]),
    ...Object.values(figures.macSquareMetres).map((sourced): Named => ['MAC area', sourced]),
    ['MAC energy', figures.datapath?.joules ?? null],
    ['MAC area', figures.datapath?.squareMetres ?? null],
    ['vector energy', figures.vectorOpJoules],
    ['special-function energy', figures.specialOpJoules],
    ...figures.tiers.flatMap(({ tier, ...of }): readonly Named[] => [
      [`${tier.label} energy`, of.readJoulesPerByte],
      [`${tier.label} energy`, of.writeJoulesPerByte],
      [`${tier.label} leakage`, leaks ? of.leakageWatts : null],
      [`${tier.label} area`, of.squareMetres],
    ]),
    ...figures.links.map(({ joulesPerByte }): Named => ['link energy', joulesPerByte]),
  ];
}

function byClass(
  figures: Readonly<Record<ComputeClass, Sourced>>,
  value: (sourced: Sourced) => number,
): Record<ComputeClass, number> {
  return Object.fromEntries(COMPUTE_CLASSES.map((c) => [c, value(figures[c])])) as Record<ComputeClass, number>;
}
