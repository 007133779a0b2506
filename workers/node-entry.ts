import { serveThread } from './node-serve';
import { parseSweepSpace } from './parse-space';
import { createSweepEngine } from './sweep-engine';
import { createSweepJob } from './sweep-job';

serveThread([createSweepJob(createSweepEngine(parseSweepSpace))]);
