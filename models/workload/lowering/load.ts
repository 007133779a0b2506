import { DEFAULT_ONLY, type Lowerings } from './lowerings';
import type { LoweringId } from './types';

/** Loads the lowerings that are needed besides the default one: most designs need none, and start without their bytes. */
export async function loadLowerings(needed: ReadonlySet<LoweringId>): Promise<Lowerings> {
  const [genz, layers] = await Promise.all([
    needed.has('genz') ? import('./genz').then(({ genzLowering }) => genzLowering) : null,
    needed.has('layers') ? import('./layers').then(({ tableLowering }) => tableLowering) : null,
  ]);
  return { ...DEFAULT_ONLY, genz, layers };
}
