import type { WindowTiles } from '../workload/layer-table/window-tile';

/**
 * Fewest bytes that any schedule can move between a memory of `capacityBytes` and the level above it for a matrix
 * product `O[M x N] = A[M x K] B[K x N]`.
 *
 * `max(compulsory, 2 M N K sqrt(bA bB bC / S) - S)`: each operand crosses at least once, and by the Loomis-Whitney
 * inequality a phase that moves 2 S bytes (so touches X = 3 S) does at most `S sqrt(S / (bA bB bC))` products.
 *
 * `bytesAccumulator` is the width at which partial sums are kept and `bytesOutput` that at which results are written.
 * The narrower one enters the second term: a result that is finished within a phase costs no more than its written
 * width, so with the accumulator's the term would not be a bound for short K.
 *
 * A memory too small for one element of each operand counts as that large: less cannot compute at all.
 *
 * Sources: Hong, Kung, STOC 1981; Smith, van de Geijn, arXiv 1702.02017; Kwasniewski et al., SC 2019. For convolutions
 * it does not hold, since neighbouring windows share inputs: see `convolutionTrafficBound`.
 */
export function gemmTrafficBound(
  m: number,
  n: number,
  k: number,
  bytesA: number,
  bytesB: number,
  bytesAccumulator: number,
  bytesOutput: number,
  capacityBytes: number,
): number {
  const compulsory = gemmCompulsoryBytes(m, n, k, bytesA, bytesB, bytesOutput);
  const bytesC = Math.min(bytesAccumulator, bytesOutput);
  const capacity = Math.max(capacityBytes, bytesA + bytesB + bytesAccumulator);
  const reuse = 2 * m * n * k * Math.sqrt((bytesA * bytesB * bytesC) / capacity) - capacity;
  return Math.max(compulsory, reuse);
}

/** Bytes of a product when every element crosses once: A and B in, outputs out. */
export function gemmCompulsoryBytes(
  m: number,
  n: number,
  k: number,
  bytesA: number,
  bytesB: number,
  bytesOutput: number,
): number {
  return m * k * bytesA + k * n * bytesB + m * n * bytesOutput;
}

/**
 * Fewest bytes that any schedule can move for one group of a convolution.
 *
 * `max(compulsory, 2 MACs sqrt(bA bB bC / (R S)) - S)`. An input element stands for up to R entries of the matrix of
 * windows, so that a phase which touches X = 3 S bytes does at most `sqrt(R)` times the products it would do for a
 * matrix product. R is the most windows that one element belongs to, `ceil(kernel g / stride)` along an axis with g the
 * greatest common divisor of stride and dilation, and no more than there are windows: the source's `kernel area / stride
 * area` where the strides divide the kernel. Products with padding need no input and are left out.
 *
 * Element sizes and the narrower width of results: as for `gemmTrafficBound`.
 * Source: Chen et al., "Communication lower bound in convolution accelerators", HPCA 2020 (arXiv 1911.05662).
 */
export function convolutionTrafficBound(
  windows: WindowTiles,
  batch: number,
  channels: number,
  filters: number,
  bytesA: number,
  bytesB: number,
  bytesAccumulator: number,
  bytesOutput: number,
  capacityBytes: number,
): number {
  const outputs = batch * windows.outputHeight * windows.outputWidth;
  const compulsory =
    batch * windows.input * channels * bytesA +
    windows.kernelArea * channels * filters * bytesB +
    outputs * filters * bytesOutput;
  const bytesC = Math.min(bytesAccumulator, bytesOutput);
  const capacity = Math.max(capacityBytes, bytesA + bytesB + bytesAccumulator);
  const products = batch * windows.pairs * channels * filters;
  const reuse = 2 * products * Math.sqrt((bytesA * bytesB * bytesC) / (windows.reuse * capacity)) - capacity;
  return Math.max(compulsory, reuse);
}
