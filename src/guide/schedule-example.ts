import { type Replacement, REPLACEMENTS, baselineSchedule } from '../../models/scheduling/baselines/baseline';
import { StaircaseSearch } from '../../models/scheduling/curve';
import { largestOperator } from '../../models/scheduling/footprint';
import { type OperatorGraph, topologicalOrder } from '../../models/scheduling/graph';
import { readGraph } from '../../models/scheduling/read-graph';
import { type PlacedSchedule, Scheduler } from '../../models/scheduling/scheduler';

const KIB = 1024;
const BRANCHES = ['1', '2', '3'] as const;

/** Three branches that widen and narrow an input, as drawn: first all that widen, then all that narrow, then the join. */
function branchesJson() {
  const sized = (kib: number, kind = 'act') => ({ size: kib * KIB, kind });
  return {
    name: 'Three branches',
    ops: [
      ...BRANCHES.map((branch) => ({ id: `widen ${branch}`, in: ['input'], out: [`wide ${branch}`] })),
      ...BRANCHES.map((branch) => ({ id: `narrow ${branch}`, in: [`wide ${branch}`], out: [`narrow ${branch}`] })),
      { id: 'join', in: BRANCHES.map((branch) => `narrow ${branch}`), out: ['output'] },
    ],
    tensors: {
      input: sized(24, 'input'),
      ...Object.fromEntries(
        BRANCHES.flatMap((id) => [
          [`wide ${id}`, sized(40)],
          [`narrow ${id}`, sized(16)],
        ]),
      ),
      output: sized(24, 'output'),
    },
  };
}

export function branches(): OperatorGraph {
  const read = readGraph(branchesJson());
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

export const SCHEDULES = ['searched', ...REPLACEMENTS] as const;
/** By search; or in the order as drawn, with one of the rules for what leaves. */
export type ScheduleBy = (typeof SCHEDULES)[number];

const STATES_AT_ONCE = 10_000;

/** The schedule, and whether it is proven that none moves less. The scratchpad has to hold the largest operator. */
export function scheduleBy(
  graph: OperatorGraph,
  bytes: number,
  by: ScheduleBy,
): { readonly best: PlacedSchedule; readonly isProven: boolean } {
  if (by !== 'searched') return { best: byRule(graph, bytes, by), isProven: false };
  const scheduler = new Scheduler(graph, bytes);
  while (!scheduler.isDone) scheduler.step(STATES_AT_ONCE);
  return { best: scheduler.best, isProven: scheduler.isProven };
}

function byRule(graph: OperatorGraph, bytes: number, rule: Replacement): PlacedSchedule {
  return baselineSchedule(graph, bytes, topologicalOrder(graph), rule);
}

export function movedBytes({ spilledBytes, retrievedBytes }: PlacedSchedule): number {
  return spilledBytes + retrievedBytes;
}

export interface Staircase {
  /** Sizes of the scratchpad, every 8 KiB: all tensors are whole multiples of that. */
  readonly sizes: readonly number[];
  readonly searched: readonly number[];
  readonly rules: Readonly<Record<Replacement, readonly number[]>>;
}

const STEP_BYTES = 8 * KIB;

/** What is moved in scratchpads from the smallest that works to the one in which nobody moves anything. */
export function staircaseOf(graph: OperatorGraph): Staircase {
  const search = new StaircaseSearch(graph);
  while (!search.isDone) search.step(STATES_AT_ONCE);
  const least = largestOperator(graph).bytes;
  const all = graph.tensors.reduce((sum, { bytes }) => sum + bytes, 0);
  const sizes = Array.from({ length: 1 + (all - least) / STEP_BYTES }, (_, index) => least + index * STEP_BYTES);
  const ofRule = (rule: Replacement) => sizes.map((size) => movedBytes(byRule(graph, size, rule)));
  const enough = sizes.findIndex((size) => REPLACEMENTS.every((rule) => movedBytes(byRule(graph, size, rule)) === 0));
  const shown = sizes.slice(0, enough + 2);
  const cut = (values: readonly number[]) => values.slice(0, shown.length);
  return {
    sizes: shown,
    searched: shown.map((size) => search.stairs.findLast(({ fromBytes }) => fromBytes <= size)!.bytes),
    rules: { lru: cut(ofRule('lru')), belady: cut(ofRule('belady')), greedy: cut(ofRule('greedy')) },
  };
}
