import { integerElement } from '../elements/float-element';
import { INT_FORMATS } from '../families/int';
import { CHANNEL, groupsOf, type Grouping, type Recipe } from '../quantise/recipe';
import type { ScaleType } from '../quantise/scale-types';
import type { NumberFormat } from '../types';
import type { FormatDefinition, QuantiseOptions } from './types';

const UNIFORM =
  'Nagel et al., A White Paper on Neural Network Quantization, arXiv:2106.08295, symmetric uniform quantisation';
const BITNET =
  'Ma et al., The Era of 1-bit LLMs: All Large Language Models are in 1.58 Bits, arXiv:2402.17764, section 2';

/** A scale to a stored block, or to a channel. */
function defaultGrouping({ blockSize }: NumberFormat): Grouping {
  return blockSize === null ? CHANNEL : groupsOf(blockSize);
}

/** Scales of stored blocks are counted with 16 bits: FP16, as the kernels of published models keep them. */
function defaultScaleType({ blockSize }: NumberFormat): ScaleType {
  return blockSize === null ? 'fp32' : 'fp16';
}

function symmetric(format: NumberFormat, options: QuantiseOptions): Recipe {
  const { grouping = defaultGrouping(format), range, scaleType = defaultScaleType(format) } = options;
  if (range === 'full') return { kind: 'fullRange', bits: format.elementBits, grouping, scaleType };
  if (range === 'asymmetric') {
    return { kind: 'asymmetric', bits: format.elementBits, grouping, holdsZero: true, bounds: null, scaleType };
  }
  const element = integerElement(format.elementBits);
  return { kind: 'scaled', element, grouping, scaleFrom: 'largestMagnitude', bounds: null, scaleType };
}

function symmetricDefinition(format: NumberFormat): FormatDefinition {
  const isGrouped = format.blockSize !== null;
  return {
    id: format.id,
    status: 'standard',
    element: integerElement(format.elementBits),
    scale: isGrouped
      ? 'FP16 by group, or FP32 or BF16: largest magnitude / largest value'
      : 'FP32 by tensor, channel or group, or FP16 or BF16: largest magnitude / largest value',
    source: isGrouped
      ? 'Frantar et al., GPTQ, arXiv:2210.17323, symmetric with one 16-bit scale to 128 weights along K; stored as bit planes by look-up kernels (T-MAC, arXiv:2407.00088; LUT Tensor Core, arXiv:2408.06003)'
      : UNIFORM,
    stochastic: null,
    options: ['grouping', 'range', 'scaleType'],
    recipe: (options) => symmetric(format, options),
  };
}

function asymmetricDefinition(format: NumberFormat): FormatDefinition {
  const bits = format.elementBits;
  return {
    id: format.id,
    status: 'standard',
    element: { kind: 'levels', levels: Array.from({ length: 1 << bits }, (_, code) => code) },
    scale:
      'FP16, or FP32 or BF16, and a zero point of 8 bits: (largest - smallest) / (2^bits - 1), zero within the range',
    source: 'Nagel et al., arXiv:2106.08295, asymmetric uniform quantisation; a 16-bit scale and an 8-bit zero point',
    stochastic: null,
    options: ['grouping', 'scaleType'],
    recipe: ({ grouping = defaultGrouping(format), scaleType = defaultScaleType(format) }) => {
      return { kind: 'asymmetric', bits, grouping, holdsZero: true, bounds: null, scaleType };
    },
  };
}

/** Training format: of a tensor that was not trained for it, most of the information is lost. */
function ternaryDefinition(format: NumberFormat, source: string): FormatDefinition {
  const element = integerElement(2);
  return {
    id: format.id,
    status: 'standard',
    element,
    scale: 'FP32 of the tensor: mean magnitude, at least 1e-5',
    source,
    stochastic: null,
    options: ['grouping'],
    recipe: ({ grouping = { kind: 'tensor' } }) => {
      return { kind: 'scaled', element, grouping, scaleFrom: 'meanMagnitude', bounds: null };
    },
  };
}

function bipolarDefinition(format: NumberFormat): FormatDefinition {
  const largest = (1 << format.elementBits) - 1;
  return {
    id: format.id,
    status: 'unverified',
    element: { kind: 'levels', levels: Array.from({ length: largest + 1 }, (_, code) => 2 * code - largest) },
    scale: 'FP32 by channel or group: largest magnitude / (2^bits - 1)',
    source: 'APT-LLM, arXiv:2409.17870, of which the abstract was read: each bit is -1 or 1, odd values, no zero',
    stochastic: null,
    options: ['grouping'],
    recipe: ({ grouping = CHANNEL }) => {
      const rows = grouping.kind === 'tensor' ? CHANNEL : grouping;
      return { kind: 'bipolar', bits: format.elementBits, grouping: rows };
    },
  };
}

function definitionOf(format: NumberFormat): FormatDefinition {
  switch (format.id) {
    case 'int4_asym_g128':
      return asymmetricDefinition(format);
    case 'ternary':
      return ternaryDefinition(format, `${BITNET}; codes of two bits (I2_S of bitnet.cpp)`);
    case 'ternary_tl2':
      return ternaryDefinition(format, `${BITNET}; three weights in five bits for look-up tables (TL2 of bitnet.cpp)`);
    case 'bipolar4':
    case 'bipolar2':
      return bipolarDefinition(format);
    default:
      return symmetricDefinition(format);
  }
}

export const INT_DEFINITIONS: readonly FormatDefinition[] = INT_FORMATS.map(definitionOf);
