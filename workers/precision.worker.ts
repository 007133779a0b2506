import { highsSolver } from './highs-solver';
import type { Job } from './job';
import { PRECISION_JOB_ID } from './precision-job-id';
import { serveBrowser } from './serve';

/** The engine, the published tables and the solver come with the first question. */
const job: Job = {
  id: PRECISION_JOB_ID,
  async run(input, context) {
    const { createPrecisionJob } = await import('./precision-job');
    return createPrecisionJob(highsSolver()).run(input, context);
  },
};

serveBrowser([job]);
