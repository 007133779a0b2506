import type { ProductMapper } from '../../models/evaluate/product-mapper';

/** What designs at level `mapped` are evaluated with; the others do without, and without its bytes. */
export async function loadMapper(): Promise<ProductMapper> {
  const { createProductMapper } = await import('../../models/mapping/product-mapper');
  return createProductMapper();
}
