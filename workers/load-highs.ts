import type { Highs } from 'highs';
import { loadOnce } from './load-once';

/**
 * Loads HiGHS (Huangfu, Hall, Math. Prog. Comp. 10, 2018; WebAssembly, single thread) with the first call, and once. What did
 * not come, as without a network, is refused in a sentence and asked for again with the next call.
 */
export function highsLoader(load: () => Promise<Highs> = loadHighs): () => Promise<Highs> {
  const loaded = loadOnce(load);
  return async () => {
    try {
      return await loaded();
    } catch (error) {
      throw new Error('The solver HiGHS could not be loaded. Is there a connection?', { cause: error });
    }
  };
}

async function loadHighs(): Promise<Highs> {
  const { default: load } = await import('highs');
  return load();
}
