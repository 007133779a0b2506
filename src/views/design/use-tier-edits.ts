import { useState } from 'react';
import { findField } from '../../../models/design/fields';
import { tierProblem } from '../../../models/design/tier-edits';
import type { Design } from '../../../models/design/types';
import { selectAxes } from '../../state/space-slice';
import { useRidgelineStore } from '../store-context';

const NOTICE = 'tier-axes';

/** Puts another stack of memories in the design. What it can not be is told in one sentence; axes that it loses, in a notice. */
export function useTierEdits() {
  const { getState } = useRidgelineStore();
  const [problem, setProblem] = useState<string | null>(null);

  const tellLost = (before: Design, fields: readonly string[]): void => {
    const names = fields.map((id) => {
      const field = findField(before, id);
      return field === undefined ? id : `${field.group ?? ''} ${field.label.toLowerCase()}`.trim();
    });
    getState().tell({
      id: NOTICE,
      tone: 'info',
      text: `The sweep no longer covers ${names.join(', ')}: the design has no such field any more.`,
      details: [],
      action: {
        label: 'Undo',
        run: () => {
          getState().undo();
          getState().dismiss(NOTICE);
        },
      },
    });
  };

  /** Answers whether the design took it. */
  const edit = (change: (design: Design) => Design, said: string, gesture?: string): boolean => {
    const before = getState();
    const { design } = before.snapshot;
    const next = change(design);
    const refused = tierProblem(next) ?? before.reshapeDesign(next, said, gesture);
    setProblem(refused);
    if (refused !== null) return false;
    const kept = selectAxes(getState());
    const lost = selectAxes(before).filter((axis) => !kept.includes(axis));
    if (lost.length > 0) {
      tellLost(
        design,
        lost.map(({ field }) => field),
      );
    }
    return true;
  };
  return { problem, edit };
}
