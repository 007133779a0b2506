/** What the job is called and asks for, apart from its code: the page knows these only. */
export const ONNX_JOB_ID = 'import-onnx';

export interface OnnxJobInput {
  readonly file: ArrayBuffer;
  readonly name: string;
  /** Sizes that the file leaves open, by name; checked where they are used. */
  readonly sizes: Readonly<Record<string, number>>;
}
