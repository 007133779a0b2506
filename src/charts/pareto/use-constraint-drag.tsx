import { useRef, useState, type PointerEvent, type RefObject } from 'react';
import { pointerIn } from '../ChartFrame';
import type { ParetoConstraint } from './data';
import { constraintAt, draggedValue, type ParetoLayout } from './layout';

export interface ConstraintDrag {
  /** Which way the line under the pointer moves; null over no line. */
  readonly direction: 'x' | 'y' | null;
  /** Takes a pointer event; true when it belonged to a line. */
  readonly onPointer: (event: PointerEvent<HTMLElement>) => boolean;
  /** Whether a click that follows was the end of a drag. */
  readonly takesClick: () => boolean;
}

/** Drags the lines of constraints. The values come back as props, so that the page decides what holds. */
export function useConstraintDrag(
  layout: ParetoLayout | null,
  plot: RefObject<HTMLElement | null>,
  onChange: ((constraint: ParetoConstraint, value: number, done: boolean) => void) | undefined,
): ConstraintDrag {
  const held = useRef<ParetoConstraint | null>(null);
  const wasHeld = useRef(false);
  const [direction, setDirection] = useState<'x' | 'y' | null>(null);

  const onPointer = (event: PointerEvent<HTMLElement>): boolean => {
    if (layout === null || plot.current === null || onChange === undefined) return false;
    const { xPx, yPx } = pointerIn(event, plot.current);
    if (held.current !== null) {
      const done = event.type === 'pointerup' || event.type === 'pointercancel' || event.buttons === 0;
      onChange(held.current, draggedValue(layout, held.current, xPx, yPx), done);
      if (done) held.current = null;
      return true;
    }
    const under = constraintAt(layout, xPx, yPx)?.constraint ?? null;
    setDirection(under?.axis ?? null);
    if (event.type === 'pointerdown') {
      held.current = under;
      wasHeld.current = under !== null;
      if (under !== null) plot.current.setPointerCapture(event.pointerId);
    }
    return under !== null;
  };
  return { direction, onPointer, takesClick: () => wasHeld.current };
}
