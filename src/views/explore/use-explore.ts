import { useEffect, useMemo, useState } from 'react';
import { spaceSize } from '../../../models/design/space-checks';
import type { Space } from '../../../models/design/types';
import { takesSearch } from '../../state/takes-search';
import { paceProbe } from '../../state/sweep-estimate';
import { questionOf } from '../../state/sweep-question';
import { selectAnswer } from '../../state/sweep-slice';
import { spaceOf } from '../../state/work';
import { useRidgeline, useRidgelineStore } from '../store-context';

/** Spaces up to this size are swept at once whenever they change. */
export const AT_ONCE = 2000;
/** The same for spaces whose designs take a search each. */
const SEARCHED_AT_ONCE = 12;

/** The space around the design on screen. */
export function useSpace(): Space {
  const work = useRidgeline(({ history }) => history.present);
  return useMemo(() => spaceOf(work), [work]);
}

/** Whether the answer on screen belongs to the space on screen. */
export function useIsCurrent(space: Space): boolean {
  const answer = useRidgeline(selectAnswer);
  return answer !== null && questionOf(answer.sweep.space) === questionOf(space);
}

/** Sweeps small spaces by itself, a frame after the last change. */
export function useAutoSweep(space: Space, isCurrent: boolean): void {
  const { getState } = useRidgelineStore();
  const most = takesSearch(space) ? SEARCHED_AT_ONCE : AT_ONCE;
  const isSmall = space.axes.length > 0 && spaceSize(space.axes) <= most;
  const question = isSmall && !isCurrent ? questionOf(space) : null;
  useEffect(() => {
    if (question === null) return;
    const frame = requestAnimationFrame(() => void getState().startSweep());
    return () => cancelAnimationFrame(frame);
  }, [question, getState]);
}

/** Starts the threads, and rehearses each new space on them, while nothing else is to be done. */
export function useWarmThreads(space: Space): void {
  const { getState } = useRidgelineStore();
  const question = questionOf(space);
  useEffect(() => whenIdle(() => getState().warmSweep()), [getState, question]);
}

/** Designs per second of one thread, for spaces like this one; null until it has been measured. */
export function useProbedRate(space: Space, isWanted: boolean): number | null {
  const [probed, setProbed] = useState<{ readonly question: string; readonly rate: number } | null>(null);
  const question = isWanted ? questionOf(space) : null;
  useEffect(() => {
    if (question === null || probed?.question === question) return;
    return probeWhenIdle(space, (rate) => setProbed({ question, rate }));
  }, [question, space, probed]);
  return isWanted ? (probed?.rate ?? null) : null;
}

/** Each look at the pace takes an idle moment of its own. Returns how to stop. */
function probeWhenIdle(space: Space, onRate: (rate: number) => void): () => void {
  let probe: (() => number | null) | undefined;
  const look = (): void => {
    probe ??= paceProbe(space, () => performance.now());
    const rate = probe();
    if (rate === null) stop = whenIdle(look);
    else onRate(rate);
  };
  let stop = whenIdle(look);
  return () => stop();
}

/** On a busy machine no moment is idle. */
const LONGEST_WAIT_MS = 60;

function whenIdle(task: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(task, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(task, { timeout: LONGEST_WAIT_MS });
  return () => cancelIdleCallback(handle);
}

/** R runs and Escape cancels, unless somebody types, a menu is open, or a modifier is held. */
export function useSweepKeys(canRun: boolean): void {
  const { getState } = useRidgelineStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event.target)) return;
      const { sweep, startSweep, cancelSweep } = getState();
      if (event.key === 'Escape' && sweep.kind === 'running') cancelSweep();
      else if (event.key.toLowerCase() === 'r' && canRun && sweep.kind !== 'running') void startSweep();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [getState, canRun]);
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open], [popover]:popover-open') !== null) return true;
  const typing = 'input:not([type=range], [type=radio], [type=checkbox]), textarea, select';
  return target instanceof HTMLElement && target.matches(typing);
}
