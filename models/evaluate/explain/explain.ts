import type { Design } from '../../design/types';
import { compileDesign } from '../compile';
import { explain } from './explain-program';
import { NO_SOLVERS, type Solvers } from '../solvers';
import type { Report } from './report';

/** Evaluates and explains one design, for who has all models at hand. */
export function explainDesign(design: Design, solvers: Partial<Solvers> = NO_SOLVERS): Report {
  return explain(compileDesign(design), 0, solvers);
}
