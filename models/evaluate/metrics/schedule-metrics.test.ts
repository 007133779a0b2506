import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Axis, Space } from '../../design/types';
import { createScratchpadScheduler } from '../../scheduling/scratchpad-scheduler';
import { compile } from '../compile';
import { METRIC_IDS, METRIC_INDEX, scheduleMetricIds } from './metrics';
import { designAt } from '../program';
import { runRange } from '../run-range';
import { Runner } from '../runner';
import { sampleDesign } from '../sample-designs.test-support';

const MEBIBYTE = 2 ** 20;
const SMALL = { mostMemory: 8e6, placementNodes: 100, redraws: 1, mostStates: 300 };
const shared = createScratchpadScheduler(SMALL);
const workloadOf = (id: string) => sampleDesign('edge-npu-32', id).workload;

/** Axes of every part that decides a schedule or what it costs, and some that do not. */
const AXES: readonly Axis[] = [
  { field: 'tier.sram.capacity', values: [0.1, 0.2, 0.5, 1, 1.5, 1.7, 2, 4, 64].map((size) => size * MEBIBYTE) },
  { field: 'tier.dram.bandwidth', values: [1e10, 1e11] },
  { field: 'deployment.decodeBatch', values: [1, 2] },
  { field: 'deployment.prefillBatch', values: [1, 3] },
  { field: 'deployment.promptTokens', values: [16, 60] },
  { field: 'deployment.tensorParallel', values: [1, 2] },
  { field: 'format.activation', values: ['bf16', 'int8', 'mxfp4'] },
  { field: 'format.kv', values: ['bf16', 'int8'] },
  { field: 'format.weight', values: ['bf16', 'int8'] },
  { field: 'matrix.cores', values: [1, 2] },
  { field: 'matrix.clock', values: [5e8, 1e9] },
  { field: 'technology.node', values: [7, 45] },
  { field: 'efficiency.memory', values: [1, 0.7] },
  { field: 'workload', values: ['bert-base', 'opt-125m', 'resnet-50'].map(workloadOf) },
];

const spaces = fc
  .record({
    model: fc.constantFrom('opt-125m', 'vit-b-16', 'bert-base'),
    axes: fc.uniqueArray(fc.constantFrom(...AXES), { selector: ({ field }) => field, minLength: 1, maxLength: 5 }),
    objectives: fc.subarray([...scheduleMetricIds()], { minLength: 1, maxLength: 4 }),
  })
  .map(({ model, axes, objectives }): Space => {
    const sample = sampleDesign('edge-npu-32', model);
    const base = { ...sample, deployment: { ...sample.deployment, promptTokens: 32, outputTokens: 8 } };
    return { base, axes, constraints: [], objectives };
  });

function rowOf(runner: Runner, index: number): readonly number[] {
  return [runner.evaluate(index), ...runner.metrics];
}

it('a space at an index is bit-equal to the single design, whatever its scheduler was asked before', () => {
  fc.assert(
    fc.property(spaces, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (space, picks) => {
      const program = compile(space);
      const runner = new Runner(program, { scheduler: shared });
      const alone = createScratchpadScheduler(SMALL);
      for (const pick of picks) {
        const index = pick % program.size;
        const single = compile({ ...space, base: designAt(program, index), axes: [] });
        expect(rowOf(runner, index)).toEqual(rowOf(new Runner(single, { scheduler: alone }), 0));
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

it('a walk that is left again and again gives the same rows as jumping to each index', () => {
  fc.assert(
    fc.property(spaces, fc.nat(), fc.infiniteStream(fc.nat(3)), (space, start, pauses) => {
      const program = compile(space);
      const from = start % program.size;
      const to = Math.min(program.size, from + 30);
      const runner = new Runner(program, { scheduler: createScratchpadScheduler(SMALL) });
      const walked: number[][] = [];
      const sink = {
        accept: (block: {
          firstIndex: number;
          count: number;
          status: Uint8Array;
          columns: readonly Float64Array[];
        }) => {
          expect(block.firstIndex).toBe(from + walked.length);
          for (let i = 0; i < block.count; i++) {
            walked.push([block.status[i]!, ...block.columns.map((column) => column[i]!)]);
          }
        },
      };
      for (let at = from; at < to;) {
        let left = pauses.next().value;
        at += runRange(runner, program, METRIC_IDS, at, to, [sink], () => --left < 0);
        expect(walked.length).toBe(at - from);
      }
      const jumper = new Runner(program, { scheduler: shared });
      for (let index = from; index < to; index++) expect(walked[index - from]).toEqual(rowOf(jumper, index));
    }),
    { numRuns: 15 },
  );
}, 120_000);

it('formats, tokens and batches each have curves of their own, and a weight format has none', () => {
  const base = sampleDesign('edge-npu-32', 'opt-125m');
  const bytesWith = (field: string, values: readonly (number | string)[]) => {
    const space = { base, axes: [{ field, values }], constraints: [], objectives: ['decodeSpillFreeScratchpad'] };
    const runner = new Runner(compile(space), { scheduler: shared });
    return values.map((_, index) => {
      runner.evaluate(index);
      return runner.metrics[METRIC_INDEX.decodeSpillFreeScratchpad]!;
    });
  };
  const [two, one] = bytesWith('format.kv', ['bf16', 'int8']);
  expect(one).toBeLessThan(two!);
  const [short, long] = bytesWith('deployment.promptTokens', [16, 600]);
  expect(long).toBeGreaterThan(short!);
  const [single, many] = bytesWith('deployment.decodeBatch', [1, 4]);
  expect(many).toBe(4 * single!);
  expect(new Set(bytesWith('format.weight', ['bf16', 'int4_g128'])).size).toBe(1);
});
