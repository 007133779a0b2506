import {
  customFormatFault,
  LARGEST_BIAS,
  LARGEST_BLOCK,
  MOST_EXPONENT_BITS,
  MOST_MANTISSA_BITS,
  type CustomFormat,
  type CustomFormatFault,
} from './custom-format';

/** Null, or the sentence that says which part of a description can not be built. */
export function customFormatProblem(format: CustomFormat): string | null {
  const fault = customFormatFault(format);
  return fault === null ? null : sentence(fault, format);
}

function sentence(fault: CustomFormatFault, { exponentBits }: CustomFormat): string {
  switch (fault) {
    case 'exponentBits':
      return `exponentBits: must be a whole number from 0 to ${MOST_EXPONENT_BITS}`;
    case 'mantissaBits':
      return `mantissaBits: must be a whole number from ${exponentBits === 0 ? 1 : 0} to ${MOST_MANTISSA_BITS}`;
    case 'biasOfInteger':
      return 'bias: integers have none';
    case 'bias':
      return `bias: must be a whole number from -${LARGEST_BIAS} to ${LARGEST_BIAS}`;
    case 'blockSize':
      return `blockSize: must be a whole number from 1 to ${LARGEST_BLOCK}`;
    case 'noScale':
      return 'scale: blocks and integers need one';
    case 'noBlock':
      return 'blockSize: a scale in E4M3 is that of a block';
  }
}
