import type { ProductMapper } from '../models/evaluate/mapped/product-mapper';

/** Loads the mapper of level `mapped`: few spaces need it, and it would be a good part of what a thread starts with. */
export async function loadProductMapper(): Promise<ProductMapper> {
  const { createProductMapper } = await import('../models/mapping/product-mapper');
  return createProductMapper();
}
