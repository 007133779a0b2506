import { formatLabJob } from './format-lab-job';
import { serveBrowser } from './serve';

serveBrowser([formatLabJob]);
