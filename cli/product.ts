import { exactProduct } from '../models/formats/error/matrix-product';
import { measureFloatSums, measureIntegerSums, reductionLengths } from '../models/formats/lab/accumulator';
import { measurePair, operandsOf } from '../models/formats/lab/product';
import type { ProductRequest } from './product-options';

/** Products that are summed for each reduction length. */
const MOST_TERMS = 1 << 23;

export type ProductResult = ReturnType<typeof runProduct>;

/** Measures the products that are asked for, and the sums that their accumulators hold. */
export function runProduct({ sources, pairs, codes }: ProductRequest) {
  const operands = operandsOf(sources);
  const exact = exactProduct(operands);
  const summed = operandsOf(sources, MOST_TERMS);
  return {
    products: pairs.map((pair) => measurePair(pair, operands, exact)),
    weightRows: operands.weights.length / operands.columns,
    activationRows: operands.activations.length / operands.columns,
    columns: operands.columns,
    codes,
    integerSums: reductionLengths(summed.columns).map((terms) => measureIntegerSums(summed, codes, terms)),
    floatSums: reductionLengths(summed.columns).map((terms) => measureFloatSums(summed, terms)),
  };
}
