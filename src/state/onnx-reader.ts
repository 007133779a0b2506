import { proxy, transfer, wrap } from 'comlink';
import type { OnnxOutcome } from '../../models/workload/onnx/import';
import { browserPort } from '../../workers/browser-port';
import type { HostApi } from '../../workers/host';
import { ONNX_JOB_ID, type OnnxJobInput } from '../../workers/onnx-job-input';

/** Reads ONNX files; rejects with a sentence when whoever reads them fails. */
export type OnnxReader = (input: OnnxJobInput) => Promise<OnnxOutcome>;

/** Reads one file in a thread of its own, which a hostile file can take down without the page. */
export async function readOnnxInWorker(input: OnnxJobInput): Promise<OnnxOutcome> {
  const worker = new Worker(new URL('../../workers/onnx.worker.ts', import.meta.url), {
    type: 'module',
    name: 'onnx',
  });
  const port = browserPort(worker);
  try {
    return await new Promise<OnnxOutcome>((resolve, reject) => {
      port.onFailure((message) => reject(new Error(message)));
      const host = wrap<HostApi>(port.endpoint);
      const answer = host.run(
        1,
        ONNX_JOB_ID,
        transfer(input, [input.file]),
        proxy(() => undefined),
      );
      answer.then((ended) => {
        if (ended.kind === 'done') resolve(ended.value as OnnxOutcome);
        else reject(new Error(ended.kind === 'refused' ? ended.reason : 'The import was stopped.'));
      }, reject);
    });
  } finally {
    port.terminate();
  }
}
