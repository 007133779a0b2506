import type { LoopNestProblem } from '../cost/loop-nest/problem';

/** Equal loops of one dim: `count` loops of `size` iterations. */
export interface LoopFactor {
  readonly dim: number;
  readonly size: number;
  readonly count: number;
}

/**
 * All sets of loops that can run below a cut: how many loops of each factor. A node's number is the mixed-radix number
 * of these counts, so that adding a loop makes it larger: nodes in numeric order are in the order of every nest.
 *
 * An order of all loops is a path from node 0 to the last node, and what a memory holds and moves depends on the node
 * at its cut alone. There are millions of orders on a lattice of some thousand nodes.
 */
export interface Lattice {
  readonly factors: readonly LoopFactor[];
  /** Whether factors were multiplied to keep the lattice small: then orders of all prime factors are not all there. */
  readonly isCoarse: boolean;
  readonly nodeCount: number;
  /** Added to a node's number by one more loop of a factor. */
  readonly strides: Int32Array;
  /** [node * dims + dim]: iterations below. */
  readonly below: Float64Array;
  /** [node]: product of all iterations below. */
  readonly cycles: Float64Array;
  /** [node * factors + factor]: loops of the factor below. */
  readonly used: Uint8Array;
}

export function primeFactors(value: number): readonly number[] {
  const primes: number[] = [];
  let rest = value;
  for (let divisor = 2; divisor * divisor <= rest; divisor++) {
    while (rest % divisor === 0) {
      primes.push(divisor);
      rest /= divisor;
    }
  }
  if (rest > 1) primes.push(rest);
  return primes;
}

const nodesOf = (factors: readonly LoopFactor[]) => factors.reduce((product, { count }) => product * (count + 1), 1);

function groupFactors(perDim: readonly (readonly number[])[]): readonly LoopFactor[] {
  return perDim.flatMap((sizes, dim) => {
    const distinct = [...new Set(sizes)].toSorted((a, b) => a - b);
    return distinct.map((size) => ({ dim, size, count: sizes.filter((other) => other === size).length }));
  });
}

/** Multiplies the two smallest factors of the dim with most factors. */
function coarser(perDim: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const most = perDim.reduce((best, sizes, dim) => (sizes.length > perDim[best]!.length ? dim : best), 0);
  return perDim.map((sizes, dim) => {
    if (dim !== most) return sizes;
    const [first = 1, second = 1, ...others] = sizes.toSorted((a, b) => a - b);
    return [first * second, ...others];
  });
}

/** The lattice of all prime factors of the temporal loops, or of products of them when it had more than `mostNodes`. */
export function makeLattice(problem: LoopNestProblem, mostNodes: number): Lattice {
  let perDim: readonly (readonly number[])[] = Array.from(problem.temporalSizes, primeFactors);
  let isCoarse = false;
  while (nodesOf(groupFactors(perDim)) > mostNodes && perDim.some((sizes) => sizes.length > 1)) {
    perDim = coarser(perDim);
    isCoarse = true;
  }
  const factors = groupFactors(perDim);
  const nodeCount = nodesOf(factors);
  const strides = new Int32Array(factors.length);
  let stride = 1;
  factors.forEach(({ count }, index) => {
    strides[index] = stride;
    stride *= count + 1;
  });
  return { factors, isCoarse, nodeCount, strides, ...fillNodes(problem.dimCount, factors, strides, nodeCount) };
}

function fillNodes(dims: number, factors: readonly LoopFactor[], strides: Int32Array, nodeCount: number) {
  const below = new Float64Array(nodeCount * dims).fill(1);
  const cycles = new Float64Array(nodeCount).fill(1);
  const used = new Uint8Array(nodeCount * factors.length);
  for (let node = 1; node < nodeCount; node++) {
    const last = factors.findLastIndex((_, index) => node >= strides[index]!);
    const from = node - strides[last]!;
    const { dim, size } = factors[last]!;
    below.copyWithin(node * dims, from * dims, (from + 1) * dims);
    below[node * dims + dim]! *= size;
    cycles[node] = cycles[from]! * size;
    used.copyWithin(node * factors.length, from * factors.length, (from + 1) * factors.length);
    used[node * factors.length + last]!++;
  }
  return { below, cycles, used };
}
