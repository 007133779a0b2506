/**
 * The machine: compute units, memory tiers from innermost to outermost, technology, and the network between chips.
 *
 * SI units throughout: bytes, bytes per second, hertz, seconds, watts, square metres are never prefixed here.
 * `null` means "not known": the models answer with a named gap, they never fill it in.
 */
import type { ComputeClass, DatapathKind } from '../formats/types';
import type { LinkType } from './technology/links';
import type { SramLeakageClass } from './technology/leakage';

export const DATAFLOWS = ['os', 'ws', 'is'] as const;
/** Output-, weight- or input-stationary. */
export type Dataflow = (typeof DATAFLOWS)[number];

/** Known by its published peak rates only: supports the level `roofline`. */
export interface PeakRates {
  readonly kind: 'rates';
  /** Multiply-accumulates per second of the whole chip by class; null: not native, or not verified. */
  readonly macsPerSecond: Readonly<Record<ComputeClass, number | null>>;
}

/** A systolic array, `cores` times over: supports all levels. */
export interface MatrixArray {
  readonly kind: 'array';
  readonly rows: number;
  readonly columns: number;
  readonly cores: number;
  readonly dataflow: Dataflow;
  readonly clockHz: number;
  /** MACs per cycle of one processing element by class (packing); null: not native. */
  readonly macsPerCycle: Readonly<Record<ComputeClass, number | null>>;
  /** A unit of its own for one pair of formats, beside the classes; absent: none. */
  readonly datapath?: PairDatapath;
}

/** What multiplies one pair of formats as they are: neither operand is converted before it. */
export interface PairDatapath {
  /** How it works, for display: rate and costs below are all that the models read. */
  readonly kind: DatapathKind;
  /** Ids of formats. Cached keys and values take the place of weights in attention. */
  readonly weights: string;
  readonly activations: string;
  /** MACs per cycle of one processing element. */
  readonly macsPerCycle: number;
  /** Of one multiply-accumulate a cycle, in full adders: as `models/formats/hardware-cost` counts them, or the user's own. */
  readonly energyCost: number;
  readonly areaCost: number;
}

export type MatrixUnit = PeakRates | MatrixArray;

/** The vector and special-function units of the whole chip; null rates are not timed, and the report says so. */
export interface VectorUnit {
  /** Lane operations (add, multiply or FMA) per second. */
  readonly laneOpsPerSecond: number | null;
  /** Special functions (exp, reciprocal, square root) per second. */
  readonly specialOpsPerSecond: number | null;
}

export const MEMORY_KINDS = ['register', 'sram', 'dram', 'host'] as const;
export type MemoryKind = (typeof MEMORY_KINDS)[number];

export const TIER_OPERANDS = ['input', 'weight', 'output'] as const;
/** An operand of a product C = A B: activations A, weights or cached keys and values B, results C. */
export type TierOperand = (typeof TIER_OPERANDS)[number];

export interface MemoryTier {
  /** Stable name by which fields, axes and links address the tier. */
  readonly id: string;
  readonly label: string;
  readonly kind: MemoryKind;
  /** Bytes of one instance: of each core's own tier when `scope` is `core`, of the whole tier when `chip`. */
  readonly capacityBytes: number | null;
  /** Bytes per second of one instance, reads and writes together. */
  readonly bytesPerSecond: number | null;
  readonly scope: 'element' | 'core' | 'chip';
  /** DRAM generation (`HBM2`, `GDDR6`, ...), which decides the energy per bit; null for on-chip tiers. */
  readonly dramType: string | null;
  /** Operands that pass through it, in the order of `TIER_OPERANDS`; absent: all. Only the level `mapped` looks at it. */
  readonly holds?: readonly TierOperand[];
}

export interface Technology {
  /** Process node of the compute die in nanometres; null: not known, so no energy or area. */
  readonly nodeNm: number | null;
  /** Energy or area figures of the user's own, shown as assumptions: joules per bit of the outermost memory, of a link. */
  readonly dramJoulesPerBit: number | null;
  readonly linkJoulesPerBit: number | null;
  /** Figures of the user's own: joules of a multiply-accumulate or lane operation of any format, per bit of any SRAM. */
  readonly macJoules?: number;
  readonly sramJoulesPerBit?: number;
  /** Class of the SRAM cells for their leakage; absent: high-performance cells, as CACTI's table has them. */
  readonly sramLeakage?: SramLeakageClass;
  /** Clock, control and instructions as a share of the die's dynamic energy, below 1; absent: not counted. */
  readonly controlShare?: number;
  /** Power of a chip and its memory when it does nothing, leakage included; absent: modelled leakage alone. */
  readonly idleWatts?: number;
  /** Area of the die besides what is modelled; absent: not counted. */
  readonly otherSquareMetres?: number;
}

export interface Accelerator {
  readonly name: string;
  readonly matrix: MatrixUnit;
  readonly vector: VectorUnit;
  /** Innermost first. The outermost `dram` tier holds weights and KV cache. */
  readonly tiers: readonly MemoryTier[];
  readonly technology: Technology;
  /** Published figures kept for display and comparison; no model reads them. */
  readonly published: {
    readonly thermalDesignPowerWatts: number | null;
    readonly dieAreaSquareMetres: number | null;
  };
}

export const TOPOLOGIES = ['ring', 'switch', 'mesh'] as const;
export type Topology = (typeof TOPOLOGIES)[number];

/** One level of the network between chips, innermost first. */
export interface NetworkLevel {
  readonly id: string;
  readonly label: string;
  /** Members joined at this level: chips at the innermost, groups of chips further out. */
  readonly fanOut: number;
  /** Per direction and member; null: no link known, so collectives over this level are an answer, not a guess. */
  readonly bytesPerSecond: number | null;
  /** Per message; null counts as 0 and is named as a gap. */
  readonly latencySeconds: number | null;
  readonly topology: Topology;
  /** Kind of the link, which decides its energy and area; absent: not known. */
  readonly linkType?: LinkType;
}
