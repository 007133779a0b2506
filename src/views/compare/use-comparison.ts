import { useMemo } from 'react';
import { compareDesigns, type Comparison } from '../../../models/evaluate/comparison/comparison';
import { useRidgeline } from '../store-context';
import { columnsOf, type ComparedColumn } from './columns';

export interface ShownComparison extends Comparison {
  readonly columns: readonly ComparedColumn[];
}

/** What the tab shows: the pinned designs and the one on screen, as they are now. */
export function useComparison(): ShownComparison {
  const pinned = useRidgeline((state) => state.pinned);
  const onScreen = useRidgeline((state) => state.snapshot);
  const reference = useRidgeline(({ history }) => history.present.pins.reference);
  const columns = useMemo(() => columnsOf(pinned, onScreen), [pinned, onScreen]);
  return useMemo(() => {
    const designs = columns.map(({ letter, title, snapshot }) => {
      return { letter, title, design: snapshot.reported, report: snapshot.report };
    });
    return { ...compareDesigns(designs, reference), columns };
  }, [columns, reference]);
}
