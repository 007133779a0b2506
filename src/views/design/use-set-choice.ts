import { useState } from 'react';
import type { AxisValue } from '../../../models/design/types';
import { useRidgelineStore } from '../store-context';

/** Sets a field from a control that offers only values of its own; the design as a whole may still refuse one. */
export function useSetChoice(fieldId: string) {
  const { getState } = useRidgelineStore();
  const [problem, setProblem] = useState<string | null>(null);
  return { problem, choose: (value: AxisValue) => setProblem(getState().setField(fieldId, value)) };
}
