/** Apart from the jobs, so that whoever asks for them does not load them. */
export const SCHEDULE_JOB_ID = 'schedule';
export const DRAW_GRAPH_JOB_ID = 'draw-graph';
