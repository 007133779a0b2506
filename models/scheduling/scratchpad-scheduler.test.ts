import { expect, it } from 'vitest';
import { findField } from '../design/fields';
import type { Design } from '../design/types';
import { compile } from '../evaluate/compile';
import { explain } from '../evaluate/explain/explain-program';
import { scheduleReasons } from '../evaluate/explain/explain-schedules';
import { METRIC_INDEX, type MetricId } from '../evaluate/metrics/metrics';
import { Runner } from '../evaluate/runner';
import { sampleDesign } from '../evaluate/sample-designs.test-support';
import { capacityFault } from './footprint';
import { readGraph } from './read-graph';
import { Scheduler } from './scheduler';
import { createScratchpadScheduler } from './scratchpad-scheduler';
import { designGraph } from './sources/design-graph';
import { DRAWING_DEFAULTS } from './sources/graph-json';
import { mainMemoryFigures, trafficCost } from './traffic-cost';

const scheduler = createScratchpadScheduler();
const SHORT = { promptTokens: 128, outputTokens: 64 };

function designOf(model: string): Design {
  const design = sampleDesign('edge-npu-32', model);
  return { ...design, deployment: { ...design.deployment, ...SHORT } };
}

/** Mebibytes around the stairs of each graph: from too small to more than enough. */
const CASES: readonly (readonly [
  model: string,
  phase: 'prefill' | 'decode',
  metric: MetricId,
  from: number,
  to: number,
])[] = [
  ['vit-b-16', 'prefill', 'inferenceSpillTraffic', 1, 2.4],
  ['bert-base', 'prefill', 'inferenceSpillTraffic', 0.8, 1.2],
  ['resnet-50', 'prefill', 'inferenceSpillTraffic', 4, 5],
  ['llama-3.2-1b', 'decode', 'decodeSpillTraffic', 0.18, 0.25],
  ['llama-3.2-1b', 'prefill', 'prefillSpillTraffic', 3, 8],
];

it.each(CASES)(
  '%s in %s: %s over sizes is the proven optimum of the whole graph at each',
  (model, phase, metric, from, to) => {
    const base = designOf(model);
    const values = Array.from({ length: 9 }, (_, at) => Math.round(2 ** 20 * (from + ((to - from) * at) / 8)));
    const space = { base, axes: [{ field: 'tier.sram.capacity', values }], constraints: [], objectives: [metric] };
    const runner = new Runner(compile(space), { scheduler });
    const options = { ...DRAWING_DEFAULTS, blocks: null, phase, batch: null, tokens: null };
    const drawn = designGraph(base, options);
    const graph = readGraph(drawn.ok ? drawn.value.graph : null);
    if (!graph.ok) throw new Error(graph.reason);
    const found = values.map((size, index) => {
      runner.evaluate(index);
      const bytes = runner.metrics[METRIC_INDEX[metric]]!;
      expect(Number.isNaN(bytes)).toBe(capacityFault(graph.value, size) !== null);
      if (Number.isNaN(bytes)) return bytes;
      const alone = new Scheduler(graph.value, size);
      while (!alone.isDone && !alone.isProven) alone.step(2000);
      expect([size, alone.isProven, bytes]).toEqual([size, true, alone.upperBound]);
      return bytes;
    });
    const known = found.filter((bytes) => !Number.isNaN(bytes));
    expect(known).toEqual(known.toSorted((a, b) => b - a));
    expect([found[0], found.at(-1)]).toEqual([NaN, 0]);
  },
);

it('prices the traffic as the Scratchpad tab does', () => {
  const base = designOf('vit-b-16');
  const sized = findField(base, 'tier.sram.capacity')!.set(base, 1.6 * 2 ** 20);
  const design = { ...sized, efficiency: { ...sized.efficiency, memory: 0.8 } };
  const program = compile({ base: design, axes: [], constraints: [], objectives: ['inferenceSpillTime'] });
  const { metrics } = explain(program, 0, { scheduler });
  const cost = trafficCost(mainMemoryFigures(design.accelerator, 0.8), metrics.inferenceSpillTraffic);
  expect(metrics.inferenceSpillTraffic).toBeGreaterThan(0);
  expect([metrics.inferenceSpillEnergy, metrics.inferenceSpillTime]).toEqual([cost.joules, cost.seconds]);
  expect(metrics.inferenceSpillFreeScratchpad).toBeGreaterThan(1.6 * 2 ** 20);
});

it('says why there is none', () => {
  const base = designOf('llama-3.2-1b');
  const tiny = findField(base, 'tier.sram.capacity')!.set(base, 1000);
  const split = findField(base, 'deployment.tensorParallel')!.set(base, 4);
  const reasonOf = (design: Design) => {
    const program = compile({ base: design, axes: [], constraints: [], objectives: ['decodeSpillTraffic'] });
    expect(explain(program, 0, { scheduler }).metrics.decodeSpillTraffic).toBeNaN();
    const reasons = scheduleReasons(design, program.schedules, scheduler);
    // Nobody asked for the other phase.
    expect([...reasons.keys()]).toEqual(['decode']);
    return reasons.get('decode');
  };
  expect(reasonOf(tiny)).toMatch(
    /^The operator ".*" needs \d+ bytes for its inputs and outputs; the scratchpad has 1000\.$/,
  );
  expect(reasonOf(split)).toBe('Schedules of a model that is split over chips are not modelled.');
});

it('is asked for nothing unless a metric of it is wanted', () => {
  const asked: string[] = [];
  const spy = {
    prepare: () => asked.push('prepare') > 0,
    write: () => asked.push('write'),
    writeMetrics: () => undefined,
    reasonAgainst: () => null,
  };
  const base = designOf('llama-3.2-1b');
  const space = { base, axes: [{ field: 'tier.sram.capacity', values: [1e6, 2e6] }], constraints: [] };
  for (const objectives of [[], ['tpot', 'area']]) {
    new Runner(compile({ ...space, objectives }), { scheduler: spy }).evaluate(1);
    expect(asked).toEqual([]);
  }
  new Runner(compile({ ...space, objectives: ['tpot'] }, ['decodeSpillEnergy']), { scheduler: spy }).evaluate(1);
  expect(asked).toEqual(['prepare', 'write']);
});
