import { isMapping, type Program } from './compile';
import { METRIC_IDS, METRIC_INDEX, type MetricId } from './metrics';
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
 * blocks and returns how many designs were done.
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
  const columns = metrics.map(() => new Float64Array(block));
  const status = new Uint8Array(block);
  const row = new Float64Array(METRIC_IDS.length);
  const wanted = Int32Array.from(metrics, (id) => METRIC_INDEX[id]);
  const end = Math.min(to, program.size);
  for (let first = from; first < end; first += block) {
    if (shouldStop()) return first - from;
    const count = Math.min(block, end - first);
    for (let i = 0; i < count; i++) {
      status[i] = first === from && i === 0 ? runner.evaluate(from, row, 0) : runner.evaluateNext(row, 0);
      for (let c = 0; c < wanted.length; c++) columns[c]![i] = row[wanted[c]!]!;
    }
    const results: ResultBlock = { firstIndex: first, count, columns, status };
    for (const sink of sinks) sink.accept(results);
  }
  return Math.max(0, end - from);
}
