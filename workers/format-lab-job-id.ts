/** Known to both sides, so that the page need not load the job to name it. */
export const FORMAT_LAB_JOB_ID = 'format-lab';
