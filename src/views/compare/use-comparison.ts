import { useMemo } from 'react';
import { comparedInputs, type InputRow } from '../../../models/design/comparison/inputs';
import { comparedMetrics, type MetricRow } from '../../../models/evaluate/comparison/metrics';
import { useRidgeline } from '../store-context';
import { columnsOf, type ComparedColumn } from './columns';

export interface Comparison {
  readonly columns: readonly ComparedColumn[];
  /** Position of the column that ratios refer to. */
  readonly reference: number;
  readonly inputs: readonly InputRow[];
  readonly metrics: readonly MetricRow[];
}

/** What the tab shows: the pinned designs and the one on screen, as they are now. */
export function useComparison(): Comparison {
  const pinned = useRidgeline((state) => state.pinned);
  const onScreen = useRidgeline((state) => state.snapshot);
  const reference = useRidgeline(({ history }) => history.present.pins.reference);
  const columns = useMemo(() => columnsOf(pinned, onScreen), [pinned, onScreen]);
  const inputs = useMemo(() => comparedInputs(columns.map(({ snapshot }) => snapshot.design)), [columns]);
  const metrics = useMemo(
    () =>
      comparedMetrics(
        columns.map(({ snapshot }) => snapshot),
        reference,
      ),
    [columns, reference],
  );
  return { columns, reference, inputs, metrics };
}
