import type { EinsumLayer, EinsumOperand, IndexTerm, TensorIndex } from '../cost/loop-nest/types';
import type { Product, ProductWindows } from '../evaluate/mapped/product-mapper';
import { TIER_OPERANDS, type TierOperand } from '../hardware/types';
import type { OutputAxis } from '../workload/layer-table/window-tile';

interface Loops {
  readonly dims: EinsumLayer['dims'];
  readonly indices: Readonly<Record<TierOperand, readonly TensorIndex[]>>;
}

/**
 * A product as an einsum over g, m, n and k; a convolution over groups G, images B, output channels K, input channels C, rows
 * and columns of outputs OY and OX, and of taps FY and FX. Operands and their slots are called as `TierOperand` has them.
 */
export function layerOfProduct(product: Product): EinsumLayer {
  const { partialBits, windows } = product;
  const { dims, indices } = windows === undefined ? productLoops(product) : convolutionLoops(product, windows);
  const operands = TIER_OPERANDS.map((name): EinsumOperand => {
    const isOutput = name === 'output';
    const finalBits = product[name].bits;
    const role = isOutput ? 'output' : 'input';
    return { name, role, slot: name, bits: isOutput ? partialBits : finalBits, finalBits, indices: indices[name] };
  });
  return { dims, operands };
}

const plain = (...dims: readonly string[]): readonly TensorIndex[] => dims.map((dim) => [{ dim, stride: 1 }]);

function productLoops({ groups, m, n, k }: Product): Loops {
  return {
    dims: [
      { name: 'g', size: groups },
      { name: 'm', size: m },
      { name: 'n', size: n },
      { name: 'k', size: k },
    ],
    indices: { input: plain('g', 'm', 'k'), weight: plain('g', 'k', 'n'), output: plain('g', 'm', 'n') },
  };
}

function convolutionLoops(
  { groups, n }: Product,
  { images, channels, tiles: { height, width } }: ProductWindows,
): Loops {
  return {
    dims: [
      { name: 'G', size: groups },
      { name: 'B', size: images },
      { name: 'K', size: n },
      { name: 'C', size: channels },
      { name: 'OY', size: height.outputs },
      { name: 'OX', size: width.outputs },
      { name: 'FY', size: height.kernel },
      { name: 'FX', size: width.kernel },
    ],
    indices: {
      input: [...plain('G', 'B', 'C'), windowIndex('OY', 'FY', height), windowIndex('OX', 'FX', width)],
      weight: plain('G', 'K', 'C', 'FY', 'FX'),
      output: plain('G', 'B', 'K', 'OY', 'OX'),
    },
  };
}

/** Output o and tap t read place `o stride + t dilation`. */
function windowIndex(output: string, tap: string, { stride, dilation }: OutputAxis): readonly IndexTerm[] {
  return [
    { dim: output, stride },
    { dim: tap, stride: dilation },
  ];
}
