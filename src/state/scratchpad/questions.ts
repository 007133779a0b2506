import type { LoadedGraph } from '../../../workers/graph-job';
import type { ScheduleJobInput, ScheduleJobOutput } from '../../../workers/schedule-job';
import { PolledRun, type RunState } from './polled-run';
import type { ScheduleRunner } from './schedule-runners';

/** A graph in a scratchpad of so many bytes. */
export interface ScheduleQuestion {
  readonly loaded: LoadedGraph;
  readonly scratchpadBytes: number;
}

/** What a graph moves in scratchpads of all sizes. */
export interface CurveQuestion {
  readonly loaded: LoadedGraph;
}

type Want = ScheduleJobInput['want'];
export type AnswerTo<W extends Want> = Extract<ScheduleJobOutput, { readonly kind: W }>;
export type ScheduleAnswer = AnswerTo<'schedule'>;

export type ScheduleState = RunState<ScheduleQuestion, AnswerTo<'schedule'>>;
export type BaselinesState = RunState<ScheduleQuestion, AnswerTo<'baselines'>>;
export type CurveState = RunState<CurveQuestion, AnswerTo<'curve'>>;

const POLL_MS = 250;
/** The graph goes to the worker with every question. */
const POLL_MS_PER_OPERATOR = 0.2;

interface RunOptions<W extends Want, Question> {
  readonly want: W;
  readonly runner: ScheduleRunner;
  readonly now: () => number;
  readonly limitMs: number;
  readonly onChange: (state: RunState<Question, AnswerTo<W>>) => void;
}

/** Asks the job of schedules for one kind of answer; what the curve is asked has no size. */
export function scheduleRun<W extends Want, Question extends CurveQuestion & Partial<ScheduleQuestion>>({
  want,
  ...options
}: RunOptions<W, Question>): PolledRun<Question, ScheduleJobInput, ScheduleJobOutput, AnswerTo<W>> {
  return new PolledRun({
    ...options,
    inputOf: ({ loaded, scratchpadBytes }, milliseconds) => {
      return { graph: loaded.json, scratchpadBytes: scratchpadBytes ?? loaded.leastBytes, want, milliseconds };
    },
    pollMs: ({ loaded }) => POLL_MS + POLL_MS_PER_OPERATOR * loaded.graph.operators.length,
    read: (output) => {
      if (output.kind === 'fault') return { ok: false, reason: output.reason };
      if (output.kind !== want) return { ok: false, reason: 'The worker answered another question.' };
      return { ok: true, value: output as AnswerTo<W>, isDone: output.isDone };
    },
  });
}
