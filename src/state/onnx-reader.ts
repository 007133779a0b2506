import { transfer } from 'comlink';
import type { OnnxOutcome } from '../../models/workload/onnx/import';
import { browserPort } from '../../workers/browser-port';
import { ONNX_JOB_ID, type OnnxJobInput } from '../../workers/onnx-job-input';
import { workerRunner } from './worker-runner';

/** Reads ONNX files; rejects with a sentence when whoever reads them fails. */
export type OnnxReader = (input: OnnxJobInput) => Promise<OnnxOutcome>;

/** The largest files that are taken need seconds, and say nothing meanwhile. */
const SILENCE_MS = 120_000;

/** Reads one file in a thread of its own, which a hostile file can take down without the page. */
export async function readOnnxInWorker(input: OnnxJobInput): Promise<OnnxOutcome> {
  const runner = workerRunner<OnnxJobInput, OnnxOutcome>({ jobId: ONNX_JOB_ID, startWorker, silenceMs: SILENCE_MS });
  try {
    const answer = await runner.run(transfer(input, [input.file]));
    if (!answer.ok) throw new Error(answer.reason);
    return answer.value;
  } finally {
    runner.dispose();
  }
}

function startWorker() {
  const worker = new Worker(new URL('../../workers/onnx.worker.ts', import.meta.url), {
    type: 'module',
    name: 'onnx',
  });
  return browserPort(worker);
}
