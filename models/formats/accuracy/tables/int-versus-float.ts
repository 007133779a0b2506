import { weightsAndActivations } from '../schemes';
import type { PublishedTable } from '../types';

/**
 * "INT v.s. FP", arXiv:2510.25602, tables 12 to 15: weights and activations of all linear layers cast without calibration,
 * BF16 elsewhere, block scales rounded up, symmetric integers. Divergences are over the 25 largest logits.
 */
const MODELS = [
  'Qwen3-0.6B',
  'Qwen3-1.7B',
  'Qwen3-4B',
  'Qwen3-8B',
  'Qwen3-14B',
  'Qwen3-32B',
  'Qwen3-30B-A3B',
  'Qwen3-235B-A22B',
  'Llama-3.2-1B',
  'Llama-3.2-3B',
  'Llama-3.1-8B',
  'Llama-3.1-70B',
];

/** BF16. */
const PERPLEXITY_AT_16_BITS = [
  11.5868, 8.7084, 7.3368, 6.5135, 5.9498, 7.0168, 6.8178, 4.0929, 9.0625, 7.2857, 5.8402, 2.637,
];

export const INT_VERSUS_FLOAT_TABLES: readonly PublishedTable[] = [
  {
    source: 'int-versus-float',
    title: 'Tables 14 and 15, tensors as they are',
    metric: 'perplexity',
    test: 'WikiText-2',
    models: MODELS,
    reference: PERPLEXITY_AT_16_BITS,
    rows: [
      {
        name: 'MXINT8',
        scheme: weightsAndActivations('mxint8', 'mxint8'),
        values: [11.6377, 8.7424, 7.3511, 6.5174, 5.955, 7.0185, 6.8167, 4.0959, 9.0815, 7.2944, 5.8487, 2.6674],
      },
      {
        name: 'MXFP8',
        scheme: weightsAndActivations('mxfp8_e4m3', 'mxfp8_e4m3'),
        values: [11.7494, 8.7822, 7.3813, 6.5444, 5.9711, 7.0357, 6.8335, 4.1101, 9.1695, 7.3381, 5.895, 2.6674],
      },
      {
        name: 'MXINT6',
        scheme: weightsAndActivations('mxint6', 'mxint6'),
        values: [12.2297, 9.2622, 7.496, 6.6499, 6.0483, 7.05, 6.8745, 4.1743, 9.3557, 7.4184, 5.9643, 2.7298],
      },
      {
        name: 'MXFP6',
        scheme: weightsAndActivations('mxfp6_e2m3', 'mxfp6_e2m3'),
        values: [11.9108, 8.8961, 7.4135, 6.5825, 5.9953, 7.0285, 6.8467, 4.1662, 9.2209, 7.3605, 5.916, 2.7298],
      },
      {
        name: 'MXINT4',
        scheme: weightsAndActivations('mxint4', 'mxint4'),
        values: [48.6713, 21.8749, 11.9487, 10.0423, 16.7227, 15.1619, 9.3837, 5.918, 21.9893, 11.2715, 8.7408, 5.1894],
      },
      {
        name: 'MXFP4',
        scheme: weightsAndActivations('mxfp4', 'mxfp4'),
        values: [20.4522, 24.0766, 9.1553, 8.0135, 7.2471, 8.2047, 7.8203, 5.9007, 14.0516, 9.2355, 6.4845, 4.9492],
      },
      {
        name: 'NVINT4',
        scheme: weightsAndActivations('nvint4', 'nvint4'),
        values: [15.9729, 10.9128, 8.3304, 7.415, 6.81, 8.0161, 7.2024, 4.8916, 11.3987, 8.225, 6.5957, 3.5502],
      },
      {
        name: 'NVFP4',
        scheme: weightsAndActivations('nvfp4', 'nvfp4'),
        values: [14.6818, 9.9966, 8.0144, 7.0285, 6.3129, 7.3604, 7.1874, 4.8309, 10.7473, 8.0343, 6.4917, 3.492],
      },
    ],
    suspects: [
      {
        row: 'MXFP4',
        model: 'Llama-3.1-8B',
        reason:
          'below NVFP4 and below its own rotated value, while its divergence is twice that of NVFP4: probably a misprint',
      },
      { row: 'MXINT8', model: 'Llama-3.1-70B', reason: 'the same value as MXFP8: probably a copying error' },
      { row: 'MXFP8', model: 'Llama-3.1-70B', reason: 'the same value as MXINT8: probably a copying error' },
      { row: 'MXINT6', model: 'Llama-3.1-70B', reason: 'the same value as MXFP6: probably a copying error' },
      { row: 'MXFP6', model: 'Llama-3.1-70B', reason: 'the same value as MXINT6: probably a copying error' },
      { row: 'MXFP4', model: 'Qwen3-1.7B', reason: 'above MXINT4, while its divergence is half of that of MXINT4' },
    ],
  },
  {
    source: 'int-versus-float',
    title: 'Tables 12 and 13, tensors as they are',
    metric: 'divergence',
    test: 'WikiText-2, 25 largest logits',
    models: MODELS,
    reference: null,
    rows: [
      {
        name: 'MXINT8',
        scheme: weightsAndActivations('mxint8', 'mxint8'),
        values: [
          0.000191, 0.000209, 0.000112, 0.000168, 9.6e-5, 0.000118, 0.00016, 0.000276, 0.000111, 7.7e-5, 8.2e-5,
          0.000191,
        ],
      },
      {
        name: 'MXFP8',
        scheme: weightsAndActivations('mxfp8_e4m3', 'mxfp8_e4m3'),
        values: [
          0.000579, 0.000406, 0.000346, 0.000362, 0.0003, 0.000457, 0.00038, 0.000483, 0.000464, 0.000325, 0.000359,
          0.000514,
        ],
      },
      {
        name: 'MXINT6',
        scheme: weightsAndActivations('mxint6', 'mxint6'),
        values: [
          0.001944, 0.002464, 0.000928, 0.001104, 0.000804, 0.001012, 0.000768, 0.001333, 0.001133, 0.000743, 0.000776,
          0.001744,
        ],
      },
      {
        name: 'MXFP6',
        scheme: weightsAndActivations('mxfp6_e2m3', 'mxfp6_e2m3'),
        values: [
          0.00103, 0.000874, 0.000539, 0.000592, 0.000467, 0.000627, 0.000606, 0.001099, 0.000651, 0.000457, 0.000491,
          0.001436,
        ],
      },
      {
        name: 'MXINT4',
        scheme: weightsAndActivations('mxint4', 'mxint4'),
        values: [
          0.039936, 0.030208, 0.017408, 0.015552, 0.034304, 0.027392, 0.013248, 0.016331, 0.026153, 0.014089, 0.01238,
          0.022538,
        ],
      },
      {
        name: 'MXFP4',
        scheme: weightsAndActivations('mxfp4', 'mxfp4'),
        values: [
          0.017602, 0.014614, 0.008568, 0.008228, 0.008119, 0.010302, 0.006194, 0.016238, 0.014446, 0.008251, 0.007586,
          0.021372,
        ],
      },
      {
        name: 'NVINT4',
        scheme: weightsAndActivations('nvint4', 'nvint4'),
        values: [
          0.01056, 0.00832, 0.004864, 0.00512, 0.005568, 0.007968, 0.00312, 0.009702, 0.007508, 0.004312, 0.004224,
          0.01097,
        ],
      },
      {
        name: 'NVFP4',
        scheme: weightsAndActivations('nvfp4', 'nvfp4'),
        values: [
          0.008104, 0.004995, 0.003844, 0.00343, 0.002835, 0.003778, 0.002443, 0.009238, 0.005691, 0.003684, 0.003718,
          0.010544,
        ],
      },
    ],
    suspects: [],
  },
  {
    source: 'int-versus-float',
    title: 'Tables 14 and 15, tensors rotated',
    metric: 'perplexity',
    test: 'WikiText-2',
    models: MODELS,
    reference: PERPLEXITY_AT_16_BITS,
    rows: [
      {
        name: 'MXINT8',
        scheme: weightsAndActivations('mxint8', 'mxint8', 'random Hadamard rotation'),
        values: [11.6179, 8.724, 7.3407, 6.517, 5.9521, 7.0187, 6.8231, 4.0973, 9.0715, 7.2912, 5.845, 2.6428],
      },
      {
        name: 'MXFP8',
        scheme: weightsAndActivations('mxfp8_e4m3', 'mxfp8_e4m3', 'random Hadamard rotation'),
        values: [11.8629, 8.9972, 7.4068, 6.5898, 5.9839, 7.0448, 6.8918, 4.1287, 9.1932, 7.3465, 5.9001, 2.7232],
      },
      {
        name: 'MXINT6',
        scheme: weightsAndActivations('mxint6', 'mxint6', 'random Hadamard rotation'),
        values: [11.9422, 9.0122, 7.4071, 6.6119, 5.9905, 7.0627, 6.8666, 4.1263, 9.2622, 7.3828, 5.9276, 2.7333],
      },
      {
        name: 'MXFP6',
        scheme: weightsAndActivations('mxfp6_e2m3', 'mxfp6_e2m3', 'random Hadamard rotation'),
        values: [11.9096, 9.0089, 7.4108, 6.5911, 5.9981, 7.0787, 6.8711, 4.1252, 9.2204, 7.3703, 5.9075, 2.735],
      },
      {
        name: 'MXINT4',
        scheme: weightsAndActivations('mxint4', 'mxint4', 'random Hadamard rotation'),
        values: [28.651, 21.3032, 9.8238, 9.2029, 7.3564, 8.2083, 7.8292, 4.9891, 17.9797, 10.3057, 8.0745, 1146.7256],
      },
      {
        name: 'MXFP4',
        scheme: weightsAndActivations('mxfp4', 'mxfp4', 'random Hadamard rotation'),
        values: [20.3684, 15.9527, 8.8148, 8.1113, 6.9521, 7.7401, 7.9673, 4.7035, 13.3987, 9.262, 7.2318, 1118.4431],
      },
      {
        name: 'NVINT4',
        scheme: weightsAndActivations('nvint4', 'nvint4', 'random Hadamard rotation'),
        values: [14.6052, 10.7822, 7.9824, 7.1705, 6.3702, 7.3625, 7.1557, 4.3913, 10.8399, 8.1119, 6.4701, 4.9786],
      },
      {
        name: 'NVFP4',
        scheme: weightsAndActivations('nvfp4', 'nvfp4', 'random Hadamard rotation'),
        values: [16.5762, 11.7541, 8.2716, 7.5084, 6.5427, 7.4522, 7.3214, 4.5918, 11.7635, 8.4693, 6.7028, 79.7586],
      },
    ],
    suspects: [
      { row: 'MXINT4', model: 'Llama-3.1-70B', reason: 'explodes under rotation' },
      { row: 'MXFP4', model: 'Llama-3.1-70B', reason: 'explodes under rotation' },
      { row: 'NVINT4', model: 'Llama-3.1-70B', reason: 'explodes under rotation' },
      { row: 'NVFP4', model: 'Llama-3.1-70B', reason: 'explodes under rotation' },
    ],
  },
  {
    source: 'int-versus-float',
    title: 'Tables 12 and 13, tensors rotated',
    metric: 'divergence',
    test: 'WikiText-2, 25 largest logits',
    models: MODELS,
    reference: null,
    rows: [
      {
        name: 'MXINT8',
        scheme: weightsAndActivations('mxint8', 'mxint8', 'random Hadamard rotation'),
        values: [0.000137, 0.00015, 8e-5, 0.00013, 7e-5, 8.8e-5, 0.000135, 0.000229, 8.9e-5, 6.3e-5, 6.5e-5, 0.000145],
      },
      {
        name: 'MXFP8',
        scheme: weightsAndActivations('mxfp8_e4m3', 'mxfp8_e4m3', 'random Hadamard rotation'),
        values: [
          0.000921, 0.001321, 0.000468, 0.000577, 0.000393, 0.000497, 0.000391, 0.000707, 0.000573, 0.000388, 0.000409,
          0.001393,
        ],
      },
      {
        name: 'MXINT6',
        scheme: weightsAndActivations('mxint6', 'mxint6', 'random Hadamard rotation'),
        values: [
          0.001137, 0.001274, 0.000547, 0.00069, 0.000481, 0.000615, 0.000444, 0.000809, 0.000773, 0.000531, 0.000558,
          0.001518,
        ],
      },
      {
        name: 'MXFP6',
        scheme: weightsAndActivations('mxfp6_e2m3', 'mxfp6_e2m3', 'random Hadamard rotation'),
        values: [
          0.001007, 0.001446, 0.000497, 0.000618, 0.000454, 0.000558, 0.000422, 0.00074, 0.000643, 0.000447, 0.000457,
          0.001476,
        ],
      },
      {
        name: 'MXINT4',
        scheme: weightsAndActivations('mxint4', 'mxint4', 'random Hadamard rotation'),
        values: [
          0.026488, 0.026578, 0.010498, 0.012241, 0.008459, 0.00951, 0.00608, 0.00966, 0.020126, 0.011116, 0.010272,
          0.137612,
        ],
      },
      {
        name: 'MXFP4',
        scheme: weightsAndActivations('mxfp4', 'mxfp4', 'random Hadamard rotation'),
        values: [
          0.017995, 0.020443, 0.00726, 0.008562, 0.00641, 0.006536, 0.005087, 0.007058, 0.011967, 0.008269, 0.007189,
          0.129471,
        ],
      },
      {
        name: 'NVINT4',
        scheme: weightsAndActivations('nvint4', 'nvint4', 'random Hadamard rotation'),
        values: [
          0.007771, 0.007236, 0.003431, 0.004026, 0.00307, 0.003647, 0.002222, 0.003931, 0.005854, 0.003912, 0.003609,
          0.019975,
        ],
      },
      {
        name: 'NVFP4',
        scheme: weightsAndActivations('nvfp4', 'nvfp4', 'random Hadamard rotation'),
        values: [
          0.012031, 0.010582, 0.005065, 0.005912, 0.004214, 0.004662, 0.0032, 0.005786, 0.008129, 0.00524, 0.004752,
          0.077363,
        ],
      },
    ],
    suspects: [
      { row: 'MXINT4', model: 'Llama-3.1-70B', reason: 'explodes under rotation' },
      { row: 'MXFP4', model: 'Llama-3.1-70B', reason: 'explodes under rotation' },
      { row: 'NVINT4', model: 'Llama-3.1-70B', reason: 'explodes under rotation' },
      { row: 'NVFP4', model: 'Llama-3.1-70B', reason: 'explodes under rotation' },
    ],
  },
];
