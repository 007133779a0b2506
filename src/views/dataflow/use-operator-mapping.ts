import { useEffect, useState } from 'react';
import type { Design } from '../../../models/design/types';
import type { OperatorMapping } from '../../../models/evaluate/explain/explain-mapping';
import { SEARCHING } from '../../../models/evaluate/mapped/product-mapper';
import { selectMapper } from '../../state/mapper-slice';
import { useRidgeline, useRidgelineStore } from '../store-context';

/** Searches wait until the hand rests. */
const REST_MS = 150;

interface Found {
  readonly design: Design;
  readonly id: string;
  /** Null: the operator has no loop nest. */
  readonly mapping: OperatorMapping | null;
}

/** The loop nest of one operator, searched for once design and selection rest; undefined until it is known. */
export function useOperatorMapping(design: Design, id: string): OperatorMapping | null | undefined {
  const { getState } = useRidgelineStore();
  const mapper = useRidgeline(selectMapper);
  const mappings = useRidgeline((state) => state.mappings);
  const [found, setFound] = useState<Found | null>(null);
  const isFound = found !== null && found.design === design && found.id === id;
  useEffect(() => {
    if (mapper === null) getState().wantMapper();
    if (mapper === null || isFound) return undefined;
    let wanted = true;
    const timer = setTimeout(async () => {
      const { explainOperatorMapping } = await import('../../../models/evaluate/explain/explain-mapping');
      const mapping = wanted ? explainOperatorMapping(design, id, mapper) : null;
      // The count of mappings moves when it is there.
      if (wanted && mapping?.answer !== SEARCHING) setFound({ design, id, mapping });
    }, REST_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [design, id, mapper, mappings, isFound, getState]);
  return isFound ? found.mapping : undefined;
}
