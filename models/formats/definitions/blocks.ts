import { floatElementOf, integerElement, mxIntegerElement, type Element } from '../elements/float-element';
import { MX_FORMATS } from '../families/mx';
import { NV_FORMATS } from '../families/nv';
import { groupsOf } from '../quantise/recipe';
import type { NumberFormat } from '../types';
import { STOCHASTIC_CONVERSION } from './stochastic-hardware';
import type { FormatDefinition } from './types';

const OCP_MX = 'OCP Microscaling Formats (MX) 1.0; block rules as in microsoft/microxcaling@7bc4195';
const OCP_MXINT8 = 'OCP Microscaling Formats (MX) 1.0; two’s complement k / 64, code -128 unused';
const INT_VS_FP = 'INT v.s. FP: A Comprehensive Study of Fine-Grained Low-bit Quantization Formats, arXiv:2510.25602';
const NVFP4 = 'NVIDIA, Pretraining Large Language Models with NVFP4, arXiv:2509.25149, appendix B';

function blockOf({ blockSize }: NumberFormat): number {
  return blockSize ?? 1;
}

function mxDefinition(format: NumberFormat): FormatDefinition {
  const isFloat = format.encoding === 'float';
  const element: Element = isFloat ? floatElementOf(format) : mxIntegerElement(format.elementBits);
  const isStandard = isFloat || format.elementBits === 8;
  return {
    id: format.id,
    status: isStandard ? 'standard' : 'research',
    element,
    scale: 'E8M0, a power of two: floor(log2 largest magnitude) - emax, or another rule',
    source: isFloat ? OCP_MX : isStandard ? OCP_MXINT8 : INT_VS_FP,
    stochastic: isFloat ? STOCHASTIC_CONVERSION : null,
    options: ['grouping', 'scaleRule', 'rounding'],
    recipe: ({ grouping = groupsOf(blockOf(format)), scaleRule = 'floor', rounding = 'even' }) => {
      return { kind: 'powerOfTwo', element, grouping, rule: scaleRule, rounding };
    },
  };
}

function nvDefinition(format: NumberFormat): FormatDefinition {
  const isFloat = format.encoding === 'float';
  const element: Element = isFloat ? floatElementOf(format) : integerElement(format.elementBits);
  return {
    id: format.id,
    status: isFloat ? 'standard' : 'research',
    element,
    scale: 'E4M3 of the block, counted in an FP32 scale of the tensor: largest magnitude / (448 x largest value)',
    source: isFloat ? NVFP4 : INT_VS_FP,
    // The paper rounds gradients so; its element conversion is the same.
    stochastic: isFloat ? STOCHASTIC_CONVERSION : null,
    options: ['arithmetic', 'levels', 'rounding'],
    recipe: ({ arithmetic = 'division', levels = 2, rounding = 'even' }) => {
      return { kind: 'twoLevel', element, blockSize: blockOf(format), arithmetic, levels, rounding };
    },
  };
}

export const BLOCK_DEFINITIONS: readonly FormatDefinition[] = [
  ...MX_FORMATS.map(mxDefinition),
  ...NV_FORMATS.map(nvDefinition),
];
