/** Machines in SI from parts in published units. */
import { COMPUTE_CLASSES, type ComputeClass } from '../../formats/types';
import type { Accelerator, MatrixArray, MemoryTier, NetworkLevel, TierOperand, Technology, Topology } from '../types';

/** What a preset stands for before anything is changed: one chip, and the network that would join more of them. */
export interface BuiltPreset {
  readonly accelerator: Accelerator;
  readonly network: readonly NetworkLevel[];
}

/** Chips joined by the innermost network when no source says how many: the user's to change, not a fact. */
export const ASSUMED_FAN_OUT = 8;

const SQUARE_MILLIMETRES_PER_SQUARE_METRE = 1e6;

/** Whole numbers of bytes or operations: scaling a decimal by a power of ten leaves crumbs otherwise. */
export function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : Math.round(value * factor);
}

/** Every class, with null where nothing is given. */
export function byClass(
  given: Readonly<Partial<Record<ComputeClass, number | null>>>,
  factor = 1,
): Readonly<Record<ComputeClass, number | null>> {
  const pairs = COMPUTE_CLASSES.map((name) => [name, scaled(given[name] ?? null, factor)] as const);
  return Object.fromEntries(pairs) as Record<ComputeClass, number | null>;
}

export function onChip(
  id: string,
  label: string,
  capacityBytes: number | null,
  bytesPerSecond: number | null = null,
  kind: MemoryTier['kind'] = 'sram',
  scope: MemoryTier['scope'] = 'chip',
): MemoryTier {
  return { id, label, kind, capacityBytes, bytesPerSecond, scope, dramType: null };
}

/** A tier that only some operands pass. */
export function holding(tier: MemoryTier, ...holds: readonly TierOperand[]): MemoryTier {
  return { ...tier, holds };
}

export function dram(dramType: string | null, capacityBytes: number | null, bytesPerSecond: number | null): MemoryTier {
  const label = dramType ?? 'DRAM';
  return { id: 'dram', label, kind: 'dram', capacityBytes, bytesPerSecond, scope: 'chip', dramType };
}

export function squareMetres(mm2: number | null): number | null {
  return mm2 === null ? null : mm2 / SQUARE_MILLIMETRES_PER_SQUARE_METRE;
}

export function scaleUp(
  bytesPerSecond: number | null,
  fanOut: number = ASSUMED_FAN_OUT,
  label = 'Scale-up link',
  topology: Topology = 'switch',
): readonly NetworkLevel[] {
  return [{ id: 'scale-up', label, fanOut, bytesPerSecond, latencySeconds: null, topology }];
}

/** Figures that a preset states; what it does not state is absent. */
export function technologyOf(nodeNm: number | null, idle?: number, otherMm2?: number): Technology {
  return {
    nodeNm,
    dramJoulesPerBit: null,
    linkJoulesPerBit: null,
    ...(idle === undefined ? {} : { idleWatts: idle }),
    ...(otherMm2 === undefined ? {} : { otherSquareMetres: otherMm2 / SQUARE_MILLIMETRES_PER_SQUARE_METRE }),
  };
}

/** A systolic array by its parts; `laneOpsPerCycle` of the whole chip. */
export interface ArrayParts {
  readonly name: string;
  readonly matrix: Omit<MatrixArray, 'kind' | 'macsPerCycle'>;
  readonly macsPerCycle: Readonly<Partial<Record<ComputeClass, number>>>;
  readonly laneOpsPerCycle?: number;
  readonly tiers: readonly MemoryTier[];
  readonly network: readonly NetworkLevel[];
  readonly nodeNm: number | null;
  readonly power?: number;
  readonly dieMm2?: number;
  /** Watts of the chip and its memory when it does nothing. */
  readonly idle?: number;
  /** What is published of the die less what is modelled of it. */
  readonly otherMm2?: number;
}

export function buildArray(parts: ArrayParts): BuiltPreset {
  const { matrix, laneOpsPerCycle } = parts;
  return {
    accelerator: {
      name: parts.name,
      matrix: { kind: 'array', ...matrix, macsPerCycle: byClass(parts.macsPerCycle) },
      vector: {
        laneOpsPerSecond: laneOpsPerCycle === undefined ? null : laneOpsPerCycle * matrix.clockHz,
        specialOpsPerSecond: null,
      },
      tiers: parts.tiers,
      technology: technologyOf(parts.nodeNm, parts.idle, parts.otherMm2),
      published: {
        thermalDesignPowerWatts: parts.power ?? null,
        dieAreaSquareMetres: squareMetres(parts.dieMm2 ?? null),
      },
    },
    network: parts.network,
  };
}
