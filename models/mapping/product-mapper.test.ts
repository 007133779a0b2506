import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Machine, MachineTier, Product, ProductMapping } from '../evaluate/mapped/product-mapper';
import { TIER_OPERANDS, type TierOperand } from '../hardware/types';
import { createProductMapper, DESIGN_BUDGET } from './product-mapper';

const KIB = 8 * 1024;

function tier(id: string, change: Partial<MachineTier> = {}): MachineTier {
  return {
    ...{ id, label: id.toUpperCase(), scope: 'chip', isMain: false, bits: 64 * KIB, bitsPerCycle: 512 },
    ...{ readJoulesPerBit: 1e-13, writeJoulesPerBit: 1e-13, holds: TIER_OPERANDS },
    ...change,
  };
}

const MAIN = tier('dram', {
  isMain: true,
  bits: Infinity,
  bitsPerCycle: 128,
  readJoulesPerBit: 4e-12,
  writeJoulesPerBit: 4e-12,
});

function machine(change: Partial<Machine> = {}): Machine {
  return {
    ...{ rows: 16, columns: 16, cores: 1, tiers: [tier('sram'), MAIN] },
    ...{ loadOverlap: true, drainOverlap: true, loadingCounts: false, loadingBelowMinimum: false },
    ...change,
  };
}

function product(change: Partial<Product> = {}): Product {
  const operand = { bits: 8, place: 'off' } as const;
  return {
    ...{ groups: 1, m: 64, n: 96, k: 128, partialBits: 32 },
    ...{ input: operand, weight: operand, output: operand },
    ...change,
  };
}

function mapped(asked: Product, on: Machine): ProductMapping {
  const answer = createProductMapper().map(asked, on);
  if (answer.kind !== 'mapped') throw new Error(answer.reason);
  return answer;
}

const traffic = (mapping: ProductMapping, id: string) => mapping.traffic.find((other) => other.tier === id)!;
const total = (bytes: Readonly<Record<TierOperand, number>>) => bytes.input + bytes.weight + bytes.output;

describe('a product on a machine', () => {
  const shapes = (...values: number[]) => {
    const size = fc.constantFrom(...values);
    return fc.record({ groups: fc.constantFrom(1, 1, 2), m: size, n: size, k: size }).map((given) => product(given));
  };
  const products = shapes(1, 3, 16, 40, 100, 128);
  // Of loops that do not divide evenly the model counts mean tiles, each rounded to whole elements.
  const even = shapes(1, 2, 16, 32, 64, 128);

  it('takes at least the cycles of a full array, and moves every operand to and from main memory', () => {
    fc.assert(
      fc.property(even, fc.constantFrom(1, 4), (asked, cores) => {
        const mapping = mapped(asked, machine({ cores }));
        const { groups, m, n, k } = asked;
        expect(mapping.cycles.ideal).toBeCloseTo((groups * m * n * k) / (256 * cores), 9);
        expect(mapping.cycles.withoutStalls).toBeGreaterThanOrEqual(mapping.cycles.ideal * (1 - 1e-12));
        expect(mapping.cycles.counted).toBe(mapping.cycles.withoutStalls + mapping.cycles.stalls);
        const { readBytes, writtenBytes } = traffic(mapping, 'dram');
        expect(readBytes.input).toBeGreaterThanOrEqual(groups * m * k);
        expect(readBytes.weight).toBeGreaterThanOrEqual(groups * k * n);
        expect(writtenBytes.output).toBeGreaterThanOrEqual(groups * m * n);
      }),
      { numRuns: 40 },
    );
  });

  it('does the whole of every loop, in time or along the array', () => {
    fc.assert(
      fc.property(products, (asked) => {
        const { loops, spatial } = mapped(asked, machine({ cores: 2 }));
        for (const [dim, size] of [
          ['g', asked.groups],
          ['m', asked.m],
          ['n', asked.n],
          ['k', asked.k],
        ] as const) {
          const factors = [...loops.filter((loop) => loop.dim === dim).map((loop) => loop.size)];
          factors.push(...spatial.filter((loop) => loop.dim === dim).map((loop) => loop.factor));
          expect(factors.reduce((a, b) => a * b, 1)).toBeCloseTo(size, 9);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('has the same answer each time, also when it was forgotten', () => {
    const mapper = createProductMapper({ ...DESIGN_BUDGET, mostAnswers: 1 });
    const on = machine();
    const first = mapper.map(product(), on);
    expect(mapper.map(product(), machine())).toBe(first);
    mapper.map(product({ m: 2 }), on);
    expect(mapper.map(product(), on)).not.toBe(first);
    expect(mapper.map(product(), on)).toEqual(first);
  });
});

describe('memories', () => {
  it('of unknown bandwidth take no time', () => {
    const free = machine({ tiers: [tier('sram', { bitsPerCycle: Infinity }), { ...MAIN, bitsPerCycle: Infinity }] });
    expect(mapped(product(), free).cycles.stalls).toBe(0);
    expect(
      mapped(product(), machine({ tiers: [tier('sram', { bitsPerCycle: 16 }), MAIN] })).cycles.stalls,
    ).toBeGreaterThan(0);
  });

  it('of unknown energy have none, and the same cycles', () => {
    const unknown = machine({ tiers: [tier('sram', { readJoulesPerBit: NaN }), MAIN] });
    const mapping = mapped(product(), unknown);
    expect(traffic(mapping, 'sram').joules).toBeNaN();
    expect(traffic(mapping, 'dram').joules).toBeGreaterThan(0);
    expect(mapping.cycles).toEqual(mapped(product(), machine()).cycles);
  });

  it('are passed by the operands that they hold', () => {
    const accumulator = tier('accumulator', { holds: ['output'], bits: 16 * KIB });
    const mapping = mapped(
      product(),
      machine({ tiers: [accumulator, tier('sram', { holds: ['input', 'weight'] }), MAIN] }),
    );
    const [inner, outer] = [traffic(mapping, 'accumulator'), traffic(mapping, 'sram')];
    expect([inner.readBytes.input, inner.readBytes.weight]).toEqual([0, 0]);
    expect(inner.writtenBytes.output).toBeGreaterThan(0);
    expect([outer.readBytes.output, outer.writtenBytes.output]).toEqual([0, 0]);
  });

  it('of the chip alone carry what stays there', () => {
    const on = { bits: 8, place: 'on' } as const;
    const mapping = mapped(product({ input: on, output: on }), machine());
    const main = traffic(mapping, 'dram');
    expect(total(main.readBytes) + total(main.writtenBytes)).toBe(96 * 128);
  });

  it('of the chip leave to main memory what they have no room for', () => {
    const on = { bits: 8, place: 'on' } as const;
    const small = machine({ tiers: [tier('sram', { bits: 4 * KIB }), MAIN] });
    const { readBytes, writtenBytes } = traffic(mapped(product({ input: on, output: on }), small), 'dram');
    expect(readBytes.input).toBeGreaterThanOrEqual(64 * 128);
    expect(writtenBytes.output).toBeGreaterThanOrEqual(64 * 96);
  });

  it('add up to the joules of their bytes', () => {
    const mapping = mapped(product(), machine());
    const { readBytes, writtenBytes, joules } = traffic(mapping, 'dram');
    expect(joules).toBeCloseTo((total(readBytes) + total(writtenBytes)) * 8 * 4e-12, 15);
  });
});

describe('loading', () => {
  it('counts where the assumptions say so', () => {
    const { cycles } = mapped(product(), machine({ loadingCounts: true }));
    expect(cycles.onload + cycles.offload).toBeGreaterThan(0);
    expect(cycles.counted).toBe(cycles.withoutStalls + cycles.stalls + cycles.onload + cycles.offload);
  });

  it('ahead needs a second register', () => {
    const on = (loadOverlap: boolean) => machine({ loadOverlap, tiers: [tier('sram', { bitsPerCycle: 64 }), MAIN] });
    expect(mapped(product(), on(false)).cycles.counted).toBeGreaterThanOrEqual(
      mapped(product(), on(true)).cycles.counted,
    );
  });
});

describe('a product that fits nowhere', () => {
  const small = (bits: number) => machine({ tiers: [tier('sram', { bits }), MAIN] });

  it('names the memory, what it lacks, and a capacity that does', () => {
    const answer = createProductMapper().map(product(), small(64));
    if (answer.kind !== 'unmapped') return expect.unreachable();
    const [misfit] = answer.misfits;
    expect(misfit).toMatchObject({ tier: 'sram', label: 'SRAM', capacityBytes: 8 });
    expect(misfit!.neededBytes).toBeGreaterThan(8);
    expect(misfit!.needs.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThanOrEqual(misfit!.neededBytes);
    expect(createProductMapper().map(product(), small(misfit!.neededBytes * 8)).kind).toBe('mapped');
  });

  it('says so of a memory of unknown size', () => {
    expect(createProductMapper().map(product(), small(NaN))).toMatchObject({
      kind: 'unmapped',
      reason: 'Level mapped needs the capacity of SRAM.',
    });
  });

  it('says so where what stays on the chip has no memory there', () => {
    const on = { bits: 8, place: 'on' } as const;
    expect(createProductMapper().map(product({ input: on }), machine({ tiers: [MAIN] }))).toMatchObject({
      reason: 'Level mapped needs a memory on the chip that holds the inputs of a product.',
    });
  });
});
