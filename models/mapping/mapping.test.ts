import { describe, expect, it } from 'vitest';
import type { EinsumLayer, NestHardware } from '../cost/loop-nest/types';
import { spatialChoices } from './choices';
import { makeLattice, primeFactors } from './lattice';
import { DEFAULT_LIMITS, mapNest } from './map-nest';
import { misfits } from './misfit';
import { compiled, convolution, memoryOf } from './problems.test-support';

const index = (dim: string) => [{ dim, stride: 1 }];

function product(m: number, n: number, k: number, names = ['m', 'n', 'k']): EinsumLayer {
  const [a, b, c] = names as [string, string, string];
  return {
    dims: [
      { name: a, size: m },
      { name: b, size: n },
      { name: c, size: k },
    ],
    operands: [
      { name: 'O', role: 'output', slot: 'O', bits: 32, finalBits: 8, indices: [index(a), index(b)] },
      { name: 'I', role: 'input', slot: 'I', bits: 8, finalBits: 8, indices: [index(a), index(c)] },
      { name: 'W', role: 'input', slot: 'W', bits: 8, finalBits: 8, indices: [index(c), index(b)] },
    ],
  };
}

const shape = { width: 512, granule: 64, isShared: true, isOnePort: true, keepsTwoTiles: false };
const all = ['O', 'I', 'W'];
const machine: NestHardware = {
  macJoules: 1,
  array: [
    { name: 'X', size: 32 },
    { name: 'Y', size: 32 },
  ],
  memories: [
    memoryOf('register', { ...shape, bits: 64, joules: 0.1, width: 32, granule: 8, holds: ['O'], isShared: false }),
    memoryOf('buffer', { ...shape, bits: 8 * 2 ** 20, joules: 20, holds: all }),
    memoryOf('outside', { ...shape, bits: 2 ** 40, joules: 600, holds: all }),
  ],
};
const square = [
  { array: 'X', loops: [{ dim: 'm', factor: 32 }] },
  { array: 'Y', loops: [{ dim: 'n', factor: 32 }] },
];
const LIMITS = { ...DEFAULT_LIMITS, shouldStop: () => false };

describe('layers of real size', () => {
  it('proves the least energy of a product of a language model', () => {
    const mapping = mapNest(
      compiled(product(2048, 4096, 11008), machine, square),
      { objective: 'energy', latency: 'stalled' },
      LIMITS,
    );
    expect(mapping).toMatchObject({ kind: 'mapped', isCoarse: false });
    if (mapping.kind === 'mapped') expect(mapping.value / mapping.bound).toBeCloseTo(1, 12);
  });

  it('answers for sizes that are prime, or that leave nothing to be done in time', () => {
    for (const [m, n, k] of [
      [8191, 8209, 8219],
      [32, 32, 1],
      [1, 1, 1],
    ] as const) {
      const mapping = mapNest(
        compiled(product(m, n, k), machine, square),
        { objective: 'edp', latency: 'complete' },
        LIMITS,
      );
      expect(mapping.kind).toBe('mapped');
    }
  });

  it('multiplies factors when there are too many sets of loops, without losing iterations', () => {
    const problem = compiled(product(4096, 4096, 4096), machine, []);
    const lattice = makeLattice(problem, 300);
    expect(lattice.isCoarse).toBe(true);
    expect(lattice.nodeCount).toBeLessThanOrEqual(300);
    expect(lattice.cycles.at(-1)).toBe(4096 ** 3);
    expect(primeFactors(11008)).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 43]);
  });
});

describe('what does not fit', () => {
  it('names the memory, the operands, the bits and the smallest change', () => {
    const small = machine.memories.map((memory) => (memory.name === 'buffer' ? { ...memory, bits: 1024 } : memory));
    const problem = compiled(product(2048, 2048, 2048), { ...machine, memories: small }, square);
    const limits = { objective: 'energy', latency: 'stalled' } as const;
    expect(mapNest(problem, limits, LIMITS).kind).toBe('doesNotFit');
    const [misfit] = misfits(problem);
    const missing = misfit!.bitsMissing;
    expect(misfit).toMatchObject({ memory: 'buffer', bitsAvailable: 1024 });
    expect(misfit!.changes[0]).toEqual({ kind: 'capacity', memory: 'buffer', bits: 1024 + missing });
    const enlarged = small.map((memory) => (memory.name === 'buffer' ? { ...memory, bits: 1024 + missing } : memory));
    expect(
      mapNest(compiled(product(2048, 2048, 2048), { ...machine, memories: enlarged }, square), limits, LIMITS).kind,
    ).toBe('mapped');
    const narrower = misfit!.changes.find((change) => change.kind === 'unrolling');
    if (narrower?.kind !== 'unrolling') return expect.unreachable();
    const fewer = square.map((entry) => (entry.array === narrower.array ? { ...entry, loops: [narrower] } : entry));
    expect(
      mapNest(compiled(product(2048, 2048, 2048), { ...machine, memories: small }, fewer), limits, LIMITS).kind,
    ).toBe('mapped');
  });
});

it('lists every distinct way to lay one loop along each dimension of the array', () => {
  const choices = spatialChoices(
    convolution({ k: 4, c: 3, x: 8, f: 1 }),
    {
      ...machine,
      array: [
        { name: 'X', size: 4 },
        { name: 'Y', size: 2 },
      ],
    },
    { loadingBelowMinimum: false, tilesBelowMinimum: false },
  );
  // Nothing, one of three loops along either dimension, or any two; c by 2 of 3 counts as 1.5.
  expect(choices.length).toBeGreaterThanOrEqual(14);
  expect(choices[0]!.temporalCycles).toBe(Math.min(...choices.map(({ temporalCycles }) => temporalCycles)));
});
