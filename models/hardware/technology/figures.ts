/** Every energy and area figure of one accelerator with its source: what `resolve` flattens and `explain` words. */
import { findFormat } from '../../formats/registry';
import { COMPUTE_CLASSES, type ComputeClass } from '../../formats/types';
import type { Accelerator, MemoryTier, NetworkLevel } from '../types';
import { dramJoulesPerByte } from './dram';
import { leakageOfClass, logicLeakageWattsPerSquareMetre } from './leakage';
import { linkJoulesPerByte } from './links';
import { macJoules, macSquareMetres, specialOpJoules, vectorOpJoules } from './mac';
import { registerFile, registerJoulesPerMac } from './registers';
import { sram, type SramFigures } from './sram';
import { BITS_PER_BYTE, figure, isMissing, missing, scaleKnown, type Sourced } from './types';
import { datapathFigure } from './unit-cost';

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
  /** Of the matrix unit's own datapath; null: it has none. */
  readonly datapath: { readonly joules: Sourced; readonly squareMetres: Sourced } | null;
  readonly vectorOpJoules: Sourced;
  readonly specialOpJoules: Sourced;
  readonly tiers: readonly TierFigures[];
  /** Accesses of one multiply-accumulate to the registers of its element; null: no such registers are described. */
  readonly registerJoulesPerMac: Sourced | null;
  /** By level of the network. */
  readonly links: readonly LinkFigures[];
  readonly logicLeakageWattsPerSquareMetre: Sourced;
}

export interface LinkFigures {
  readonly label: string;
  readonly joulesPerByte: Sourced;
}

/** What decides the figures of a network level. */
export type LinkLevel = Pick<NetworkLevel, 'label' | 'linkType'>;

/** Looks every figure up, links by level of the network. Figures of the user's own come before any source. */
export function technologyFigures(accelerator: Accelerator, network: readonly LinkLevel[] = []): TechnologyFigures {
  const { nodeNm, linkJoulesPerBit, macJoules: ownMacJoules } = accelerator.technology;
  const own = ownMacJoules === undefined ? null : assumed(ownMacJoules);
  const outermostDram = accelerator.tiers.findLastIndex((tier) => tier.kind === 'dram');
  const tiers = accelerator.tiers.map((tier, index) => tierFigures(accelerator, tier, index === outermostDram));
  const registers = tiers.filter(({ tier }) => tier.kind === 'register' && tier.scope === 'element');
  return {
    macJoules: byClass((computeClass) => own ?? macJoules(nodeNm, computeClass)),
    macSquareMetres: byClass((computeClass) => macSquareMetres(nodeNm, computeClass)),
    datapath: datapathFigures(accelerator, own),
    vectorOpJoules: own ?? vectorOpJoules(nodeNm),
    specialOpJoules: own ?? specialOpJoules(nodeNm),
    tiers,
    registerJoulesPerMac: registers.length === 0 ? null : registerJoulesPerMac(registers),
    links: network.map(({ label, linkType }) => ({
      label,
      joulesPerByte: linkJoulesPerBit === null ? linkJoulesPerByte(linkType ?? null) : assumedPerBit(linkJoulesPerBit),
    })),
    logicLeakageWattsPerSquareMetre: logicLeakageWattsPerSquareMetre(nodeNm),
  };
}

function datapathFigures(
  { matrix, technology: { nodeNm } }: Accelerator,
  own: Sourced | null,
): TechnologyFigures['datapath'] {
  if (matrix.kind !== 'array' || matrix.datapath === undefined) return null;
  const { weights, activations, energyCost, areaCost } = matrix.datapath;
  const bits = (id: string) => findFormat(id)?.elementBits ?? NaN;
  const narrow = bits(weights) + bits(activations) <= 16;
  return {
    joules: own ?? datapathFigure(nodeNm, 'energy', energyCost, narrow),
    squareMetres: datapathFigure(nodeNm, 'area', areaCost, narrow),
  };
}

function byClass(of: (computeClass: ComputeClass) => Sourced): Record<ComputeClass, Sourced> {
  return Object.fromEntries(COMPUTE_CLASSES.map((computeClass) => [computeClass, of(computeClass)])) as Record<
    ComputeClass,
    Sourced
  >;
}

function assumed(joules: number): Sourced {
  return { ...figure(joules, 'user', 'user', 'low'), derivation: 'assumption' };
}

function assumedPerBit(joulesPerBit: number): Sourced {
  return assumed(joulesPerBit * BITS_PER_BYTE);
}

function tierFigures(accelerator: Accelerator, tier: MemoryTier, isOutermostDram: boolean): TierFigures {
  const { nodeNm, dramJoulesPerBit } = accelerator.technology;
  if (tier.kind === 'dram' || tier.kind === 'host') {
    const own = isOutermostDram ? dramJoulesPerBit : null;
    const joules = own === null ? dramJoulesPerByte(tier.dramType) : assumedPerBit(own);
    return { tier, readJoulesPerByte: joules, writeJoulesPerByte: joules, leakageWatts: null, squareMetres: null };
  }
  const one = tier.kind === 'register' ? registerFile(nodeNm, tier.capacityBytes) : sram(nodeNm, tier.capacityBytes);
  return onDieTier(accelerator, tier, one, instances(accelerator, tier));
}

function onDieTier(
  { technology }: Accelerator,
  tier: MemoryTier,
  one: SramFigures,
  count: number | string,
): TierFigures {
  const { nodeNm, sramLeakage, sramJoulesPerBit } = technology;
  const own = tier.kind === 'sram' && sramJoulesPerBit !== undefined ? assumedPerBit(sramJoulesPerBit) : null;
  const all = (sourced: Sourced): Sourced => {
    if (isMissing(sourced)) return sourced;
    return typeof count === 'string' ? missing(count) : scaleKnown(sourced, count);
  };
  return {
    tier,
    readJoulesPerByte: own ?? one.readJoulesPerByte,
    writeJoulesPerByte: own ?? one.writeJoulesPerByte,
    leakageWatts: tier.kind === 'sram' ? all(leakageOfClass(one.leakageWatts, nodeNm, sramLeakage ?? null)) : null,
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
