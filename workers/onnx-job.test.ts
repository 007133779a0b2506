import { expect, it } from 'vitest';
import { attentionFile, convolutionalFile } from '../models/workload/onnx/networks.test-support';
import { WorkerHost } from './host';
import { onnxJob } from './onnx-job';
import { ONNX_JOB_ID } from './onnx-job-input';

const host = new WorkerHost([onnxJob]);

function run(input: unknown, jobNumber = 1) {
  return host.run(jobNumber, ONNX_JOB_ID, input, () => undefined);
}

function bufferOf(file: Uint8Array): ArrayBuffer {
  return file.slice().buffer;
}

it('reads a file', async () => {
  const answer = await run({ file: bufferOf(convolutionalFile()), name: 'mine', sizes: {} });
  expect(answer).toMatchObject({
    kind: 'done',
    value: { ok: true, value: { table: { kind: 'layers', name: 'mine' } } },
  });
});

it('answers with the sizes that it needs', async () => {
  const answer = await run({ file: bufferOf(attentionFile()), name: 'mine', sizes: {} });
  expect(answer).toMatchObject({ kind: 'done', value: { ok: false, openSizes: ['sequence'] } });
});

it.each([
  null,
  {},
  { file: 'bytes', name: 'mine', sizes: {} },
  { file: new ArrayBuffer(1), name: 'mine', sizes: { a: 'b' } },
])('refuses %j', async (input) => {
  expect(await run(input)).toMatchObject({ kind: 'refused' });
});
