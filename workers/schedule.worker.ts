import { drawGraphJob } from './draw-graph-job';
import { graphJob } from './graph-job';
import { createScheduleJob } from './schedule-job';
import { serveBrowser } from './serve';

serveBrowser([createScheduleJob(() => performance.now()), drawGraphJob, graphJob]);
