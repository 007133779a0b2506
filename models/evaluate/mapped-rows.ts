import type { Design } from '../design/types';
import { ROW } from '../workload/lowering/rows';
import type { Context } from './context';
import { machineFor } from './mapped-machine';
import { PART_READERS } from './parts';
import type { Product, ProductAnswer } from './product-mapper';
import { productsOf } from './row-products';
import { BYTES } from './stages/bytes';
import { isMapped } from './stages/mapping-columns';
import { rateOf } from './stages/row-rate';

/** A row of the design evaluated last with the product of its expected shape, and what the mapper says of it. */
export interface MappedRow {
  readonly row: number;
  /** The larger share where expected sizes are mixed of several. */
  readonly product: Product;
  readonly answer: ProductAnswer;
}

/** The rows that have a loop nest, or `only` one of them. Empty without a mapper, and on machines without an array. */
export function mappedRows(
  context: Pick<Context, 'structure' | 'rules' | 'mapper' | 'outputs'>,
  design: Design,
  only: number | null = null,
): readonly MappedRow[] {
  const { structure, rules, mapper, outputs } = context;
  const { rows, bytes } = outputs;
  const matrix = PART_READERS.matrix(design);
  const formats = PART_READERS.formats(design);
  const parts = {
    ...{ matrix, rules, clock: PART_READERS.clock(design), technology: design.accelerator.technology },
    ...{ tierSizes: PART_READERS.tierSizes(design), tierRates: PART_READERS.tierRates(design) },
    efficiency: design.efficiency,
  };
  if (mapper === null) return [];
  return structure.rows.flatMap((row, index): readonly MappedRow[] => {
    const from = rows.at + index * ROW.WIDTH;
    if (only !== null && only !== index) return [];
    if (!isMapped(row, rules) || rows.data[from + ROW.REPEAT] === 0 || rows.data[from + ROW.MACS] === 0) return [];
    const { macsPerElement } = rateOf(row, formats, matrix, rules);
    const machine = Number.isNaN(macsPerElement) ? null : machineFor(parts, macsPerElement);
    if (machine === null) return [];
    const products = productsOf(row, rows.data, from, bytes.data, bytes.at + index * BYTES.WIDTH);
    const { product } = products.reduce((best, other) => (other.share > best.share ? other : best));
    return [{ row: index, product, answer: mapper.map(product, machine) }];
  });
}
