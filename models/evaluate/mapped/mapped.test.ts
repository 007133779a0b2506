import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf } from '../../design/fields';
import type { Axis, Design, Space } from '../../design/types';
import { createProductMapper } from '../../mapping/product-mapper';
import { compile, compileDesign } from '../compile';
import { designAt } from '../program';
import { explainDesign } from '../explain/explain';
import { explainEnergy } from '../explain/explain-energy';
import { explainMapping } from '../explain/explain-mapping';
import { changedBy, fixesOf } from '../changes/fit';
import type { Fix } from '../changes/fix';
import { mappingAt } from './mapped-energy';
import { Runner } from '../runner';
import { sampleDesign } from '../sample-designs.test-support';
import { evaluateSingle } from '../single';
import { MAPPING } from '../stages/mapping-columns';

/** Little enough for a product to take a millisecond; which nest is found does not matter here. */
const mapper = createProductMapper({
  mostNodes: 60,
  mostStates: 20,
  mostEvaluations: 4,
  mostChoices: 2,
  mostOthers: 0,
  mostAnswers: 20_000,
});

function at(level: Design['assumptions']['level'], design = sampleDesign('tpu-v4', 'llama-3.1-8b')): Design {
  return { ...design, assumptions: { ...design.assumptions, level } };
}

const with_ = (design: Design, field: string, value: string | number | boolean) =>
  fieldOf(design, field).set(design, value);

describe('a design at level mapped', () => {
  it('takes at least its time at level roofline, and has all energies', () => {
    const [roofline, mapped] = [evaluateSingle(at('roofline')), evaluateSingle(at('mapped'), { mapper })];
    expect(mapped.ok).toBe(true);
    for (const metric of ['ttft', 'tpot'] as const) {
      expect(mapped.metrics[metric]).toBeGreaterThanOrEqual(roofline.metrics[metric] * (1 - 1e-12));
      expect(mapped.metrics[metric]).toBeLessThan(1.2 * roofline.metrics[metric]);
    }
    expect(explainDesign(at('mapped'), { mapper }).gaps).toContain(
      'Loop nests do not wait for VMEM, CMEM: bandwidth not known.',
    );
    expect(mapped.metrics.energyPerPromptToken).toBeGreaterThan(roofline.metrics.energyPerPromptToken);
  });

  it('has a span of energy around what its loop nests take, up to that of main memory', () => {
    for (const design of [at('mapped'), at('mapped', sampleDesign('tpu-v4', 'resnet-50'))]) {
      const { value, low, high } = explainEnergy(design, explainDesign(design, { mapper }), mapper).phases.prefill;
      expect(high.memory / value.memory).toBeCloseTo(450 / 64 / 3.92, 6);
      for (const part of ['memory', 'onChip', 'total'] as const) {
        expect(low[part]).toBeLessThanOrEqual(value[part]);
        expect(high[part]).toBeGreaterThan(value[part]);
      }
    }
  });

  it('has the joules of its stage at the figures themselves', () => {
    const design = at('mapped');
    const runner = new Runner(compileDesign(design), { mapper });
    runner.evaluate(0);
    const { structure, outputs } = runner.context;
    const { data } = mappingAt(runner.context, design, 'value');
    structure.rows.forEach((row, index) => {
      for (const column of Object.values(MAPPING).slice(0, MAPPING.WIDTH)) {
        const own = outputs.mapping.data[outputs.mapping.at + index * MAPPING.WIDTH + column]!;
        const close = data[index * MAPPING.WIDTH + column]!;
        expect(Math.abs(close - own), row.name).toBeLessThanOrEqual(1e-12 * Math.abs(own));
      }
    });
  });

  it('is missing without a mapper, and says why', () => {
    const report = explainDesign(at('mapped'));
    expect(report.status).toBe('missing');
    expect(report.metrics.ttft).toBeNaN();
    expect(report.reasons).toEqual(['Level mapped: the mapper is being loaded.']);
    expect(report.metrics.memoryNeeded).toBeGreaterThan(0);
  });

  it('is missing on a machine known by its rates', () => {
    const report = explainDesign(at('mapped', sampleDesign('h100-sxm', 'llama-3.1-8b')), { mapper });
    expect(report.reasons).toEqual([
      expect.stringMatching(/^Level mapped needs a machine described as systolic arrays/),
    ]);
  });

  it('keeps the fold times of attention, and maps nothing of it', () => {
    const kinds = ['scores', 'values'];
    const attention = (level: 'array' | 'mapped') =>
      explainDesign(at(level), { mapper }).operators.filter(({ kind }) => kinds.includes(kind));
    expect(attention('mapped')).toEqual(
      attention('array').map((operator) => ({ ...operator, share: expect.anything() })),
    );
    const report = explainMapping(at('mapped'), mapper);
    expect(report.kind === 'mapping' && report.operators.map(({ name }) => name)).not.toContain('Attention scores');
  });

  it('waits where a memory on the chip is slow', () => {
    const slow = (bandwidth: number) =>
      evaluateSingle(with_(at('mapped'), 'tier.sram.bandwidth', bandwidth), { mapper }).metrics.ttft;
    expect(slow(1e12)).toBeGreaterThan(2 * slow(1e15));
  });

  it('counts packed elements as a faster clock', () => {
    const design = with_(
      with_(at('mapped', sampleDesign('tpu-v5e', 'llama-3.1-8b')), 'format.weight', 'int8'),
      'format.activation',
      'int8',
    );
    const bf16 = at('mapped', sampleDesign('tpu-v5e', 'llama-3.1-8b'));
    const gemm = (given: Design) =>
      explainDesign(given, { mapper }).operators.find(({ phase, name }) => phase === 'prefill' && name === 'FFN up')!;
    expect(gemm(bf16).secondsBy.compute / gemm(design).secondsBy.compute).toBeCloseTo(2, 6);
  });

  it('charges loading under the set zigzag-3.8', () => {
    const zigzag = with_(at('mapped'), 'assumptions.base', 'zigzag-3.8');
    expect(evaluateSingle(zigzag, { mapper }).metrics.ttft).toBeGreaterThan(
      evaluateSingle(at('mapped'), { mapper }).metrics.ttft,
    );
  });

  it('expects experts between whole numbers of them', () => {
    const design = at('mapped', sampleDesign('tpu-v4', 'mixtral-8x7b-v0.1'));
    const seconds = [1, 2, 3, 4].map(
      (batch) => evaluateSingle(with_(design, 'deployment.decodeBatch', batch), { mapper }).metrics.tpot,
    );
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    expect(seconds.every(Number.isFinite)).toBe(true);
  });
});

describe('a design whose products fit no memory', () => {
  const tiny = with_(
    at('mapped', sampleDesign('edge-npu-32', 'llama-3.2-1b', { formats: [{ match: {}, format: 'int8' }] })),
    'tier.sram.capacity',
    64,
  );

  it('is infeasible and says which memory lacks how much for which operand', () => {
    const report = explainDesign(tiny, { mapper });
    expect(report.status).toBe('infeasible');
    expect(report.reasons[0]).toMatch(
      /no loop nest fits\. Shared SRAM has 64 B, .* less than every nest needs there \(/,
    );
  });

  it('is offered the capacity with which it fits', () => {
    const [fix] = fixesOf(tiny, mapper);
    expect(fix).toMatchObject({ field: 'tier.sram.capacity' });
    expect(evaluateSingle(with_(tiny, fix!.field, fix!.value as number), { mapper }).ok).toBe(true);
  });

  it('is offered both capacities where two memories are too small at once', () => {
    const both = with_(with_(at('mapped'), 'tier.sram.capacity', 64), 'tier.cmem.capacity', 64);
    const fixes = fixesOf(both, mapper);
    expect(fixes).toMatchObject([{ also: [{}] }]);
    const [{ field, also = [] }] = fixes as readonly [Fix];
    expect([field, ...also.map((one) => one.field)].toSorted()).toEqual(['tier.cmem.capacity', 'tier.sram.capacity']);
    expect(evaluateSingle(changedBy(both, fixes[0]!), { mapper }).ok).toBe(true);
    for (const one of [{ field, value: fixes[0]!.value }, ...also]) {
      expect(evaluateSingle(changedBy(both, one), { mapper }).ok).toBe(false);
    }
  });

  it('is offered a memory on the chip with every change that makes main memory suffice', () => {
    const both = with_(with_(at('mapped'), 'tier.sram.capacity', 64), 'tier.dram.capacity', 10 * 2 ** 30);
    expect(evaluateSingle(both, { mapper }).metrics.memoryUse).toBeGreaterThan(1);
    const fixes = fixesOf(both, mapper);
    expect(fixes.map(({ field }) => field)).toContain('tier.dram.capacity');
    for (const fix of fixes) {
      expect(fix.also?.map(({ field }) => field)).toContain('tier.sram.capacity');
      expect([fix.label, evaluateSingle(changedBy(both, fix), { mapper }).ok]).toEqual([fix.label, true]);
    }
  });
});

describe('the nests of a design', () => {
  it('are those that time it', () => {
    const report = explainDesign(at('mapped'), { mapper });
    const mapping = explainMapping(at('roofline'), mapper);
    if (mapping.kind !== 'mapping') return expect.unreachable();
    expect(mapping.counts).toBe(false);
    expect(mapping.operators.map(({ id }) => id)).toEqual(
      report.operators.filter(({ kind }) => kind === 'gemm').map(({ id }) => id),
    );
    const clock = 1050e6;
    for (const { id, answer, repeat, text } of mapping.operators) {
      if (answer.kind !== 'mapped') return expect.unreachable();
      const { secondsBy } = report.operators.find((operator) => operator.id === id)!;
      expect((repeat * answer.cycles.counted) / clock).toBeCloseTo(secondsBy.compute, 12);
      expect(text).toHaveLength(answer.loops.length + 2);
      expect(text.at(-1)).toMatch(/in parallel: .* along rows/);
    }
  });

  it('do not exist without an array', () => {
    expect(explainMapping(sampleDesign('h100-sxm', 'llama-3.1-8b'), mapper)).toEqual({ kind: 'rates' });
  });
});

const AXES: readonly Axis[] = [
  { field: 'assumptions.level', values: ['roofline', 'mapped', 'array'] },
  { field: 'assumptions.base', values: ['ridgeline@1', 'zigzag-3.8', 'genz-0.0.16'] },
  { field: 'deployment.decodeBatch', values: [1, 3] },
  { field: 'deployment.tensorParallel', values: [1, 2] },
  { field: 'deployment.pipelineParallel', values: [1, 2] },
  { field: 'matrix.rows', values: [64, 100] },
  { field: 'matrix.cores', values: [1, 2] },
  { field: 'matrix.clock', values: [5e8, 1.1e9] },
  { field: 'tier.sram.bandwidth', values: [1e12, 1e13] },
  { field: 'tier.sram.capacity', values: [4096, 32 * 2 ** 20] },
  { field: 'tier.dram.bandwidth', values: [1e11, 1.2e12] },
  { field: 'format.weight', values: ['bf16', 'int4_g128'] },
  { field: 'technology.node', values: [7, 45] },
  { field: 'efficiency.memory', values: [1, 0.7] },
];

it('a space at an index is bit-equal to the single design there, as at the other levels', () => {
  const spaces = fc
    .record({
      model: fc.constantFrom('llama-3.1-8b', 'mixtral-8x7b-v0.1'),
      axes: fc.uniqueArray(fc.constantFrom(...AXES), { selector: (axis) => axis.field, minLength: 1, maxLength: 4 }),
    })
    .map(({ model, axes }): Space => ({
      base: at('mapped', sampleDesign('tpu-v4', model)),
      axes,
      constraints: [],
      objectives: [],
    }));
  fc.assert(
    fc.property(spaces, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), (space, picks) => {
      const program = compile(space);
      const runner = new Runner(program, { mapper });
      const row = (from: Runner, index: number) => {
        const status = from.evaluate(index);
        return { status, values: [...from.metrics] };
      };
      for (const pick of picks) {
        const index = pick % program.size;
        expect(row(runner, index)).toEqual(row(new Runner(compileDesign(designAt(program, index)), { mapper }), 0));
      }
    }),
    { numRuns: 30 },
  );
}, 120_000);
