import type { TableLayer } from './types';
import { outputSize } from './windows';

/** `groups` independent products of (m x k) by (k x n), as an array of multipliers sees a layer. */
export interface GemmView {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly groups: number;
  /** Whether the k x n operand is stored weights. */
  readonly weights: boolean;
}

/**
 * A layer as matrix products, or null where it has none.
 *
 * Convolution by im2col: M is every output pixel of every image, K the taps of one group, N its output channels. A
 * depthwise layer becomes one product with N = 1 (or its channel multiplier) per channel: an array sees how little
 * there is to share. Source of im2col: Chellapilla, Puri, Simard, "High Performance
 * Convolutional Neural Networks for Document Processing", 2006.
 */
export function gemmView(layer: TableLayer): GemmView | null {
  if (layer.kind === 'matmul') {
    const { m, n, k, batch } = layer;
    return { m, n, k, groups: batch, weights: layer.operand === 'weights' };
  }
  if (layer.kind !== 'convolution') return null;
  const { height, width } = outputSize(layer);
  return {
    m: layer.batch * height * width,
    n: layer.outputChannels / layer.groups,
    k: layer.kernelHeight * layer.kernelWidth * (layer.inputChannels / layer.groups),
    groups: layer.groups,
    weights: true,
  };
}
