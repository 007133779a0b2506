import { useEffect, useState } from 'react';

export type Loaded<Value> =
  { readonly kind: 'loading' | 'failed' } | { readonly kind: 'loaded'; readonly value: Value };

/** What a promise brings, for a panel that loads it while it is open. `load` must stay the same between renderings. */
export function useLoaded<Value>(load: () => Promise<Value>): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ kind: 'loading' });
  useEffect(() => {
    let wanted = true;
    load().then(
      (value) => wanted && setLoaded({ kind: 'loaded', value }),
      () => wanted && setLoaded({ kind: 'failed' }),
    );
    return () => {
      wanted = false;
    };
  }, [load]);
  return loaded;
}
