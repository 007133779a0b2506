/** Every energy and area figure of one accelerator with its source: what `resolve` flattens and `explain` words. */
import { COMPUTE_CLASSES, type ComputeClass } from '../../formats/types';
import type { Accelerator, MemoryTier } from '../types';
import { dramJoulesPerByte, linkJoulesPerByte } from './dram';
import { macJoules, macSquareMetres, specialOpJoules, vectorOpJoules } from './mac';
import { registerFile } from './registers';
import { sram, type SramFigures } from './sram';
import { BITS_PER_BYTE, figure, isMissing, missing, scaleKnown, type Sourced } from './types';

/** Null where the quantity does not apply: area and leakage of memory that is not on the die. */
export interface TierFigures {
  readonly tier: MemoryTier;
  readonly readJoulesPerByte: Sourced;
  readonly writeJoulesPerByte: Sourced;
  /** Of all instances of the tier. SRAM only: leakage of registers and of logic is not modelled. */
  readonly leakageWatts: Sourced | null;
  /** Of all instances of the tier, on the compute die. */
  readonly squareMetres: Sourced | null;
}

export interface TechnologyFigures {
  readonly macJoules: Readonly<Record<ComputeClass, Sourced>>;
  readonly macSquareMetres: Readonly<Record<ComputeClass, Sourced>>;
  readonly vectorOpJoules: Sourced;
  readonly specialOpJoules: Sourced;
  readonly tiers: readonly TierFigures[];
  readonly linkJoulesPerByte: Sourced;
}

/**
 * Looks every figure up. `linkName` is the name of the link between chips, if it is one that has a sourced energy.
 * Figures of the user's own come before any source.
 */
export function technologyFigures(accelerator: Accelerator, linkName: string | null = null): TechnologyFigures {
  const { nodeNm, linkJoulesPerBit } = accelerator.technology;
  const outermostDram = accelerator.tiers.findLastIndex((tier) => tier.kind === 'dram');
  return {
    macJoules: byClass((computeClass) => macJoules(nodeNm, computeClass)),
    macSquareMetres: byClass((computeClass) => macSquareMetres(nodeNm, computeClass)),
    vectorOpJoules: vectorOpJoules(nodeNm),
    specialOpJoules: specialOpJoules(nodeNm),
    tiers: accelerator.tiers.map((tier, index) => tierFigures(accelerator, tier, index === outermostDram)),
    linkJoulesPerByte: linkJoulesPerBit === null ? linkJoulesPerByte(linkName) : assumed(linkJoulesPerBit),
  };
}

function byClass(of: (computeClass: ComputeClass) => Sourced): Record<ComputeClass, Sourced> {
  return Object.fromEntries(COMPUTE_CLASSES.map((computeClass) => [computeClass, of(computeClass)])) as Record<
    ComputeClass,
    Sourced
  >;
}

function assumed(joulesPerBit: number): Sourced {
  return { ...figure(joulesPerBit * BITS_PER_BYTE, 'user', 'user', 'low'), derivation: 'assumption' };
}

function tierFigures(accelerator: Accelerator, tier: MemoryTier, isOutermostDram: boolean): TierFigures {
  const { nodeNm, dramJoulesPerBit } = accelerator.technology;
  if (tier.kind === 'dram' || tier.kind === 'host') {
    const own = isOutermostDram ? dramJoulesPerBit : null;
    const joules = own === null ? dramJoulesPerByte(tier.dramType) : assumed(own);
    return { tier, readJoulesPerByte: joules, writeJoulesPerByte: joules, leakageWatts: null, squareMetres: null };
  }
  const one = tier.kind === 'register' ? registerFile(nodeNm, tier.capacityBytes) : sram(nodeNm, tier.capacityBytes);
  return onDieTier(tier, one, instances(accelerator, tier));
}

function onDieTier(tier: MemoryTier, one: SramFigures, count: number | string): TierFigures {
  const all = (sourced: Sourced): Sourced => {
    if (isMissing(sourced)) return sourced;
    return typeof count === 'string' ? missing(count) : scaleKnown(sourced, count);
  };
  return {
    tier,
    readJoulesPerByte: one.readJoulesPerByte,
    writeJoulesPerByte: one.writeJoulesPerByte,
    leakageWatts: tier.kind === 'sram' ? all(one.leakageWatts) : null,
    squareMetres: all(one.squareMetres),
  };
}

/** How many instances of the tier the chip has, or why that is not known. */
function instances(accelerator: Accelerator, tier: MemoryTier): number | string {
  if (tier.scope === 'chip') return 1;
  const { matrix } = accelerator;
  if (matrix.kind === 'rates') return 'the number of cores is not known, so neither is the total of a memory per core';
  return tier.scope === 'core' ? matrix.cores : matrix.cores * matrix.rows * matrix.columns;
}
