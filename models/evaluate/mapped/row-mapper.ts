import { writeMappedRows } from './map-rows';
import type { ProductMapper } from './product-mapper';
import { unmappedReasons } from './unmapped';

/** A mapper of designs from one of products. It brings along how rows become products: no other level needs that. */
export function rowMapper(map: ProductMapper['map']): ProductMapper {
  const mapper: ProductMapper = {
    map,
    writeRows: (parts, rows, out, at) => writeMappedRows(mapper, parts, rows, out, at),
    reasonsAgainst: (rows, design) => unmappedReasons({ ...rows, mapper }, design),
  };
  return mapper;
}
