import type { Rules } from '../rules';
import { defaultLowering } from './default';
import { genzLowering } from './genz';
import type { Lowering } from './types';

const LOWERINGS: Readonly<Record<Rules['lowering'], Lowering>> = { default: defaultLowering, genz: genzLowering };

/** The lowering that an assumption set names. */
export function loweringOf(rules: Rules): Lowering {
  return LOWERINGS[rules.lowering];
}
