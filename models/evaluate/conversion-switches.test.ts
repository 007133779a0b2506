import { describe, expect, it } from 'vitest';
import type { Switches } from '../assumptions/types';
import type { Design } from '../design/types';
import { ROW } from '../workload/lowering/rows';
import { compileDesign } from './compile';
import type { Context } from './context';
import { Runner } from './runner';
import { sampleDesign } from './sample-designs.test-support';
import { evaluateSingle } from './single';
import { COMPUTE } from './stages/compute-columns';

function contextOf(design: Design): Context {
  const runner = new Runner(compileDesign(design));
  runner.evaluate(0);
  return runner.context;
}

function withSwitches(design: Design, overrides: Partial<Switches>): Design {
  return { ...design, assumptions: { ...design.assumptions, level: 'array', overrides } };
}

/** Lane operations of each row, all its layers, at the first step. */
function laneOps({ structure, outputs: { compute } }: Context): readonly number[] {
  return structure.rows.map((_, row) => compute.data[compute.at + row * COMPUTE.WIDTH + COMPUTE.VECTOR]!);
}

/** Lane operations that a switch adds to each row that has products, over what `elements` counts there. */
function addedPerElement(design: Design, overrides: Partial<Switches>, elements: number): readonly number[] {
  const without = { quantiseActivations: false };
  const context = contextOf(withSwitches(design, without));
  const before = laneOps(context);
  const after = laneOps(contextOf(withSwitches(design, { ...without, ...overrides })));
  const { data, at } = context.outputs.rows;
  return context.structure.rows.flatMap((row, index) => {
    const from = at + index * ROW.WIDTH;
    const isProduct = row.kind === 'gemm' && data[from + ROW.MACS]! > 0;
    return isProduct ? [(after[index]! - before[index]!) / (data[from + ROW.REPEAT]! * data[from + elements]!)] : [];
  });
}

const formats = (weight: string, activation: string) =>
  ({
    formats: [
      { match: { role: 'weight' }, format: weight },
      { match: { role: 'activation' }, format: activation },
      { match: { role: 'kv' }, format: 'bf16' },
    ],
  }) as const;

describe('conversions of operands', () => {
  it('cost three lane operations for each narrow activation that is quantised at run time', () => {
    const narrow = addedPerElement(
      sampleDesign('tpu-v5e', 'llama-3.1-8b', formats('int8', 'int8')),
      { quantiseActivations: true },
      ROW.A,
    );
    expect(new Set(narrow)).toEqual(new Set([3]));
    const wide = addedPerElement(
      sampleDesign('tpu-v5e', 'llama-3.1-8b', formats('int8', 'bf16')),
      { quantiseActivations: true },
      ROW.A,
    );
    expect(new Set(wide)).toEqual(new Set([0]));
  });

  it('make narrow activations cost their pass unless a design says otherwise', () => {
    const machine = sampleDesign('tpu-v5e', 'llama-3.1-8b', formats('int8', 'int8'));
    const technology = { ...machine.accelerator.technology, nodeNm: 7 };
    const design = { ...machine, accelerator: { ...machine.accelerator, technology } };
    const [byDefault, on] = [{}, { quantiseActivations: true }].map((more) =>
      evaluateSingle(withSwitches(design, more)),
    );
    const off = evaluateSingle(withSwitches(design, { quantiseActivations: false }));
    expect(byDefault!.metrics).toEqual(on!.metrics);
    expect(byDefault!.metrics.ttft).toBeGreaterThan(off.metrics.ttft);
    expect(byDefault!.metrics.energyPerPromptToken).toBeGreaterThan(off.metrics.energyPerPromptToken);
  });

  it('are paid for each fold of M that a weight enters anew, unless it is stationary', () => {
    const design = sampleDesign('tpu-v5e', 'llama-3.1-8b', formats('int4', 'bf16'));
    const { matrix } = design.accelerator;
    if (matrix.kind !== 'array') throw new Error('no array');
    const inDataflow = (dataflow: 'os' | 'ws') => ({
      ...design,
      accelerator: { ...design.accelerator, matrix: { ...matrix, dataflow } },
    });
    const once = { dequantiseOnce: false };
    expect(new Set(addedPerElement(inDataflow('ws'), once, ROW.B))).toEqual(new Set([0]));
    // 2048 rows of a prompt in 16 folds of 128; one row of a decode step, or of the head, in one.
    expect(new Set(addedPerElement(inDataflow('os'), once, ROW.B))).toEqual(new Set([2 * 15, 0]));
  });
});

describe('the busiest expert rank', () => {
  it('has the mean and the straggler term, and with one rank the mean', () => {
    const design = sampleDesign('tpu-v5e', 'mixtral-8x7b-v0.1');
    const rows = (expert: number, expertStragglers: boolean) => {
      const parallelism = { tensor: 1, pipeline: 1, expert };
      const deployment = { ...design.deployment, prefillParallelism: parallelism, decodeParallelism: parallelism };
      const { structure, outputs } = contextOf(withSwitches({ ...design, deployment }, { expertStragglers }));
      const index = structure.rows.findIndex((row) => row.name === 'Experts down');
      const at = outputs.rows.at + index * ROW.WIDTH;
      return outputs.rows.data[at + ROW.GROUPS]! * outputs.rows.data[at + ROW.M]!;
    };
    const mean = (2048 * 2) / 4;
    expect(rows(4, false)).toBeCloseTo(mean, 9);
    expect(rows(4, true)).toBeCloseTo(mean + Math.sqrt(2 * mean * Math.log(4)), 9);
    expect(rows(1, true)).toBe(rows(1, false));
  });
});

describe('a grid of cores', () => {
  it('is never slower than cuts along one side, and is the same on one core', () => {
    for (const id of ['tpu-v5e', 'tpu-v4', 'tpu-v4i', 'edge-npu-32']) {
      const design = sampleDesign(id, 'llama-3.1-8b', formats('int8', 'int8'));
      const { matrix } = design.accelerator;
      const on = evaluateSingle(withSwitches(design, { coreGrid: true })).metrics;
      const off = evaluateSingle(withSwitches(design, { coreGrid: false })).metrics;
      if (Number.isNaN(on.ttft)) continue;
      expect(on.ttft).toBeLessThanOrEqual(off.ttft);
      expect(on.tpot).toBeLessThanOrEqual(off.tpot);
      if (matrix.kind === 'array' && matrix.cores === 1) expect(on).toEqual(off);
    }
  });
});
