import { floatElementOf, type FloatElement } from '../elements/float-element';
import { FLOAT_FORMATS } from '../families/float';
import type { Overflow } from '../quantise/grid';
import type { Recipe } from '../quantise/recipe';
import { STOCHASTIC_CONVERSION } from './stochastic-hardware';
import type { FormatDefinition, QuantiseOptions } from './types';

const IEEE_754 = 'IEEE Std 754-2019, binary interchange formats';
const OFP8 = 'OCP 8-bit Floating Point Specification (OFP8) 1.0; code points as in jax-ml/ml_dtypes@b793a6e';
const OCP_MX_ELEMENT = 'OCP Microscaling Formats (MX) 1.0, element types; code points as in jax-ml/ml_dtypes@b793a6e';

const SOURCES: Readonly<Record<string, string>> = {
  fp32: IEEE_754,
  tf32: 'NVIDIA A100 Tensor Core GPU Architecture whitepaper (2020)',
  bf16: 'Intel, BFLOAT16 Hardware Numerics Definition (2018)',
  fp16: IEEE_754,
  fp8_e4m3: OFP8,
  fp8_e5m2: OFP8,
  fp6_e2m3: OCP_MX_ELEMENT,
  fp6_e3m2: OCP_MX_ELEMENT,
  fp4_e2m1: OCP_MX_ELEMENT,
};

/** TF32 has conversions to nearest alone, FP32 is what they start from. */
const NOT_STOCHASTIC: readonly string[] = ['fp32', 'tf32'];

const SPECIAL = { ieee: 'infinity', nanOnly: 'nan', none: 'saturate' } as const;

/** A cast by default; with a grouping, float32 scales that map the largest magnitude to the largest value. */
function recipeOf(
  element: FloatElement,
  { grouping, rounding = 'even', overflow = 'saturate' }: QuantiseOptions,
): Recipe {
  if (grouping !== undefined) {
    return { kind: 'scaled', element, grouping, scaleFrom: 'largestMagnitude', bounds: null, rounding };
  }
  const beyond: Overflow = overflow === 'saturate' ? 'saturate' : SPECIAL[element.specials];
  return { kind: 'cast', element, rounding, overflow: beyond };
}

export const FLOAT_DEFINITIONS: readonly FormatDefinition[] = FLOAT_FORMATS.map((format) => {
  const element = floatElementOf(format);
  return {
    id: format.id,
    status: 'standard',
    element,
    scale: 'none, or FP32 by tensor, channel or group: largest magnitude / largest value',
    source: SOURCES[format.id] ?? '',
    stochastic: NOT_STOCHASTIC.includes(format.id) ? null : STOCHASTIC_CONVERSION,
    options: ['grouping', 'rounding', 'overflow'],
    recipe: (options) => recipeOf(element, options),
  };
});
