import type { Machine, Product } from '../models/evaluate/mapped/product-mapper';

/** Apart from the job, so that the page asks without its code. */
export const MAPPING_JOB_ID = 'map-products';

export type MappingJobInput = readonly { readonly product: Product; readonly machine: Machine }[];
