import fc from 'fast-check';
import { evaluateNest } from '../cost/loop-nest/evaluate';
import type { LoopNest } from '../cost/loop-nest/nest';
import { compileProblem, type LoopNestProblem } from '../cost/loop-nest/problem';
import { makeScratch, type NestScratch } from '../cost/loop-nest/scratch';
import type { ArrayUnrolling, EinsumLayer, NestHardware, NestMemory } from '../cost/loop-nest/types';
import { nestFits } from './fit';
import { primeFactors } from './lattice';

const LINKS = [0, 1, 2, 3] as const;

export interface MemoryShape {
  readonly bits: number;
  readonly joules: number;
  readonly width: number;
  readonly granule: number;
  readonly holds: readonly string[];
  readonly isShared: boolean;
  readonly isOnePort: boolean;
  readonly keepsTwoTiles: boolean;
}

/** A memory with one port for everything, or one for reads and one for writes. */
export function memoryOf(name: string, shape: MemoryShape): NestMemory {
  const serves = shape.holds.flatMap((slot) => LINKS.map((direction) => ({ slot, direction })));
  const port = (portName: string, of: typeof serves) => ({
    name: portName,
    bitsPerCycle: shape.width,
    sharesCycles: false,
    wordBits: shape.width,
    granuleBits: shape.granule,
    serves: of,
  });
  const halves = [0, 1].map((part) =>
    port(
      part === 0 ? 'read' : 'write',
      serves.filter(({ direction }) => direction % 2 === part),
    ),
  );
  return {
    ...{ name, bits: shape.bits, holds: shape.holds, keepsTwoTiles: shape.keepsTwoTiles },
    ...{ readJoules: shape.joules, writeJoules: shape.joules * 1.25 },
    sharedOver: shape.isShared ? ['X', 'Y'] : [],
    ports: shape.isOnePort ? [port('all', serves)] : halves,
  };
}

/** A small convolution along one axis: `O[k][x] += W[k][c][f] * I[c][stride * x + f]`. */
export function convolution(sizes: { k: number; c: number; x: number; f: number }, stride = 1): EinsumLayer {
  const index = (dim: string) => [{ dim, stride: 1 }];
  return {
    dims: Object.entries(sizes).map(([name, size]) => ({ name, size })),
    operands: [
      { name: 'O', role: 'output', slot: 'O', bits: 16, finalBits: 8, indices: [index('k'), index('x')] },
      { name: 'W', role: 'input', slot: 'W', bits: 8, finalBits: 8, indices: [index('k'), index('c'), index('f')] },
      {
        name: 'I',
        role: 'input',
        slot: 'I',
        bits: 8,
        finalBits: 8,
        indices: [
          index('c'),
          [
            { dim: 'x', stride },
            { dim: 'f', stride: 1 },
          ],
        ],
      },
    ],
  };
}

/** Every order of all prime factors with every cut of every operand, whether it fits or not. */
export function* allNests(problem: LoopNestProblem): Generator<LoopNest> {
  const factors = [...problem.temporalSizes].flatMap((size, dim) =>
    primeFactors(size).map((prime) => ({ dim, prime })),
  );
  const cutLists = problem.operands.map(({ memories }) => ascending(memories.length - 1, factors.length));
  for (const order of permutations(factors)) {
    const dims = Int32Array.from(order, ({ dim }) => dim);
    const sizes = Float64Array.from(order, ({ prime }) => prime);
    for (const choice of product(cutLists))
      yield { dims, sizes, cuts: Int32Array.from(choice.flatMap((cuts) => [0, ...cuts])) };
  }
}

function* permutations<T extends { dim: number; prime: number }>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length === 0) yield [];
  const seen = new Set<string>();
  for (const [at, item] of items.entries()) {
    const key = `${item.dim} ${item.prime}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const rest of permutations([...items.slice(0, at), ...items.slice(at + 1)])) yield [item, ...rest];
  }
}

function ascending(count: number, most: number, from = 0): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  const lists: (readonly number[])[] = [];
  for (let first = from; first <= most; first++) {
    for (const rest of ascending(count - 1, most, first)) lists.push([first, ...rest]);
  }
  return lists;
}

function product<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>(
    (all, list) => all.flatMap((head) => list.map((item) => [...head, item])),
    [[]],
  );
}

/** Least value of all nests that fit; Infinity when none does. */
export function leastOf(problem: LoopNestProblem, value: (scratch: NestScratch) => number): number {
  const scratch = makeScratch(problem);
  let least = Infinity;
  for (const nest of allNests(problem)) {
    evaluateNest(problem, nest, scratch);
    if (nestFits(problem, nest, scratch)) least = Math.min(least, value(scratch));
  }
  return least;
}

export function compiled(
  layer: EinsumLayer,
  hardware: NestHardware,
  unrolling: readonly ArrayUnrolling[],
): LoopNestProblem {
  const result = compileProblem(layer, hardware, unrolling, {
    loadingBelowMinimum: false,
    tilesBelowMinimum: false,
  });
  if (!result.ok) throw new Error(result.message);
  return result.problem;
}

const widths = fc.constantFrom(8, 16, 32);
const shape = (holds: fc.Arbitrary<readonly string[]>, bits: fc.Arbitrary<number>) =>
  fc.record({
    bits,
    joules: fc.constantFrom(1, 2, 7),
    width: widths,
    granule: fc.constantFrom(4, 8),
    holds,
    isShared: fc.boolean(),
    isOnePort: fc.boolean(),
    keepsTwoTiles: fc.boolean(),
  });

const some = fc.subarray(['O', 'W', 'I'], { minLength: 1 });

/** Layers of up to five prime factors on machines of up to three memories that hold any of the operands. */
export const smallProblems: fc.Arbitrary<LoopNestProblem> = fc
  .record({
    sizes: fc.constantFrom(
      { k: 2, c: 2, x: 2, f: 2 },
      { k: 4, c: 2, x: 2, f: 1 },
      { k: 2, c: 3, x: 4, f: 1 },
      { k: 3, c: 1, x: 4, f: 2 },
      { k: 1, c: 4, x: 3, f: 2 },
      { k: 6, c: 2, x: 2, f: 1 },
    ),
    stride: fc.constantFrom(1, 2),
    inner: shape(some, fc.constantFrom(16, 24, 32, 64)),
    middle: shape(some, fc.constantFrom(32, 48, 96, 200)),
    outer: shape(fc.constant(['O', 'W', 'I']), fc.constant(1e6)),
    wanted: fc.constantFrom<readonly ArrayUnrolling[]>(
      [],
      [{ array: 'X', loops: [{ dim: 'k', factor: 2 }] }],
      [
        { array: 'X', loops: [{ dim: 'c', factor: 2 }] },
        { array: 'Y', loops: [{ dim: 'x', factor: 2 }] },
      ],
    ),
  })
  .map(({ sizes, stride, inner, middle, outer, wanted }) => {
    const hardware: NestHardware = {
      macJoules: 0.5,
      array: [
        { name: 'X', size: 2 },
        { name: 'Y', size: 2 },
      ],
      memories: [
        memoryOf('inner', inner),
        memoryOf('middle', middle),
        memoryOf('outer', { ...outer, isShared: true, keepsTwoTiles: false, joules: outer.joules * 20 }),
      ],
    };
    return compiled(convolution(sizes, stride), hardware, wanted);
  });
