/** Known to both sides, so that the page need not load the job to name it. */
export const SWEEP_JOB_ID = 'sweep';
