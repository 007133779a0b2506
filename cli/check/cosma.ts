/**
 * `ridgeline check cosma`: schedules of graphs in a scratchpad against proven optima. The groups are the graphs.
 *
 * Every schedule is replayed by the validator, and so is the schedule that the case holds.
 */
import { capacityFault, largestOperator } from '../../models/scheduling/footprint';
import type { OperatorGraph } from '../../models/scheduling/graph';
import { MinimumPeak } from '../../models/scheduling/minimum-peak';
import { readGraph } from '../../models/scheduling/read-graph';
import { compulsoryBytes, type PlacedEpisode } from '../../models/scheduling/schedule';
import { Scheduler, SCHEDULER_DEFAULTS } from '../../models/scheduling/scheduler';
import { type Claim, validateSchedule } from '../../models/scheduling/validate';
import {
  type CaseResult,
  type CheckSuite,
  compareNumbers,
  isRecord,
  judgeCase,
  numberAt,
  type RawCase,
  readCases,
  stringAt,
  type SuiteOptions,
  type SuiteOutcome,
  unreadableCase,
  valueAt,
} from './suite';

/** States of a search, and nodes of a placement, per case: a budget that is the same on every machine. */
const MOST_STEPS = 5_000_000;
const STEP = 2000;

const FIELDS = [
  'optimumNonCompulsoryBytes',
  'proof.lowerBound',
  'proof.placementVerified',
  'compulsoryBytes',
  'minRequiredMR',
  'minPeakMP',
  'witness',
] as const;
type Field = (typeof FIELDS)[number];

/** Not every case has them. */
const OPTIONAL: readonly Field[] = ['compulsoryBytes', 'minPeakMP'];

const NOT_COMPARED = [
  'timing',
  'ilpModel',
  'baselines: their rules differ',
  'proof.ilpHiGHS',
  'proof.bruteForce',
] as const;

export const cosmaSuite: CheckSuite = { id: 'cosma', run };

function run(casesJson: unknown, options: SuiteOptions): SuiteOutcome {
  const instances = valueAt(casesJson, 'instances');
  if (!Array.isArray(instances)) return { kind: 'badInput', message: 'instances: must be an array' };
  const list = (instances as readonly unknown[]).map((entry) =>
    isRecord(entry) ? { ...entry, group: entry['graph'] } : entry,
  );
  const cases = readCases({ cases: list }, options);
  if (typeof cases === 'string') return { kind: 'badInput', message: cases };
  const unknown = options.fields?.find((name) => !FIELDS.some((field) => field === name));
  if (unknown !== undefined) {
    return { kind: 'badInput', message: `--fields: no field "${unknown}"; there are ${FIELDS.join(', ')}` };
  }
  const wanted = FIELDS.filter((field) => options.fields?.includes(field) ?? true);
  const graphs = valueAt(casesJson, 'graphs');
  return { kind: 'done', cases: cases.map((raw) => runCase(raw, graphs, wanted)), notCompared: NOT_COMPARED };
}

function runCase(raw: RawCase, graphs: unknown, wanted: readonly Field[]): CaseResult {
  const { id, group, body } = raw;
  const read = readGraph(isRecord(graphs) && Object.hasOwn(graphs, group) ? graphs[group] : undefined, group);
  if (!read.ok) return unreadableCase(id, group, read.reason);
  const scratchpadBytes = numberAt(body, 'scratchpadBytes') ?? NaN;
  const fault = capacityFault(read.value, scratchpadBytes);
  if (fault !== null) return unreadableCase(id, group, fault);
  const predicted = predict(read.value, scratchpadBytes);
  const claim = witnessOf(read.value, body['witness']);
  if (typeof claim === 'string') return unreadableCase(id, group, claim);
  const theirs = validateSchedule(read.value, scratchpadBytes, claim);
  const comparisons = wanted.flatMap((field) => {
    // What the replay of the case's own schedule costs, where nothing is wrong with it.
    if (field === 'witness') {
      const cost = theirs.faults.length > 0 ? null : theirs.spilledBytes + theirs.retrievedBytes;
      return [compareNumbers(field, predicted.optimumNonCompulsoryBytes, cost, 0)];
    }
    const expected = valueAt(body, field);
    if (expected === undefined && OPTIONAL.includes(field)) return [];
    const number = expected === true ? 1 : expected === false ? 0 : numberAt(body, field);
    return [compareNumbers(field, numberAt(predicted, field), number, 0)];
  });
  return judgeCase(id, group, comparisons, predicted);
}

function predict(graph: OperatorGraph, scratchpadBytes: number) {
  const scheduler = new Scheduler(graph, scratchpadBytes);
  for (let steps = 0; steps < MOST_STEPS && !scheduler.isDone; steps += STEP) scheduler.step(STEP);
  const peak = new MinimumPeak(graph, SCHEDULER_DEFAULTS.mostMemory);
  for (let steps = 0; steps < MOST_STEPS && !peak.isDone; steps += STEP) peak.step(STEP);
  const verdict = validateSchedule(graph, scratchpadBytes, scheduler.best);
  const isSound = verdict.faults.length === 0;
  return {
    optimumNonCompulsoryBytes: isSound ? verdict.spilledBytes + verdict.retrievedBytes : NaN,
    proof: {
      status: scheduler.isProven ? 'optimal' : 'bounded',
      lowerBound: scheduler.lowerBound,
      placementVerified: isSound ? 1 : 0,
      faults: verdict.faults,
    },
    compulsoryBytes: compulsoryBytes(graph),
    minRequiredMR: largestOperator(graph).bytes,
    minPeakMP: peak.isProven ? peak.upperBound : NaN,
  };
}

/** The schedule that a case holds, by the names of operators and tensors. */
function witnessOf(graph: OperatorGraph, witness: unknown): Claim | string {
  const operators = new Map(graph.operators.map(({ name }, index) => [name, index]));
  const tensors = new Map(graph.tensors.map(({ name }, index) => [name, index]));
  const order = valueAt(witness, 'order');
  const placement = valueAt(witness, 'placement');
  if (!Array.isArray(order) || !Array.isArray(placement)) return 'witness: must have an order and a placement';
  const episodes = (placement as readonly unknown[]).map((episode): PlacedEpisode => ({
    tensor: tensors.get(stringAt(episode, 'tensor') ?? '') ?? -1,
    lower: numberAt(episode, 'lower') ?? NaN,
    upper: numberAt(episode, 'upper') ?? NaN,
    offset: numberAt(episode, 'offset') ?? NaN,
  }));
  const unknown = episodes.findIndex(({ tensor }) => tensor < 0);
  if (unknown >= 0) return `witness.placement[${unknown}]: names no tensor of the graph`;
  const names = order as readonly unknown[];
  return { order: names.map((name) => (typeof name === 'string' ? (operators.get(name) ?? -1) : -1)), episodes };
}
