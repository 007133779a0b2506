import type { Design } from '../../design/types';
import { ROW } from '../../workload/lowering/rows';
import { machineFor, type MachineParts } from './mapped-machine';
import { PART_READERS } from '../parts';
import type { Product, ProductAnswer, ProductMapper, SizedRows } from './product-mapper';
import { productsOf, type SharedProduct } from './row-products';
import { BYTES } from '../stages/bytes';
import { isMapped } from '../stages/mapping-columns';
import { rateOf, type RateParts } from '../stages/row-rate';

/** A product of a row of the design evaluated last, and what the mapper says of it. */
export interface MappedProduct extends SharedProduct {
  readonly answer: ProductAnswer;
}

/** A row of the design evaluated last with the product of its expected shape, and what the mapper says of it. */
export interface MappedRow {
  readonly row: number;
  /** The larger share where expected sizes are mixed of several. */
  readonly product: Product;
  readonly answer: ProductAnswer;
}

/** Rows with their sizes, and the mapper that they are asked of. */
export interface EvaluatedRows extends SizedRows {
  readonly mapper: Pick<ProductMapper, 'map'> | null;
}

/** The rows that have a loop nest, or `only` one of them. Empty without a mapper, and on machines without an array. */
export function mappedRows(context: EvaluatedRows, design: Design, only: number | null = null): readonly MappedRow[] {
  return context.structure.rows.flatMap((_, row): readonly MappedRow[] => {
    if (only !== null && only !== row) return [];
    const shares = mappedProducts(context, design, row);
    if (shares.length === 0) return [];
    const { product, answer } = shares.reduce((best, other) => (other.share > best.share ? other : best));
    return [{ row, product, answer }];
  });
}

/** The products that a row is mixed of; none where it has no loop nest, without a mapper, and on machines without an array. */
export function mappedProducts(
  { structure, rules, mapper, outputs }: EvaluatedRows,
  design: Design,
  index: number,
): readonly MappedProduct[] {
  const { rows, bytes } = outputs;
  const row = structure.rows[index]!;
  const from = rows.at + index * ROW.WIDTH;
  if (mapper === null || !isMapped(row, rules)) return [];
  if (rows.data[from + ROW.REPEAT] === 0 || rows.data[from + ROW.MACS] === 0) return [];
  const parts = partsOf(design);
  const { macsPerElement } = rateOf(row, parts);
  const machine = Number.isNaN(macsPerElement) ? null : machineFor(parts, macsPerElement);
  if (machine === null) return [];
  const products = productsOf(row, rules, rows.data, from, bytes.data, bytes.at + index * BYTES.WIDTH);
  return products.map((shared) => ({ ...shared, answer: mapper.map(shared.product, machine) }));
}

function partsOf(design: Design): MachineParts & RateParts {
  return {
    formats: PART_READERS.formats(design),
    datapath: PART_READERS.datapath(design),
    matrix: PART_READERS.matrix(design),
    clock: PART_READERS.clock(design),
    tierSizes: PART_READERS.tierSizes(design),
    tierRates: PART_READERS.tierRates(design),
    technology: PART_READERS.technology(design),
    efficiency: PART_READERS.efficiency(design),
    rules: PART_READERS.rules(design),
  };
}
