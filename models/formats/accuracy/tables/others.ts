import { weightsAndActivations } from '../schemes';
import type { PublishedTable } from '../types';

/** Models trained in a format, task scores, and quantised caches. */
export const OTHER_TABLES: readonly PublishedTable[] = [
  {
    source: 'bitnet',
    title: 'Table 1, perplexity',
    metric: 'perplexity',
    test: 'validation text of the source',
    models: ['BitNet 700M', 'BitNet 1.3B', 'BitNet 3B'],
    reference: [12.33, 11.25, 10.04],
    rows: [
      {
        name: 'BitNet b1.58',
        scheme: weightsAndActivations('ternary', 'int8', 'trained in the format, RedPajama 100B tokens'),
        values: [12.87, 11.29, 9.91],
      },
    ],
    suspects: [],
  },
  {
    source: 'mr-gptq',
    title: 'Table 1',
    metric: 'score',
    test: 'mean of MMLU-CoT, GSM8K, HellaSwag, WinoGrande',
    models: ['Llama-3.1-8B-Instruct'],
    reference: [78.93],
    rows: [
      { name: 'NVFP4 RTN', scheme: weightsAndActivations('nvfp4', 'nvfp4'), values: [74.73] },
      { name: 'NVFP4 RTN+HT', scheme: weightsAndActivations('nvfp4', 'nvfp4', 'Hadamard rotation'), values: [74.05] },
      { name: 'NVFP4 QuaRot', scheme: weightsAndActivations('nvfp4', 'nvfp4', 'QuaRot'), values: [74.1] },
      { name: 'NVFP4 SmoothQuant', scheme: weightsAndActivations('nvfp4', 'nvfp4', 'SmoothQuant'), values: [75.7] },
      { name: 'NVFP4 GPTQ', scheme: weightsAndActivations('nvfp4', 'nvfp4', 'GPTQ'), values: [75.72] },
      { name: 'NVFP4 MR-GPTQ', scheme: weightsAndActivations('nvfp4', 'nvfp4', 'MR-GPTQ'), values: [75.84] },
      { name: 'MXFP4 RTN', scheme: weightsAndActivations('mxfp4', 'mxfp4'), values: [69.32] },
      { name: 'MXFP4 RTN+HT', scheme: weightsAndActivations('mxfp4', 'mxfp4', 'Hadamard rotation'), values: [70.45] },
      { name: 'MXFP4 QuaRot', scheme: weightsAndActivations('mxfp4', 'mxfp4', 'QuaRot'), values: [62.9] },
      { name: 'MXFP4 GPTQ', scheme: weightsAndActivations('mxfp4', 'mxfp4', 'GPTQ'), values: [70.62] },
      { name: 'MXFP4 MR-GPTQ', scheme: weightsAndActivations('mxfp4', 'mxfp4', 'MR-GPTQ'), values: [73.65] },
      { name: 'INT4 RTN', scheme: weightsAndActivations('int4', 'int4'), values: [73.11] },
      { name: 'INT4 RTN+HT', scheme: weightsAndActivations('int4', 'int4', 'Hadamard rotation'), values: [74.75] },
      { name: 'INT4 GPTQ', scheme: weightsAndActivations('int4', 'int4', 'GPTQ'), values: [73.21] },
    ],
    suspects: [],
  },
  {
    source: 'kivi',
    title: 'Tables 3 and 4',
    metric: 'score',
    test: 'CoQA',
    models: ['Llama-2-13B', 'Mistral-7B'],
    reference: [66.37, 67.4],
    rows: [
      {
        name: 'KIVI-2',
        scheme: { weights: 'fp16', activations: 'fp16', keyValues: 'int2', method: 'KIVI' },
        values: [66.23, 66.35],
      },
      {
        name: '2bit K-channel V-token',
        scheme: { weights: 'fp16', activations: 'fp16', keyValues: 'int2', method: 'keys by channel, values by token' },
        values: [63.53, null],
      },
    ],
    suspects: [],
  },
  {
    source: 'kivi',
    title: 'Tables 3 and 4',
    metric: 'score',
    test: 'TruthfulQA',
    models: ['Llama-2-13B', 'Mistral-7B'],
    reference: [29.53, 30.45],
    rows: [
      {
        name: 'KIVI-2',
        scheme: { weights: 'fp16', activations: 'fp16', keyValues: 'int2', method: 'KIVI' },
        values: [29.84, 32.17],
      },
      {
        name: '2bit K-channel V-token',
        scheme: { weights: 'fp16', activations: 'fp16', keyValues: 'int2', method: 'keys by channel, values by token' },
        values: [28.6, null],
      },
    ],
    suspects: [],
  },
  {
    source: 'kivi',
    title: 'Tables 3 and 4',
    metric: 'score',
    test: 'GSM8K',
    models: ['Llama-2-13B', 'Mistral-7B'],
    reference: [22.67, 38.36],
    rows: [
      {
        name: 'KIVI-2',
        scheme: { weights: 'fp16', activations: 'fp16', keyValues: 'int2', method: 'KIVI' },
        values: [20.77, 36.01],
      },
      {
        name: '2bit K-channel V-token',
        scheme: { weights: 'fp16', activations: 'fp16', keyValues: 'int2', method: 'keys by channel, values by token' },
        values: [12.21, null],
      },
    ],
    suspects: [],
  },
  {
    source: 'kivi',
    title: 'LongBench',
    metric: 'score',
    test: 'LongBench',
    models: ['Llama-2-7B', 'Mistral-7B'],
    reference: [44.52, 46.58],
    rows: [
      {
        name: 'KIVI-2',
        scheme: { weights: 'fp16', activations: 'fp16', keyValues: 'int2', method: 'KIVI' },
        values: [44.27, 45.85],
      },
    ],
    suspects: [],
  },
  {
    source: 'int-versus-float',
    title: 'Table 4',
    metric: 'loss',
    test: 'training',
    models: ['1B after 100B tokens', '3B after 200B tokens'],
    reference: [2.6727, 2.4794],
    rows: [
      {
        name: 'MXFP8',
        scheme: weightsAndActivations('mxfp8_e4m3', 'mxfp8_e4m3', 'trained in the format'),
        values: [2.6767, 2.4821],
      },
      {
        name: 'MXINT8',
        scheme: weightsAndActivations('mxint8', 'mxint8', 'trained in the format'),
        values: [2.6758, 2.4812],
      },
    ],
    suspects: [],
  },
  {
    source: 'int-versus-float',
    title: 'Table 4',
    metric: 'score',
    test: 'mean of six tasks',
    models: ['1B after 100B tokens', '3B after 200B tokens'],
    reference: [56.89, 64.45],
    rows: [
      {
        name: 'MXFP8',
        scheme: weightsAndActivations('mxfp8_e4m3', 'mxfp8_e4m3', 'trained in the format'),
        values: [56.86, 64.05],
      },
      {
        name: 'MXINT8',
        scheme: weightsAndActivations('mxint8', 'mxint8', 'trained in the format'),
        values: [57.02, 64.3],
      },
    ],
    suspects: [],
  },
];
