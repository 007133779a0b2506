/**
 * What the engine asks of a mapper at level `mapped`, and what it is told. The mapper itself (`models/mapping`) is handed
 * in from above: it is loaded only where a design is at that level.
 */
import type { Design } from '../../design/types';
import type { MemoryTier, TierOperand } from '../../hardware/types';
import type { WindowTiles } from '../../workload/layer-table/window-tile';
import type { Structure } from '../../workload/lowering/types';
import type { Rules } from '../../workload/rules';
import type { Parts } from '../parts';

/** One of the three operands of a product. */
export interface ProductOperand {
  /**
   * Bits of an element in memory, block scales included: the mean where formats mix, so it may be a fraction. Of a place that
   * windows read, padding included: what is on the image is spread evenly over all of them.
   */
  readonly bits: number;
  /** `off`: comes from or goes to main memory. `on`: it does not leave the chip where it has room there. */
  readonly place: 'off' | 'on';
}

/** The windows that unfold to the rows of A: m = images x outputs of both axes, k = channels x taps of both axes. */
export interface ProductWindows {
  readonly images: number;
  /** Input channels of one group. */
  readonly channels: number;
  /** Their geometry; the tiles themselves are for bounds. */
  readonly tiles: WindowTiles;
}

/** `groups` independent products C = A B of whole sizes: A is m x k, B k x n, C m x n. */
export interface Product {
  readonly groups: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly input: ProductOperand;
  readonly weight: ProductOperand;
  readonly output: ProductOperand;
  /** Bits of an element of C while it is still added to. */
  readonly partialBits: number;
  /** Of a convolution whose windows share inputs; absent: every element of A is read for itself. */
  readonly windows?: ProductWindows;
}

/** A memory as the mapper sees it: rates in bits a cycle, energies in joules a bit. */
export interface MachineTier {
  /** Id of the design's tier. */
  readonly id: string;
  readonly label: string;
  readonly scope: MemoryTier['scope'];
  readonly isMain: boolean;
  /** Of one instance; Infinity: large enough for anything that is decided here. NaN: not known. */
  readonly bits: number;
  /** Of one instance, reads and writes together; Infinity: not known to limit anything. */
  readonly bitsPerCycle: number;
  /** NaN: not known. */
  readonly readJoulesPerBit: number;
  readonly writeJoulesPerBit: number;
  readonly holds: readonly TierOperand[];
}

/** An array of processing elements that do one multiply-accumulate a cycle, with its memories. */
export interface Machine {
  readonly rows: number;
  readonly columns: number;
  readonly cores: number;
  /** From the innermost to main memory. */
  readonly tiers: readonly MachineTier[];
  /** A processing element's input registers have room for the next element; so has its accumulator. */
  readonly loadOverlap: boolean;
  readonly drainOverlap: boolean;
  /** Whether the first tiles' way in and the last results' way out take time of their own. */
  readonly loadingCounts: boolean;
  /** See `NestConventions`. */
  readonly loadingBelowMinimum: boolean;
}

/** Cycles of one execution of a product. */
export interface ProductCycles {
  /** If every processing element had work in every cycle. */
  readonly ideal: number;
  readonly withoutStalls: number;
  readonly stalls: number;
  /** Before the first and after the last multiply-accumulate. */
  readonly onload: number;
  readonly offload: number;
  /** The cycles that the design counts: with loading where the machine's assumptions say so. */
  readonly counted: number;
}

/** What passes one memory in one execution of a product, all its instances together. */
export interface TierTraffic {
  /** Id of the design's tier, or `register` with the operand's name for a register that every element is taken to have. */
  readonly tier: string;
  readonly label: string;
  readonly readBytes: Readonly<Record<TierOperand, number>>;
  readonly writtenBytes: Readonly<Record<TierOperand, number>>;
  /** NaN where a figure is missing; 0 for implied registers. */
  readonly joules: number;
}

/** One loop of the chosen nest. */
export interface MappedLoop {
  /** `g`, `m`, `n`, `k` of `Product`, or a loop of a convolution. */
  readonly dim: string;
  readonly size: number;
  /** By operand: id of the memory in whose part of the nest the loop runs, which keeps what the loops inside need. */
  readonly tiers: Readonly<Record<TierOperand, string>>;
}

/** Loops laid along one dimension of the array: done at the same time. */
export interface SpatialLoop {
  readonly along: 'rows' | 'columns' | 'cores';
  readonly dim: string;
  /** Mean units at work: a fraction where the loop does not divide evenly. */
  readonly factor: number;
}

export interface ProductMapping {
  readonly kind: 'mapped';
  readonly cycles: ProductCycles;
  /** Ideal over counted cycles, 0..1. */
  readonly utilisation: number;
  /** Inner to outer, implied registers included. */
  readonly traffic: readonly TierTraffic[];
  readonly spatial: readonly SpatialLoop[];
  /** Outermost first. */
  readonly loops: readonly MappedLoop[];
  /** (counted cycles - their lower bound) / lower bound, over all ways to lay loops along the array; 0: proven. */
  readonly gap: number;
  /** Ways to lay loops along the array that were searched, and that there are: the others are bounded. */
  readonly choices: { readonly tried: number; readonly all: number };
}

/** A memory in which no nest has room, and the least capacity that would do. */
export interface ProductMisfit {
  readonly tier: string;
  readonly label: string;
  readonly needs: readonly { readonly operand: TierOperand; readonly bytes: number }[];
  readonly capacityBytes: number;
  readonly neededBytes: number;
}

/** Why a product has no mapping. */
export interface ProductUnmapped {
  readonly kind: 'unmapped';
  /** One sentence. */
  readonly reason: string;
  readonly misfits: readonly ProductMisfit[];
}

/** The answer of a mapper that is still looking for one; it then says when to ask again. */
export const SEARCHING: ProductUnmapped = {
  kind: 'unmapped',
  reason: 'Loop nests are being searched for.',
  misfits: [],
};

export type ProductAnswer = ProductMapping | ProductUnmapped;

/**
 * Finds the loop nest of a product with the least counted cycles; of equals, one of least energy.
 *
 * Deterministic: budgets are in states, never in time, so that the same product on the same machine has the same answer
 * on every engine, and answers may be kept.
 */
export interface ProductMapper {
  map(product: Product, machine: Machine): ProductAnswer;
  /** Maps the rows of a design and writes what the stage `mapping` has of them, over zeros. */
  writeRows(parts: MappingParts, rows: SizedRows, out: Float64Array, at: number): void;
  /** Why products of a design have no loop nest, one sentence each; the same sentence once. */
  reasonsAgainst(rows: SizedRows, design: Design): readonly string[];
}

/** What decides the machine that a row's products are mapped to. */
export type MappingParts = Pick<
  Parts,
  'formats' | 'matrix' | 'datapath' | 'clock' | 'tierSizes' | 'tierRates' | 'technology' | 'efficiency' | 'rules'
>;

/** The rows of a design with their sizes: outputs of the stages `rows` and `bytes`. */
export interface SizedRows {
  readonly structure: Structure;
  readonly rules: Rules;
  readonly outputs: { readonly rows: Columns; readonly bytes: Columns };
}

interface Columns {
  readonly data: Float64Array;
  readonly at: number;
}
