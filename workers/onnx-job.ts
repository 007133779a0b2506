import * as v from 'valibot';
import { importOnnx, type OnnxOutcome } from '../models/workload/onnx/import';
import { defineJob, type Job } from './job';
import { ONNX_JOB_ID, type OnnxJobInput } from './onnx-job-input';
import { parseBy } from './parse-input';

const InputSchema: v.GenericSchema<OnnxJobInput> = v.strictObject({
  file: v.instance(ArrayBuffer),
  name: v.pipe(v.string(), v.maxLength(256)),
  sizes: v.record(v.string(), v.number()),
});

/**
 * Reads an ONNX file apart from the page. A file that cannot be read is an answer of the job and not a refusal, since
 * it may say which sizes to ask for. The weights are not looked at, so that a file takes milliseconds: one slice.
 */
export const onnxJob: Job = defineJob<OnnxJobInput, OnnxOutcome>({
  id: ONNX_JOB_ID,
  parse: parseBy(InputSchema),
  async run({ file, name, sizes }) {
    return importOnnx(file, { name, sizes });
  },
});
