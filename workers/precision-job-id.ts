export const PRECISION_JOB_ID = 'choose-formats';
