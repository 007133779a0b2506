/** Keys of the citations in `sources.ts`, so that tables and estimates need not carry their text. */
export type AccuracySourceId =
  | 'int-versus-float'
  | 'bitmod'
  | 'bitmod-repository'
  | 'deepcompressor'
  | 'llama-cpp'
  | 'llama-cpp-70b'
  | 'llama-3-70b-card'
  | 'unified-evaluation'
  | 'bitnet'
  | 'mr-gptq'
  | 'kivi';
