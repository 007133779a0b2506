import * as v from 'valibot';
import { type Baseline, BaselineSearch } from '../models/scheduling/baselines/compare';
import { StaircaseSearch, type Stair } from '../models/scheduling/curve';
import { capacityFault } from '../models/scheduling/footprint';
import type { OperatorGraph } from '../models/scheduling/graph';
import { readGraph } from '../models/scheduling/read-graph';
import { type PlacedSchedule, Scheduler } from '../models/scheduling/scheduler';
import { defineJob, type Job, type JobContext } from './job';
import { parseBy } from './parse-input';
import { SCHEDULE_JOB_ID } from './schedule-job-ids';

const InputSchema = v.strictObject({
  /** As `readGraph` takes it. */
  graph: v.unknown(),
  scratchpadBytes: v.number(),
  want: v.picklist(['schedule', 'curve', 'baselines']),
  /** The job answers after this time at the latest with what it has by then; asked again, it goes on from there. */
  milliseconds: v.pipe(v.number(), v.minValue(0), v.maxValue(60_000)),
});
export type ScheduleJobInput = v.InferOutput<typeof InputSchema>;

/** A graph that can not be scheduled is an answer of the job, in one sentence, and not a refusal. */
export type ScheduleJobOutput =
  | { readonly kind: 'fault'; readonly reason: string }
  | {
      readonly kind: 'schedule';
      readonly isDone: boolean;
      readonly lowerBound: number;
      readonly upperBound: number;
      readonly states: number;
      /** Operators and tensors by their place in the graph. */
      readonly best: PlacedSchedule;
    }
  | { readonly kind: 'curve'; readonly isDone: boolean; readonly stairs: readonly Stair[] }
  /** Those that are finished. */
  | { readonly kind: 'baselines'; readonly isDone: boolean; readonly baselines: readonly Baseline[] };

interface Search {
  readonly isDone: boolean;
  step(budget: number): void;
  answer(): ScheduleJobOutput;
}

const SLICE_MS = 15;
const SLICE_STATES = 100;

/** Schedules a graph apart from the page. Keeps the last search, so that its bounds are seen while they close. */
export function createScheduleJob(now: () => number): Job {
  let last: { readonly key: string; readonly search: Search } | null = null;
  return defineJob<ScheduleJobInput, ScheduleJobOutput>({
    id: SCHEDULE_JOB_ID,
    parse: parseBy(InputSchema),
    async run(input, context) {
      const { graph, scratchpadBytes, want, milliseconds } = input;
      const key = JSON.stringify([graph, scratchpadBytes, want]);
      if (last?.key !== key) last = { key, search: searchOf(input) };
      const { search } = last;
      await work(search, now, milliseconds, context);
      return search.answer();
    },
  });
}

async function work(search: Search, now: () => number, milliseconds: number, context: JobContext): Promise<void> {
  const end = now() + milliseconds;
  while (!search.isDone && !context.shouldStop() && now() < end) {
    const sliceEnd = Math.min(end, now() + SLICE_MS);
    while (!search.isDone && now() < sliceEnd) search.step(SLICE_STATES);
    await context.nextSlice();
  }
}

function searchOf({ graph: json, scratchpadBytes, want }: ScheduleJobInput): Search {
  const graph = readGraph(json);
  if (!graph.ok) return settled({ kind: 'fault', reason: graph.reason });
  if (want === 'curve') return curveOf(graph.value);
  const fault = capacityFault(graph.value, scratchpadBytes);
  if (fault !== null) return settled({ kind: 'fault', reason: fault });
  if (want === 'schedule') return scheduleOf(graph.value, scratchpadBytes);
  return baselinesOf(graph.value, scratchpadBytes);
}

function settled(output: ScheduleJobOutput): Search {
  return { isDone: true, step: () => undefined, answer: () => output };
}

function scheduleOf(graph: OperatorGraph, scratchpadBytes: number): Search {
  const scheduler = new Scheduler(graph, scratchpadBytes);
  return {
    get isDone() {
      return scheduler.isDone;
    },
    step: (budget) => scheduler.step(budget),
    answer: () => {
      const { isDone, lowerBound, upperBound, expanded, best } = scheduler;
      return { kind: 'schedule', isDone, lowerBound, upperBound, states: expanded, best };
    },
  };
}

function baselinesOf(graph: OperatorGraph, scratchpadBytes: number): Search {
  const search = new BaselineSearch(graph, scratchpadBytes);
  return {
    get isDone() {
      return search.isDone;
    },
    step: (budget) => search.step(budget),
    // What the rules move is compared; their schedules would be the largest part of the answer.
    answer: () => {
      const baselines = search.baselines.map((baseline) => ({ ...baseline, schedule: null }));
      return { kind: 'baselines', isDone: search.isDone, baselines };
    },
  };
}

function curveOf(graph: OperatorGraph): Search {
  const search = new StaircaseSearch(graph);
  return {
    get isDone() {
      return search.isDone;
    },
    step: (budget) => search.step(budget),
    answer: () => ({ kind: 'curve', isDone: search.isDone, stairs: search.stairs }),
  };
}
