/** The scheduler that the engine asks for metrics of schedules. */
import type { ScheduleParts, ScratchpadScheduler } from '../evaluate/scratchpad-scheduler';
import { writeScheduleMetrics } from '../evaluate/metrics/schedule-metrics';
import { SCHEDULE } from '../evaluate/stages/schedule';
import { scratchpadBytes } from '../evaluate/stages/staging';
import type { Phase } from '../workload/lowering/rows';
import type { CurveOptions } from './curve';
import type { GraphOutcome } from './graph';
import { readGraph } from './read-graph';
import { designGraph } from './sources/design-graph';
import { DRAWING_DEFAULTS } from './sources/graph-json';
import { type GraphSpills, SPILL_CURVE_DEFAULTS, SpillCurves } from './spill-curve';

/** Curves that are kept; the oldest goes first. */
const MOST_CURVES = 2000;

/** Parts that decide a graph; what no axis moves stays the same object while a space is walked. */
const GRAPH_PARTS = ['workload', 'tokens', 'parallelism', 'formats'] as const;
type GraphParts = Pick<ScheduleParts, (typeof GRAPH_PARTS)[number]>;

/** @param options budgets of each search; answers of schedulers with other budgets may differ where they are not proven */
export function createScratchpadScheduler(options: CurveOptions = SPILL_CURVE_DEFAULTS): ScratchpadScheduler {
  const curves = new SpillCurves(options, MOST_CURVES);
  const last = new LastGraphs();
  const spillsOf = (phase: Phase, parts: GraphParts): GraphOutcome<GraphSpills> => {
    return last.get(phase, parts, () => {
      const graph = graphOf(phase, parts);
      return graph.ok ? { ok: true, value: curves.of(graph.value) } : graph;
    });
  };
  return {
    prepare: (phase, parts) => {
      const spills = spillsOf(phase, parts);
      return !spills.ok || spills.value.step();
    },
    write: (phase, parts, out, at) => {
      const spills = spillsOf(phase, parts);
      while (spills.ok && !spills.value.step());
      const size = scratchpadBytes(parts.tierSizes, parts.matrix);
      out[at + SCHEDULE.SPILL_BYTES] = spills.ok ? spills.value.bytesIn(size) : NaN;
      out[at + SCHEDULE.SPILL_FREE_BYTES] = spills.ok ? spills.value.spillFreeBytes : NaN;
    },
    writeMetrics: writeScheduleMetrics,
    reasonAgainst: (phase, parts) => {
      const spills = spillsOf(phase, parts);
      if (!spills.ok) return spills.reason;
      const size = scratchpadBytes(parts.tierSizes, parts.matrix);
      if (Number.isNaN(size)) return 'The machine has no scratchpad of known size.';
      return spills.value.faultIn(size);
    },
  };
}

/** The graph of a whole phase: as the Scratchpad tab draws it at first, but with all layers. */
function graphOf(phase: Phase, { workload, tokens, parallelism, formats }: GraphParts) {
  const { tensor, pipeline, expert } = parallelism[phase];
  if (tensor * pipeline * expert > 1) {
    return { ok: false as const, reason: 'Schedules of a model that is split over chips are not modelled.' };
  }
  const design = { workload, formats: formats.rules, deployment: tokens };
  const drawn = designGraph(design, { ...DRAWING_DEFAULTS, blocks: null, phase, batch: null, tokens: null });
  return drawn.ok ? readGraph(drawn.value.graph) : drawn;
}

/**
 * Drawing a graph takes longer than looking its curve up. Parts that decide a graph turn slower than sizes do in a space, so
 * that the last graph of a phase is the one that is asked for again.
 */
class LastGraphs {
  readonly #last = new Map<Phase, { readonly parts: GraphParts; readonly spills: GraphOutcome<GraphSpills> }>();

  get(phase: Phase, parts: GraphParts, draw: () => GraphOutcome<GraphSpills>): GraphOutcome<GraphSpills> {
    const last = this.#last.get(phase);
    if (last !== undefined && GRAPH_PARTS.every((part) => last.parts[part] === parts[part])) return last.spills;
    const spills = draw();
    // The engine brings its parts up to the next design in place.
    const { workload, tokens, parallelism, formats } = parts;
    this.#last.set(phase, { parts: { workload, tokens, parallelism, formats }, spills });
    return spills;
  }
}
