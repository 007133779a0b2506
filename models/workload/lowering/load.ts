import { DEFAULT_ONLY, type Lowerings } from './lowerings';

/** Loads the lowerings that are needed besides the default one: most designs need none, and start without their bytes. */
export async function loadLowerings(needed: ReadonlySet<string>): Promise<Lowerings> {
  const [genz, layers] = await Promise.all([
    needed.has('genz') ? import('./genz').then(({ genzLowering }) => genzLowering) : null,
    needed.has('layers') ? import('./layers').then(({ tableLowering }) => tableLowering) : null,
  ]);
  return { ...DEFAULT_ONLY, genz, layers };
}
