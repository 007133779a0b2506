import type { RunOutcome, RunProgress } from '../../workers/leased-run';
import type { UnfinishedSweep } from '../../workers/sweep';
import type { SweepResult } from '../../workers/sweep-want';
import type { History } from './history';
import { takesSearch } from './takes-search';
import type { GetState, SetState } from './slice';
import { requestFor } from './sweep-request';
import { answerOf, type Sweep, type SweepAnswer, type SweepRunner, type SweepState } from './sweep-types';
import { spaceOf, type Work } from './work';

export interface SweepSlice {
  readonly sweep: SweepState;
  readonly sweepThreads: number;
  /** Sweeps the space on screen. A sweep that is going on is given up. */
  readonly startSweep: () => Promise<void>;
  /** Goes on where a cancelled or crashed sweep ended: only what is missing is evaluated. */
  readonly resumeSweep: () => Promise<void>;
  readonly cancelSweep: () => void;
  /** Starts the threads and lets them rehearse the space on screen, so that its sweep begins at full pace. */
  readonly warmSweep: () => void;
}

export interface SweepDeps {
  readonly sweepRunner: SweepRunner;
  /** Milliseconds since some moment. */
  readonly now: () => number;
}

/** The page draws progress at most this often. */
const PROGRESS_MS = 40;

/** The slice, and the work whose space it sweeps. */
type Seen = SweepSlice & { readonly history: History<Work> };

export function createSweepSlice(
  set: SetState<Seen>,
  get: GetState<Seen>,
  { sweepRunner, now }: SweepDeps,
): SweepSlice {
  let current: AbortController | undefined;

  /** Runs; whatever arrives after a newer run has begun, or after the end, changes nothing. */
  const run = async (sweep: Sweep, before: SweepAnswer | null, unfinished?: UnfinishedSweep): Promise<void> => {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    const startedAt = now();
    let drawnAt = -Infinity;
    const total = sweep.request.size;
    const doneBefore = unfinished === undefined ? 0 : (before?.done ?? 0);
    set({ sweep: { kind: 'running', sweep, progress: { done: doneBefore, total }, startedAt, before } });
    const onProgress = (progress: RunProgress): void => {
      if (current !== mine || mine.signal.aborted || now() - drawnAt < PROGRESS_MS) return;
      drawnAt = now();
      set({ sweep: { kind: 'running', sweep, progress, startedAt, before } });
    };
    let after: SweepState;
    try {
      const outcome = await sweepRunner.run(sweep.request, unfinished, { signal: mine.signal, onProgress });
      after = stateAfter(outcome, sweep, before, now() - startedAt);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      after = { kind: 'refused', reason: `The sweep could not start: ${reason}`, before };
    }
    if (current !== mine) return;
    current = undefined;
    set({ sweep: after });
  };

  return {
    sweep: { kind: 'idle' },
    sweepThreads: sweepRunner.threads,
    startSweep: async () => {
      const space = spaceOf(get().history.present);
      const before = answerOf(get().sweep);
      const asked = requestFor(space);
      if (asked.ok) return run({ space, request: asked.request }, before);
      current?.abort();
      current = undefined;
      set({ sweep: { kind: 'refused', reason: asked.reason, before } });
    },
    resumeSweep: async () => {
      const { sweep } = get();
      if (sweep.kind !== 'cancelled' && sweep.kind !== 'crashed') return;
      const { answer, remaining } = sweep;
      return run(answer.sweep, answer, { result: answer.result, remaining });
    },
    cancelSweep: () => current?.abort(),
    warmSweep: () => {
      if (get().sweep.kind === 'running') return;
      const space = spaceOf(get().history.present);
      // A rehearsal of designs that take a search each would be the sweep itself.
      const asked = space.axes.length === 0 || takesSearch(space) ? null : requestFor(space);
      sweepRunner.warm(asked?.ok === true ? asked.request : null);
    },
  };
}

function stateAfter(
  outcome: RunOutcome<SweepResult>,
  sweep: Sweep,
  before: SweepAnswer | null,
  milliseconds: number,
): SweepState {
  const answer: SweepAnswer = { sweep, result: outcome.result, done: outcome.done };
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', answer, milliseconds };
    case 'cancelled':
      return { kind: 'cancelled', answer, remaining: outcome.remaining };
    case 'crashed':
      return { kind: 'crashed', answer, remaining: outcome.remaining, message: outcome.message };
    case 'refused':
      return { kind: 'refused', reason: outcome.reason, before };
  }
}

interface WithSweep {
  readonly sweep: SweepState;
}

export const selectAnswer = ({ sweep }: WithSweep): SweepAnswer | null => answerOf(sweep);
