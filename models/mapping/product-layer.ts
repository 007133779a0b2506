import type { EinsumLayer, EinsumOperand, TensorIndex } from '../cost/loop-nest/types';
import type { Product } from '../evaluate/product-mapper';
import { TIER_OPERANDS, type TierOperand } from '../hardware/types';

const INDICES: Readonly<Record<TierOperand, readonly string[]>> = {
  input: ['g', 'm', 'k'],
  weight: ['g', 'k', 'n'],
  output: ['g', 'm', 'n'],
};

/** A product as an einsum over g, m, n and k; its operands and their slots are called as `TierOperand` has them. */
export function layerOfProduct(product: Product): EinsumLayer {
  const { groups, m, n, k, partialBits } = product;
  const operands = TIER_OPERANDS.map((name): EinsumOperand => {
    const isOutput = name === 'output';
    const indices = INDICES[name].map((dim): TensorIndex => [{ dim, stride: 1 }]);
    const finalBits = product[name].bits;
    const role = isOutput ? 'output' : 'input';
    return { name, role, slot: name, bits: isOutput ? partialBits : finalBits, finalBits, indices };
  });
  return {
    dims: [
      { name: 'g', size: groups },
      { name: 'm', size: m },
      { name: 'n', size: n },
      { name: 'k', size: k },
    ],
    operands,
  };
}
