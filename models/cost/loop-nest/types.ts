/**
 * What the loop-nest model is told: a layer as an einsum, memories as a tree over an array of multipliers, and how loops
 * are unrolled over that array. All counts are per layer; energy in joules, widths and capacities in bits.
 *
 * The model is that of Mei et al., IEEE Transactions on Computers 70(8), 2021 (energy, uneven mappings), Mei et al.,
 * DATE 2022 (stalls) and Symons et al., AICAS 2021 (orders of prime factors), as the tool of these papers computes it
 * (version 3.8.5, commit 3d12a96e), against whose cases it is checked.
 */

/** One loop variable inside an index expression: `stride * dim`. */
export interface IndexTerm {
  readonly dim: string;
  readonly stride: number;
}

/**
 * An index of a tensor: one loop (the operand is relevant to it), or the sum of two (`2 * ox + fx`: both are partially
 * relevant, since their windows overlap).
 */
export type TensorIndex = readonly IndexTerm[];

export interface EinsumOperand {
  readonly name: string;
  readonly role: 'input' | 'output';
  /** Which data the memories keep for it: a memory lists the slots that it holds. */
  readonly slot: string;
  /** Width of an element; of a partial sum for the output. */
  readonly bits: number;
  /** Width of a finished element of the output; equals `bits` for inputs. */
  readonly finalBits: number;
  readonly indices: readonly TensorIndex[];
}

/** A perfect loop nest `output[...] += input[...] * input[...]`. */
export interface EinsumLayer {
  readonly dims: readonly { readonly name: string; readonly size: number }[];
  /** Exactly one of them is the output. */
  readonly operands: readonly EinsumOperand[];
}

/** To or from the memory (or multiplier) below, to or from the memory above. */
export const TO_LOWER = 0;
export const FROM_LOWER = 1;
export const TO_HIGHER = 2;
export const FROM_HIGHER = 3;
export type DirectionCode = typeof TO_LOWER | typeof FROM_LOWER | typeof TO_HIGHER | typeof FROM_HIGHER;
export const DIRECTIONS = 4;

export interface NestPort {
  readonly name: string;
  /** Bits moved in one cycle; Infinity: moving data takes no time. */
  readonly bitsPerCycle: number;
  /**
   * Whether transfers share cycles, as they do where only a bandwidth is known. Else each takes whole cycles of a port that
   * carries one of them at a time.
   */
  readonly sharesCycles: boolean;
  /** Bits of one access that costs `readJoules` or `writeJoules`. */
  readonly wordBits: number;
  /** Smallest part of a word that can be accessed, and paid for, alone. */
  readonly granuleBits: number;
  readonly serves: readonly { readonly slot: string; readonly direction: DirectionCode }[];
}

export interface NestMemory {
  readonly name: string;
  /** Capacity of one instance. */
  readonly bits: number;
  readonly readJoules: number;
  readonly writeJoules: number;
  /** Slots of the operands that it holds. */
  readonly holds: readonly string[];
  /** Dimensions of the array over which one instance is shared; along the others it is replicated. */
  readonly sharedOver: readonly string[];
  /** Keeps a second tile of everything of which it does not hold all. */
  readonly keepsTwoTiles: boolean;
  readonly ports: readonly NestPort[];
}

export interface NestHardware {
  readonly macJoules: number;
  readonly array: readonly { readonly name: string; readonly size: number }[];
  /** From the innermost outwards: an operand's data passes those that hold its slot in this order. */
  readonly memories: readonly NestMemory[];
}

/** Loops wanted along one dimension of the array, with their wanted factors. */
export interface ArrayUnrolling {
  readonly array: string;
  readonly loops: readonly { readonly dim: string; readonly factor: number }[];
}

/** Conventions on which published tools and we may differ. */
export interface NestConventions {
  /**
   * While a tile is loaded during compute, the shares of several transfers on one port are levelled by an arithmetic
   * that can lower the earlier ones below their minimum, even below zero. Else no share falls below its minimum.
   */
  readonly loadingBelowMinimum: boolean;
  /**
   * Where loops are laid unevenly along the array, a tile has a mean number of elements. Rounded to the nearest whole, all
   * tiles together may be less than the operand; else it is rounded up.
   */
  readonly tilesBelowMinimum: boolean;
}
