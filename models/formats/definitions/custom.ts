/** How formats that a user describes are quantised. */
import { customFormatId, type CustomFormat } from '../custom-format';
import { integerElement, largestMagnitude, mxIntegerElement, type Element } from '../elements/float-element';
import { CHANNEL, groupsOf, type Recipe } from '../quantise/recipe';
import type { FormatDefinition } from './types';

function elementOf({ exponentBits, mantissaBits, bias, scale }: CustomFormat): Element {
  if (exponentBits === 0)
    return scale === 'e8m0' ? mxIntegerElement(mantissaBits + 1) : integerElement(mantissaBits + 1);
  return {
    kind: 'float',
    exponentBits,
    mantissaBits,
    bias: bias ?? (1 << (exponentBits - 1)) - 1,
    specials: 'none',
  };
}

/** How it is quantised; `customFormatProblem` must be null. No code is spent on infinity or NaN. */
export function customDefinition(format: CustomFormat): FormatDefinition {
  const element = elementOf(format);
  const recipe = customRecipe(format, element);
  return {
    id: customFormatId(format),
    status: 'unverified',
    element,
    scale:
      format.scale === 'none' ? 'none' : `${format.scale.toUpperCase()}, largest value ${largestMagnitude(element)}`,
    source: 'described by the user',
    stochastic: null,
    options: [],
    recipe: () => recipe,
  };
}

function customRecipe({ blockSize, scale }: CustomFormat, element: Element): Recipe {
  const grouping = blockSize === null ? CHANNEL : groupsOf(blockSize);
  switch (scale) {
    case 'none':
      return { kind: 'cast', element, rounding: 'even', overflow: 'saturate' };
    case 'e8m0':
      return { kind: 'powerOfTwo', element, grouping, rule: 'floor', rounding: 'even' };
    case 'e4m3':
      return { kind: 'twoLevel', element, blockSize: blockSize ?? 1, arithmetic: 'division', levels: 2 };
    case 'fp16':
    case 'bf16':
    case 'fp32':
      return { kind: 'scaled', element, grouping, scaleFrom: 'largestMagnitude', bounds: null, scaleType: scale };
  }
}
