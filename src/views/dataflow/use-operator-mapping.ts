import { useEffect, useState } from 'react';
import type { Design } from '../../../models/design/types';
import type { OperatorMapping } from '../../../models/evaluate/explain-mapping';
import type { ProductMapper } from '../../../models/evaluate/product-mapper';

/** A search takes a good part of a second: it waits until the hand rests. */
const REST_MS = 150;

interface Found {
  readonly design: Design;
  readonly id: string;
  /** Null: the operator has no loop nest. */
  readonly mapping: OperatorMapping | null;
}

/** The loop nest of one operator, searched for once design and selection rest; undefined until it is known. */
export function useOperatorMapping(design: Design, id: string): OperatorMapping | null | undefined {
  const [mapper, setMapper] = useState<ProductMapper | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(async () => {
      const [{ explainOperatorMapping }, { createProductMapper }] = await Promise.all([
        import('../../../models/evaluate/explain-mapping'),
        import('../../../models/mapping/product-mapper'),
      ]);
      if (!wanted) return;
      // Kept, since it keeps its answers.
      const asked = mapper ?? createProductMapper();
      setMapper(asked);
      setFound({ design, id, mapping: explainOperatorMapping(design, id, asked) });
    }, REST_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
    // The mapper is made by the first search and asked by the next ones; it starts none.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [design, id]);
  return found !== null && found.design === design && found.id === id ? found.mapping : undefined;
}
