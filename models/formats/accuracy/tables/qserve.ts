import type { PublishedTable } from '../types';

/** DeepCompressor README: sequences of 2048 tokens. The SmoothQuant row has a cache quantised per tensor, statically. */
export const QSERVE_TABLES: readonly PublishedTable[] = [
  {
    source: 'deepcompressor',
    title: 'WikiText2 perplexity',
    metric: 'perplexity',
    test: 'WikiText-2',
    models: [
      'Llama-3.1-70B',
      'Llama-3.1-8B',
      'Llama-3-70B',
      'Llama-3-8B',
      'Llama-2-7B',
      'Llama-2-13B',
      'Llama-2-70B',
      'Llama-7B',
      'Llama-13B',
      'Llama-30B',
      'Mistral-7B',
      'Yi-34B',
    ],
    reference: [2.81, 6.24, 2.85, 6.14, 5.47, 4.88, 3.32, 5.68, 5.09, 4.1, 5.25, 4.6],
    rows: [
      {
        name: 'SmoothQuant W8A8',
        scheme: { weights: 'int8', activations: 'int8', keyValues: 'int8', method: 'SmoothQuant' },
        values: [3.23, 6.38, 3.14, 6.28, 5.54, 4.95, 3.36, 5.73, 5.13, 4.23, 5.29, 4.69],
      },
      {
        name: 'GPTQ-R W4A16 g128',
        scheme: { weights: 'int4_asym_g128', activations: 'fp16', keyValues: 'fp16', method: 'GPTQ-R' },
        values: [3.46, 6.64, 3.42, 6.56, 5.63, 4.99, 3.43, 5.83, 5.2, 4.22, 5.39, 4.68],
      },
      {
        name: 'AWQ W4A16 g128',
        scheme: { weights: 'int4_asym_g128', activations: 'fp16', keyValues: 'fp16', method: 'AWQ' },
        values: [3.22, 6.6, 3.2, 6.54, 5.6, 4.97, 3.41, 5.78, 5.19, 4.21, 5.37, 4.67],
      },
      {
        name: 'QuaRot W4A4',
        scheme: { weights: 'int4', activations: 'int4', keyValues: 'int4', method: 'QuaRot' },
        values: [5.97, 8.32, 6.75, 8.33, 6.19, 5.45, 3.83, 6.34, 5.58, 4.64, 5.77, null],
      },
      {
        name: 'Atom W4A4 g128',
        scheme: { weights: 'int4_g128', activations: 'int4_g128', keyValues: 'int4', method: 'Atom' },
        values: [null, null, 4.33, 7.78, 6.12, 5.31, 3.73, 6.25, 5.52, 4.61, 5.76, 4.97],
      },
      {
        name: 'QoQ W4A8KV4',
        scheme: { weights: 'int4', activations: 'int8', keyValues: 'int4', method: 'QoQ' },
        values: [3.69, 6.91, 3.65, 6.84, 5.75, 5.11, 3.51, 5.92, 5.27, 4.32, 5.45, 4.73],
      },
      {
        name: 'QoQ W4A8KV4 g128',
        scheme: { weights: 'int4_g128', activations: 'int8', keyValues: 'int4', method: 'QoQ' },
        values: [3.54, 6.8, 3.51, 6.73, 5.68, 5.05, 3.46, 5.88, 5.23, 4.27, 5.41, 4.73],
      },
    ],
    suspects: [],
  },
];
