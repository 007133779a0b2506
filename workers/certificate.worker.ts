import { createCertificateJob } from './certificate-job';
import { highsProgrammeSolver } from './highs-programme';
import { serveBrowser } from './serve';

/** The solver itself comes with the first programme. */
serveBrowser([createCertificateJob(highsProgrammeSolver())]);
