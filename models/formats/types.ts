/** The number classes that vendors publish dense peak rates for. */
export const COMPUTE_CLASSES = ['fp32', 'tf32', 'bf16', 'fp16', 'fp8', 'int8', 'fp6', 'fp4', 'int4'] as const;
export type ComputeClass = (typeof COMPUTE_CLASSES)[number];

/** Kinds of units that multiply a pair of formats; `hardware-cost/datapaths.ts` counts them. */
export const DATAPATH_KINDS = ['multiplier', 'widened', 'bitSerial', 'lookup'] as const;
export type DatapathKind = (typeof DATAPATH_KINDS)[number];

/** How the elements of a format are encoded. */
export type ElementEncoding = 'int' | 'float' | 'codebook';

/**
 * What the cost models need to know of a number format. `definitions/` has the rest: element types, scales, sources.
 */
export interface NumberFormat {
  readonly id: string;
  readonly label: string;
  readonly encoding: ElementEncoding;
  /** Bits of a stored element; not whole where several share a word. */
  readonly elementBits: number;
  /** Exponent and mantissa bits of a float element (sign apart); 0 for integers. */
  readonly exponentBits: number;
  readonly mantissaBits: number;
  /** Elements that share a scale; null: no stored block scale (a scale per tensor or channel is negligible). */
  readonly blockSize: number | null;
  /** Bits of scale (and zero point) stored with each block. */
  readonly scaleBits: number;
  /** Stored bits per element, scales included: elementBits + scaleBits / blockSize. */
  readonly bitsPerElement: number;
  /** The class of published peak rate that multiplies such elements natively. */
  readonly computeClass: ComputeClass;
}
