/** What the jobs on graphs are called, apart from their code: the page knows these only. */
export const SCHEDULE_JOB_ID = 'schedule';
export const DRAW_GRAPH_JOB_ID = 'draw-graph';
export const READ_GRAPH_JOB_ID = 'read-graph';
export const CERTIFICATE_JOB_ID = 'certify-schedule';
