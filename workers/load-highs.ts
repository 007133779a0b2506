import type { Highs } from 'highs';

/**
 * Loads HiGHS (Huangfu, Hall, Math. Prog. Comp. 10, 2018; WebAssembly, single thread) with the first call, and once. What did
 * not come, as without a network, is refused in a sentence and asked for again with the next call.
 */
export function highsLoader(load: () => Promise<Highs> = loadHighs): () => Promise<Highs> {
  let loaded: Promise<Highs> | undefined;
  return async () => {
    try {
      return await (loaded ??= load());
    } catch (error) {
      loaded = undefined;
      throw new Error('The solver HiGHS could not be loaded. Is there a connection?', { cause: error });
    }
  };
}

async function loadHighs(): Promise<Highs> {
  const { default: load } = await import('highs');
  return load();
}
