import { parseSweepSpace } from './parse-space';
import { serveBrowser } from './serve';
import { createSweepEngine } from './sweep-engine';
import { createSweepJob } from './sweep-job';

serveBrowser([createSweepJob(createSweepEngine(parseSweepSpace))]);
