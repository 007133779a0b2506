import { useMemo } from 'react';
import type { ProductMapper } from '../../models/evaluate/mapped/product-mapper';
import { selectMapper } from '../state/mapper-slice';
import { useRidgeline } from './store-context';

/**
 * The answer to a question about designs that are tried and left. Loop nests that it needs are searched for in a worker: null
 * until they are there, or while `isPaused`.
 *
 * @param question the same function as long as the question is the same
 */
export function useTriedDesigns<T>(question: (mapper: ProductMapper | null) => T, isPaused = false): T | null {
  const mapper = useRidgeline(selectMapper);
  const mappings = useRidgeline((state) => state.mappings);
  // The count of mappings moves when it is worth asking again.
  const asked = useMemo(() => ({ question, mappings }), [question, mappings]);
  return useMemo(() => {
    if (isPaused) return null;
    return mapper === null ? asked.question(null) : mapper.whole(asked.question);
  }, [mapper, asked, isPaused]);
}
