import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Axis, AxisValue, Space } from '../design/types';
import { withDatapath } from '../hardware/technology/pair-datapath';
import type { PairDatapath } from '../hardware/types';
import type { Workload } from '../workload/types';
import { compile, compileDesign } from './compile';
import { designAt } from './program';
import { METRIC_IDS } from './metrics/metrics';
import { runRange } from './run-range';
import { Runner } from './runner';
import { sampleDesign } from './sample-designs.test-support';

const numbers = (...values: number[]): readonly AxisValue[] => values;

const workloadOf = (id: string): Workload => sampleDesign('tpu-v4', id).workload;

/** Axes of every part that a field can move, structural ones included. */
const AXES: readonly Axis[] = [
  { field: 'deployment.decodeBatch', values: numbers(1, 3, 16, 64) },
  { field: 'deployment.prefillBatch', values: numbers(1, 2, 5) },
  { field: 'deployment.promptTokens', values: numbers(1, 100, 1000, 5000) },
  { field: 'deployment.outputTokens', values: numbers(1, 2, 33, 300) },
  { field: 'deployment.tensorParallel', values: numbers(1, 2, 4, 64) },
  { field: 'deployment.pipelineParallel', values: numbers(1, 2, 3) },
  { field: 'deployment.expertParallel', values: numbers(1, 2, 4) },
  { field: 'matrix.rows', values: numbers(8, 32, 100, 128) },
  { field: 'matrix.columns', values: numbers(12, 64, 128) },
  { field: 'matrix.cores', values: numbers(1, 2, 8) },
  { field: 'matrix.dataflow', values: ['os', 'ws', 'is'] },
  { field: 'matrix.clock', values: numbers(5e8, 1e9, 1.1e9) },
  { field: 'tier.dram.bandwidth', values: numbers(1e11, 1.2e12, 5e12) },
  { field: 'tier.dram.capacity', values: numbers(8e9, 32e9, 1e12) },
  { field: 'format.weight', values: ['bf16', 'int8', 'mxfp4', 'int4_g128'] },
  { field: 'format.kv', values: ['bf16', 'fp8_e4m3'] },
  { field: 'technology.node', values: numbers(7, 45, 65) },
  { field: 'network.scale-up.bandwidth', values: numbers(5e10, 2e11) },
  { field: 'efficiency.compute', values: numbers(1, 0.7) },
  { field: 'efficiency.operatorOverheadSeconds', values: numbers(0, 2e-6) },
  { field: 'assumptions.base', values: ['ridgeline@1', 'genz-0.0.16'] },
  { field: 'assumptions.level', values: ['roofline', 'array'] },
  { field: 'assumptions.causalMask', values: [true, false] },
  { field: 'system.chips', values: numbers(4, 64) },
  { field: 'matrix.rows', values: numbers(16, 64) },
  { field: 'economics.defectsPerSquareMetre', values: numbers(500, 1000, 2000) },
  { field: 'economics.packageUsd', values: numbers(0, 700) },
  { field: 'economics.chipPriceUsd', values: numbers(8000, 20_000) },
  { field: 'economics.memoryKilogramsPerByte', values: numbers(5e-11, 1e-10) },
  { field: 'economics.electricityUsdPerJoule', values: numbers(1e-8, 4e-8) },
  { field: 'economics.lifetimeSeconds', values: numbers(1e8, 2e8) },
  { field: 'economics.utilisation', values: numbers(0.3, 0.6) },
  { field: 'technology.controlShare', values: numbers(0, 0.5) },
  { field: 'technology.macJoules', values: numbers(1e-13, 1e-12) },
  { field: 'technology.sramJoulesPerBit', values: numbers(1e-13, 5e-13) },
  { field: 'technology.idleWatts', values: numbers(0, 55, 90) },
  { field: 'technology.otherSquareMetres', values: numbers(1e-4, 3e-4) },
  { field: 'technology.sramLeakage', values: ['hp', 'lstp'] },
  { field: 'network.scale-up.linkType', values: ['none', 'NVLink3', 'UCIe advanced'] },
  { field: 'assumptions.fusedElementwise', values: [true, false] },
  { field: 'assumptions.blockScales', values: [true, false] },
  { field: 'format.activation', values: ['bf16', 'mxfp4'] },
  { field: 'matrix.datapath', values: ['none', 'lookup:mxfp4:bf16:0.5:33.5:20', 'multiplier:int8:bf16:2:90:70'] },
  { field: 'workload', values: ['llama-3.1-8b', 'mobilenet-v2', 'bert-base'].map(workloadOf) },
];

/** What its owner says of a chip, so that no number of cost and carbon is missing. */
const OWNER = { packageUsd: 500, memoryKilogramsPerByte: 1e-10, lifetimeSeconds: 1e8, utilisation: 0.5 };

/** A unit of its own for one of the pairs that the axes reach. */
const OWN_UNIT: PairDatapath = {
  kind: 'multiplier',
  weights: 'mxfp4',
  activations: 'bf16',
  macsPerCycle: 2,
  energyCost: 40,
  areaCost: 50,
};

const spaces = fc
  .record({
    model: fc.constantFrom(
      'llama-3.1-8b',
      'gemma-2-9b',
      'mixtral-8x7b-v0.1',
      'llama-4-scout',
      'deepseek-v3',
      'resnet-50',
      'vit-b-16',
    ),
    axes: fc.uniqueArray(fc.constantFrom(...AXES), { selector: (axis) => axis.field, minLength: 1, maxLength: 6 }),
    tie: fc.boolean(),
    hasUnit: fc.boolean(),
  })
  .map(({ model, axes, tie, hasUnit }): Space => {
    const hasRows = axes.some((axis) => axis.field === 'matrix.rows');
    const hasColumns = axes.some((axis) => axis.field === 'matrix.columns');
    const tied: readonly Axis[] =
      tie && hasRows && !hasColumns ? [{ field: 'matrix.columns', tiedTo: 'matrix.rows', factor: 2 }] : [];
    const sample = { ...sampleDesign('tpu-v4', model), economics: OWNER };
    const base = hasUnit ? { ...sample, accelerator: withDatapath(sample.accelerator, OWN_UNIT) } : sample;
    return { base, axes: [...axes, ...tied], constraints: [], objectives: [] };
  });

function rowOf(runner: Runner, index: number): { readonly status: number; readonly values: readonly number[] } {
  const status = runner.evaluate(index);
  return { status, values: [...runner.metrics] };
}

it('a space at an index is bit-equal to the single design at that index', () => {
  fc.assert(
    fc.property(spaces, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (space, picks) => {
      const program = compile(space);
      const runner = new Runner(program);
      for (const pick of picks) {
        const index = pick % program.size;
        const single = new Runner(compileDesign(designAt(program, index)));
        expect(rowOf(runner, index)).toEqual(rowOf(single, 0));
      }
    }),
    { numRuns: 500 },
  );
}, 120_000);

it('walking a range gives the same rows as jumping to each index', () => {
  fc.assert(
    fc.property(spaces, fc.nat(), (space, start) => {
      const program = compile(space);
      const from = start % program.size;
      const to = Math.min(program.size, from + 40);
      const walked: number[][] = [];
      const sink = {
        accept: (block: { count: number; columns: readonly Float64Array[] }) => {
          for (let i = 0; i < block.count; i++) walked.push(block.columns.map((column) => column[i]!));
        },
      };
      const done = runRange(new Runner(program), program, METRIC_IDS, from, to, [sink], () => false);
      expect(done).toBe(to - from);
      const jumper = new Runner(program);
      for (let index = from; index < to; index++) expect(walked[index - from]).toEqual(rowOf(jumper, index).values);
    }),
    { numRuns: 60 },
  );
}, 120_000);
