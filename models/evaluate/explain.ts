import type { Design } from '../design/types';
import { compileDesign } from './compile';
import { explain } from './explain-program';
import type { ProductMapper } from './product-mapper';
import type { Report } from './report';

/** Evaluates and explains one design, for who has all lowerings at hand. */
export function explainDesign(design: Design, mapper: ProductMapper | null = null): Report {
  return explain(compileDesign(design), 0, mapper);
}
