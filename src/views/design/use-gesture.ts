import { useId, useMemo } from 'react';

export interface Gesture {
  /** Begins a new step of undo: a focus, a press on a slider. */
  readonly start: () => void;
  readonly current: () => string;
}

/** Names what a hand does to one control, so that a drag or a typed number is one step of undo. */
export function useGesture(): Gesture {
  const id = useId();
  return useMemo(() => {
    let count = 0;
    return { start: () => void count++, current: () => `${id}${count}` };
  }, [id]);
}
