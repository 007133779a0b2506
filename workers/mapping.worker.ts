import { createMappingJob } from './mapping-job';
import { serveBrowser } from './serve';

serveBrowser([createMappingJob()]);
