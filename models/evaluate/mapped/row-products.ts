import { ROW, type RowDescriptor } from '../../workload/lowering/rows';
import type { Rules } from '../../workload/rules';
import { elementsOf } from './product-elements';
import type { Product, ProductOperand } from './product-mapper';
import { BYTES } from '../stages/bytes';
import { ACCUMULATOR_BYTES, imagesOf } from '../stages/product-tiling';

/** A product of whole sizes, with its share in a row whose sizes are expectations. Shares add up to 1. */
export interface SharedProduct {
  readonly product: Product;
  readonly share: number;
  /** Below 1 where less than one product is expected: it then moves that much less, but takes its time. */
  readonly amount: number;
}

/**
 * The products of one layer of a row at its first step. Expected numbers of products and of their rows, as of experts,
 * are mixed from the whole numbers on either side so that both means come out right. A convolution whose windows share inputs
 * is mapped as itself; without `windowReuse` it is its unfolded product, each element of which is read for itself.
 */
export function productsOf(
  row: RowDescriptor,
  { windowReuse }: Pick<Rules, 'windowReuse'>,
  rows: Float64Array,
  from: number,
  bytes: Float64Array,
  sizes: number,
): readonly SharedProduct[] {
  const [groups, m, n, k] = [ROW.GROUPS, ROW.M, ROW.N, ROW.K].map((column) => rows[from + column]!) as [
    number,
    number,
    number,
    number,
  ];
  const { window } = row;
  // Where every window is one element it is a product of pixels by channels.
  const hasWindows = window !== null && windowReuse && window.tiles.kernelArea > 1;
  const shape = {
    ...{ groups, m, n, k },
    ...(hasWindows && {
      windows: { images: imagesOf(window, rows, from), channels: window.channels, tiles: window.tiles },
    }),
  };
  const elements = elementsOf(shape);
  const operand = (place: ProductOperand['place'], column: number, count: number): ProductOperand => ({
    bits: (8 * bytes[sizes + column]!) / count,
    place,
  });
  const operands = {
    input: operand(row.a.place, BYTES.A, window !== null && !windowReuse ? rows[from + ROW.A]! : elements.input),
    weight: operand(row.b.place, BYTES.B, elements.weight),
    output: operand(row.c.place, BYTES.C, elements.output),
    partialBits: 8 * ACCUMULATOR_BYTES,
  };
  const amount = Math.min(1, groups);
  return mixture(groups).flatMap((some) =>
    mixture(m).map((rowsOfOne) => ({
      product: { ...shape, groups: some.value, m: rowsOfOne.value, ...operands },
      share: some.share * rowsOfOne.share,
      amount,
    })),
  );
}

/** The whole numbers on either side of an expected number, at least 1, with the shares that make it their mean. */
function mixture(expected: number): readonly { readonly value: number; readonly share: number }[] {
  const below = Math.max(1, Math.floor(expected));
  const share = Math.max(0, expected - below);
  if (share === 0) return [{ value: below, share: 1 }];
  return [
    { value: below, share: 1 - share },
    { value: below + 1, share },
  ];
}
