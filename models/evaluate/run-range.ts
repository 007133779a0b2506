import { DESIGN_STATUS } from './combine';
import { isMapping, type Program } from './program';
import { METRIC_INDEX, metricsOf, type MetricId } from './metrics/metrics';
import type { Runner } from './runner';

/** A run of consecutive designs, valid only during `accept`: its arrays are overwritten by the next block. */
export interface ResultBlock {
  readonly firstIndex: number;
  readonly count: number;
  /** One column for each requested metric. */
  readonly columns: readonly Float64Array[];
  /** One status byte for each design: 0 ok, 1 infeasible, 2 missing. */
  readonly status: Uint8Array;
}

export interface ResultSink {
  accept(block: ResultBlock): void;
}

const BLOCK = 1024;
/** A design that is mapped takes as long as a block of others. */
const MAPPED_BLOCK = 1;

/**
 * Evaluates designs `from` .. `to - 1` in order and offers them to all sinks in blocks. Looks at `shouldStop` between
 * blocks and while a schedule is searched, and returns how many designs were done.
 */
export function runRange(
  runner: Runner,
  program: Program,
  metrics: readonly MetricId[],
  from: number,
  to: number,
  sinks: readonly ResultSink[],
  shouldStop: () => boolean,
): number {
  const block = isMapping(program) ? MAPPED_BLOCK : BLOCK;
  const values = new Float64Array(metrics.length * block).fill(NaN);
  const columns = metrics.map((_, column) => values.subarray(column * block, (column + 1) * block));
  const status = new Uint8Array(block);
  const row = runner.metrics;
  // What no design of the program has is missing in all blocks, and need not be copied.
  const had = new Set<MetricId>(metricsOf(program.variants.map(({ structure }) => structure.kind)).map(({ id }) => id));
  const copied = metrics.flatMap((id, column) => (had.has(id) ? [column] : []));
  const sources = Int32Array.from(copied, (column) => METRIC_INDEX[metrics[column]!]);
  const targets = Int32Array.from(copied, (column) => column * block);
  const end = Math.min(to, program.size);
  const offer = (firstIndex: number, count: number): number => {
    const results: ResultBlock = { firstIndex, count, columns, status };
    if (count > 0) for (const sink of sinks) sink.accept(results);
    return count;
  };
  runner.shouldLeave = shouldStop;
  for (let first = from; first < end; first += block) {
    if (shouldStop()) return first - from;
    const count = Math.min(block, end - first);
    for (let i = 0; i < count; i++) {
      status[i] = first === from && i === 0 ? runner.evaluate(from) : runner.evaluateNext();
      if (status[i] === DESIGN_STATUS.pending) return first - from + offer(first, i);
      for (let c = 0; c < sources.length; c++) values[targets[c]! + i] = row[sources[c]!]!;
    }
    offer(first, count);
  }
  return Math.max(0, end - from);
}
