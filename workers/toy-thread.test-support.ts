import { serveThread } from './node-serve';
import { createSweepJob } from './sweep-job';
import { ToyEngine } from './toy-sweep.test-support';

serveThread([createSweepJob(new ToyEngine())]);
