import * as v from 'valibot';
import type { Better } from '../models/space/pareto';
import type { Constraint, Sink } from '../models/space/sink';
import { ColumnsSink, type ColumnsSnapshot } from '../models/space/sinks/columns-sink';
import { CountsSink, type CountsSnapshot } from '../models/space/sinks/counts-sink';
import type { AxisScale } from '../models/space/sinks/density-axis';
import type { DensitySink, DensitySnapshot } from '../models/space/sinks/density-sink';
import { FrontierSink, type FrontierSnapshot } from '../models/space/sinks/frontier-sink';

const Metric = v.string();
const Density = v.strictObject({ metric: Metric, scale: v.picklist(['linear', 'log'] satisfies AxisScale[]) });

/** What a sweep is to keep of the designs it evaluates. Counts are always kept. Metrics go by their ids. */
export const SweepWantSchema = v.strictObject({
  /** Metrics to keep for every design; empty for spaces too large for it. */
  columns: v.array(Metric),
  /** Objectives of the frontier, in order; empty for no frontier. */
  frontier: v.pipe(
    v.array(v.strictObject({ metric: Metric, better: v.picklist(['lower', 'higher'] satisfies Better[]) })),
    v.maxLength(5),
  ),
  /** Designs beyond a constraint are counted and kept off the frontier. */
  constraints: v.array(v.strictObject({ metric: Metric, min: v.optional(v.number()), max: v.optional(v.number()) })),
  /** The two metrics of the histogram, over all evaluated designs. */
  density: v.nullable(v.strictObject({ x: Density, y: Density })),
});
export type SweepWant = v.InferOutput<typeof SweepWantSchema>;

/** What was kept of some designs: of one lease, or of a whole sweep. */
export interface SweepResult {
  readonly columns: ColumnsSnapshot | null;
  readonly frontier: FrontierSnapshot | null;
  readonly density: DensitySnapshot | null;
  readonly counts: CountsSnapshot;
}

/** Every metric that is wanted for something, each once: the columns of the blocks. */
export function metricsOf(want: SweepWant): readonly string[] {
  const density = want.density === null ? [] : [want.density.x.metric, want.density.y.metric];
  const named = [...want.frontier, ...want.constraints].map(({ metric }) => metric);
  return [...new Set([...want.columns, ...named, ...density])];
}

/**
 * The sinks that keep what is wanted of the designs of [from, to): in a worker of a lease, in the page of all.
 *
 * The histogram is handed in, since only spaces too large for columns have one; null where none is wanted.
 */
export class SweepSinks {
  readonly all: readonly Sink[];
  readonly #columns: ColumnsSink | null;
  readonly #frontier: FrontierSink | null;
  readonly #density: DensitySink | null;
  readonly #counts: CountsSink;

  constructor(want: SweepWant, from: number, to: number, Density: typeof DensitySink | null) {
    const metrics = metricsOf(want);
    const column = (metric: string) => metrics.indexOf(metric);
    const constraints = want.constraints.map(({ metric, min, max }): Constraint => {
      return { column: column(metric), min: min ?? -Infinity, max: max ?? Infinity };
    });
    const objectives = want.frontier.map(({ metric, better }) => ({ column: column(metric), better }));
    const axis = ({ metric, scale }: { metric: string; scale: AxisScale }) => ({ column: column(metric), scale });
    this.#columns = want.columns.length > 0 ? new ColumnsSink(from, to, want.columns.map(column)) : null;
    this.#frontier = objectives.length > 0 ? new FrontierSink(objectives, constraints) : null;
    this.#density = want.density && Density && new Density(axis(want.density.x), axis(want.density.y));
    this.#counts = new CountsSink(constraints);
    this.all = [this.#columns, this.#frontier, this.#density, this.#counts].filter((sink) => sink !== null);
  }

  merge(part: SweepResult): void {
    if (part.columns !== null) this.#columns?.merge(part.columns);
    if (part.frontier !== null) this.#frontier?.merge(part.frontier);
    if (part.density !== null) this.#density?.merge(part.density);
    this.#counts.merge(part.counts);
  }

  snapshot(): SweepResult {
    return {
      columns: this.#columns?.snapshot() ?? null,
      frontier: this.#frontier?.snapshot() ?? null,
      density: this.#density?.snapshot() ?? null,
      counts: this.#counts.snapshot(),
    };
  }
}
