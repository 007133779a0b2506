import { genzLowering } from './genz';
import { tableLowering } from './layers';
import { DEFAULT_ONLY, type Lowerings } from './lowerings';

/** Every lowering. What starts with the default one alone, as a sweep's thread, does not import this. */
export const ALL_LOWERINGS: Lowerings = { ...DEFAULT_ONLY, genz: genzLowering, layers: tableLowering };
