/** The vocabulary of the energy and area model: a value never travels without its boundary, source and confidence. */
import type { SourceId } from './source-ids';

/**
 * What a figure includes. Figures of different boundaries are never averaged, and never added twice.
 *
 * - `arithmetic`: multiplier and adder alone; no registers, operand delivery, clock or control.
 * - `bank`: one SRAM bank up to its port; no wires to it.
 * - `datapath`: the share of an on-chip memory's measured energy that moves with the data, without control.
 * - `banks`: SRAM banks up to the tier's port, wires between them included.
 * - `wire`: a repeated wire on the chip.
 * - `cells`: bit cells with a share for peripheral circuits.
 * - `register-file`: a small memory of flip-flops or a scratchpad beside one processing element.
 * - `device`: the memory device with its interface.
 * - `full-path`: memory device, interface, controller and on-chip path, regressed from board power.
 * - `interface`: a link's transmitters and receivers; no switches.
 * - `density`: watts of leakage per square metre of silicon.
 * - `wafer`: a processed 300 mm wafer as the foundry sells it; no masks, design, test or packaging.
 * - `die-block`: a block of a die by transistor count, with constants fitted to two GPUs.
 * - `memory-chip`: DRAM devices alone; no board, no stacking on the package.
 * - `package`: substrate and assembly of one chip; no test.
 * - `fab`: making of a die or a memory device: electricity, process gases, raw materials.
 * - `average`: mean over many sites or countries, not the user's own.
 * - `die`: a whole compute die.
 * - `user`: whatever the user meant by it.
 */
export type Boundary =
  | 'arithmetic'
  | 'bank'
  | 'banks'
  | 'wire'
  | 'datapath'
  | 'cells'
  | 'register-file'
  | 'device'
  | 'full-path'
  | 'interface'
  | 'density'
  | 'wafer'
  | 'die-block'
  | 'memory-chip'
  | 'package'
  | 'fab'
  | 'average'
  | 'die'
  | 'user';

export type Confidence = 'high' | 'medium' | 'low';

/** How the value came to be from its source. */
export type Derivation = 'sourced' | 'interpolated' | 'scaled' | 'modelled' | 'assumption';

/** A value in SI units and where it comes from. */
export interface Known {
  readonly value: number;
  readonly source: SourceId;
  readonly boundary: Boundary;
  readonly confidence: Confidence;
  readonly derivation: Derivation;
  /** Span of the figures that disagree, `value` included; equal to it when there is one figure only. */
  readonly low: number;
  readonly high: number;
}

/** No figure: NaN, so that sums that need it are missing too, and the reason. */
export interface Unknown {
  readonly value: number;
  readonly missing: string;
}

export type Sourced = Known | Unknown;

export function isMissing(sourced: Sourced): sourced is Unknown {
  return 'missing' in sourced;
}

export function missing(reason: string): Unknown {
  return { value: NaN, missing: reason };
}

/** `sourced` times a positive factor, spans included. */
export function scaleKnown(sourced: Known, factor: number, change: Partial<Known> = {}): Known {
  return {
    ...sourced,
    value: sourced.value * factor,
    low: sourced.low * factor,
    high: sourced.high * factor,
    ...change,
  };
}

/** Two parts of one thing, of boundaries that do not overlap; the first one's source stands for both. */
export function addKnown(a: Known, b: Known, change: Partial<Known>): Known {
  return { ...a, value: a.value + b.value, low: a.low + b.low, high: a.high + b.high, ...change };
}

/** The value alone, its span widened to hold the other figures. */
export function withSpan(known: Known, others: readonly number[]): Known {
  return { ...known, low: Math.min(known.low, ...others), high: Math.max(known.high, ...others) };
}

/** A single figure as its source states it. */
export function figure(value: number, source: SourceId, boundary: Boundary, confidence: Confidence): Known {
  return { value, source, boundary, confidence, derivation: 'sourced', low: value, high: value };
}

export const PICOJOULE = 1e-12;
export const BITS_PER_BYTE = 8;
export const SQUARE_MICROMETRE = 1e-12;
export const SQUARE_MILLIMETRE = 1e-6;
