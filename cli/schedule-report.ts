import type { BaselineSearch } from '../models/scheduling/baselines/compare';
import type { Certificate, CertificateModel } from '../models/scheduling/certificate/certify';
import { largestOperator } from '../models/scheduling/footprint';
import type { Stair } from '../models/scheduling/curve';
import type { OperatorGraph } from '../models/scheduling/graph';
import { compulsoryBytes } from '../models/scheduling/schedule';
import type { Scheduler } from '../models/scheduling/scheduler';
import { type MainMemoryFigures, type PricedStair, trafficCost } from '../models/scheduling/traffic-cost';
import { validateSchedule } from '../models/scheduling/validate';

export type ScheduleReport = ReturnType<typeof reportSchedule> & {
  /** On what the graph leaves out. */
  readonly notes: readonly string[];
  readonly certificate?: Certificate | { readonly model: CertificateModel; readonly refused: string };
  readonly curve?: readonly (Stair | PricedStair)[];
  /** Whether every stair is known. */
  readonly isCurveComplete?: boolean;
};

/** What `schedule` prints: traffic, proof, order and addresses, by name. */
export function reportSchedule(
  graph: OperatorGraph,
  scratchpadBytes: number,
  scheduler: Scheduler,
  ended: string,
  memory: MainMemoryFigures | null,
  comparison: BaselineSearch,
) {
  const { best, lowerBound, upperBound } = scheduler;
  const name = (tensor: number) => graph.tensors[tensor]!.name;
  return {
    graph: graph.name,
    operators: graph.operators.length,
    tensors: graph.tensors.length,
    scratchpadBytes,
    needsBytes: largestOperator(graph).bytes,
    status: scheduler.isProven ? 'optimal' : 'bounded',
    isHeuristic: !scheduler.isProven,
    ended,
    traffic: {
      compulsoryBytes: compulsoryBytes(graph),
      nonCompulsoryBytes: upperBound,
      spilledBytes: best.spilledBytes,
      retrievedBytes: best.retrievedBytes,
    },
    ...(memory === null ? {} : { cost: costOf(memory, upperBound, compulsoryBytes(graph)) }),
    bound: {
      lowerBytes: lowerBound,
      gapBytes: upperBound - lowerBound,
      withoutAddressesBytes: scheduler.upperBoundWithoutAddresses,
    },
    baselines: comparison.baselines.map(({ order, replacement, bytes, lowerBound: least }) => {
      return { order, replacement, bytes, lowerBytes: least };
    }),
    areBaselinesComplete: comparison.isDone,
    search: { segments: scheduler.segments, states: scheduler.expanded },
    faults: validateSchedule(graph, scratchpadBytes, best).faults,
    order: best.order.map((operator) => graph.operators[operator]!.name),
    placement: best.episodes.map(({ tensor, lower, upper, offset }) => {
      return { tensor: name(tensor), lower, upper, size: graph.tensors[tensor]!.bytes, offset };
    }),
  };
}

/** Energy and time of the traffic in main memory; null where a figure is missing, and `gaps` says which. */
function costOf(memory: MainMemoryFigures, bytes: number, compulsory: number) {
  const { label, joulesPerByte, bytesPerSecond, source, gaps } = memory;
  return {
    memory: label,
    joulesPerByte,
    bytesPerSecond,
    source,
    nonCompulsory: trafficCost(memory, bytes),
    compulsory: trafficCost(memory, compulsory),
    gaps,
  };
}
