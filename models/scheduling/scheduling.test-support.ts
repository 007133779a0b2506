import fc from 'fast-check';
import { operatorGraph } from './check-graph';
import type { GraphTensor, OperatorGraph, TensorKind } from './graph';

interface Shape {
  readonly inputs: readonly number[];
  readonly outputs: readonly { readonly bytes: number; readonly isOutput: boolean }[];
}

/**
 * Small graphs: operators read what was made before them or given, some of it several times, or nothing; few sizes, so that
 * some are equal.
 */
export function graphs(most: { readonly operators: number }): fc.Arbitrary<OperatorGraph> {
  const bytes = fc.integer({ min: 1, max: 6 });
  const output = fc.record({ bytes, isOutput: fc.boolean() });
  const shape: fc.Arbitrary<Shape> = fc.record({
    inputs: fc.array(fc.nat(), { maxLength: 3 }),
    outputs: fc.oneof({ weight: 4, arbitrary: fc.tuple(output) }, { weight: 1, arbitrary: fc.tuple(output, output) }),
  });
  const given = fc.record({ bytes, kind: fc.constantFrom<TensorKind>('input', 'weight') });
  return fc
    .tuple(fc.array(given, { maxLength: 2 }), fc.array(shape, { minLength: 1, maxLength: most.operators }))
    .map(([givens, shapes]) => build(givens, shapes));
}

/** Graphs with branches that look alike: a fork, copies of one chain, a join. */
export function branchingGraphs(): fc.Arbitrary<OperatorGraph> {
  const bytes = fc.integer({ min: 1, max: 5 });
  const link = fc.record({ bytes, readsFork: fc.boolean() });
  return fc
    .record({
      copies: fc.integer({ min: 2, max: 3 }),
      chain: fc.array(link, { minLength: 1, maxLength: 2 }),
      fork: bytes,
      join: bytes,
    })
    .map(({ copies, chain, fork, join }) => {
      const given = { bytes: 3, kind: 'input' as const };
      const one = (output: number, isOutput = false) => [{ bytes: output, isOutput }];
      // Tensors are numbered as they are made: the input, the fork, then link by link and copy by copy.
      const links = chain.flatMap((shape, depth) =>
        Array.from({ length: copies }, (_, copy) => {
          const before = depth === 0 ? 1 : 2 + (depth - 1) * copies + copy;
          return { inputs: shape.readsFork ? [before, 1] : [before], outputs: one(shape.bytes) };
        }),
      );
      const ends = Array.from({ length: copies }, (_, copy) => 2 + (chain.length - 1) * copies + copy);
      const shapes = [{ inputs: [0], outputs: one(fork) }, ...links, { inputs: ends, outputs: one(join, true) }];
      return build([given], shapes);
    });
}

/** Operators that read three of the last sixteen tensors: no cut, no two alike. */
export function entangled(operators: number): OperatorGraph {
  let seed = 1;
  const draw = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  const tensors: GraphTensor[] = [{ name: 'x', bytes: 4, kind: 'input' }];
  const list = Array.from({ length: operators }, (_, index) => {
    const inputs = [16, 16, 16].map((reach) => Math.max(0, tensors.length - 1 - draw(reach)));
    tensors.push({ name: `t${index}`, bytes: 1 + draw(9), kind: 'activation' });
    return { name: `op${index}`, inputs: [...new Set(inputs)], outputs: [index + 1] };
  });
  const checked = operatorGraph({ name: 'entangled', operators: list, tensors });
  if (!checked.ok) throw new Error(checked.reason);
  return checked.value;
}

function build(
  givens: readonly { readonly bytes: number; readonly kind: TensorKind }[],
  shapes: readonly Shape[],
): OperatorGraph {
  const tensors = givens.map(({ bytes, kind }, index) => ({ name: `given${index}`, bytes, kind }));
  const operators = shapes.map(({ inputs, outputs }, index) => {
    const there = tensors.length;
    const made = outputs.map(({ bytes, isOutput }, place) => {
      const kind: TensorKind = isOutput ? 'output' : 'activation';
      return tensors.push({ name: `t${index}.${place}`, bytes, kind }) - 1;
    });
    const read = there === 0 ? [] : inputs.map((input) => input % there);
    return { name: `op${index}`, inputs: [...new Set(read)], outputs: made };
  });
  const checked = operatorGraph({ name: 'drawn', operators, tensors });
  if (!checked.ok) throw new Error(checked.reason);
  return checked.value;
}

/**
 * The fewest bytes, found by trying every order and every choice of what to keep, larger than needed or not. Knows nothing of
 * bounds, dominance, safe moves or cuts. Infinity where nothing fits.
 */
export function leastBytesByTrial(graph: OperatorGraph, capacity: number): number {
  const { operators, tensors } = graph;
  const isGiven = ({ kind }: { kind: TensorKind }) => kind === 'input' || kind === 'weight';
  const known = new Map<string, number>();
  const sizeOf = (set: Iterable<number>) => [...set].reduce((sum, tensor) => sum + tensors[tensor]!.bytes, 0);

  /** `touched`: has been in the scratchpad; `copied`: lies in main memory. */
  function least(done: number, here: readonly number[], touched: number, copied: number): number {
    if (done === (1 << operators.length) - 1) return 0;
    const key = [done, here.join(), touched, copied].join('|');
    const before = known.get(key);
    if (before !== undefined) return before;
    let best = Infinity;
    for (let kept = 0; kept < 1 << here.length; kept++) {
      const staying = here.filter((_, place) => (kept >> place) & 1);
      const leaving = here.filter((_, place) => !((kept >> place) & 1));
      const spilled = leaving.filter((tensor) => !((copied >> tensor) & 1) && isNeeded(done, tensor));
      const written = spilled.reduce((set, tensor) => set | (1 << tensor), copied);
      for (const [index, { inputs, outputs }] of operators.entries()) {
        if ((done >> index) & 1 || !inputs.every((input) => isGiven(tensors[input]!) || isMade(done, input))) continue;
        const fetched = inputs.filter((input) => !staying.includes(input));
        const during = new Set([...staying, ...inputs, ...outputs]);
        if (sizeOf(during) > capacity) continue;
        const again = fetched.filter((input) => (touched >> input) & 1);
        const now = done | (1 << index);
        const after = [...during].filter((tensor) => isNeeded(now, tensor)).sort((a, b) => a - b);
        const backed = outputs.reduce(
          (set, tensor) => (tensors[tensor]!.kind === 'output' ? set | (1 << tensor) : set),
          written,
        );
        const seen = [...during].reduce((set, tensor) => set | (1 << tensor), touched);
        best = Math.min(best, sizeOf(spilled) + sizeOf(again) + least(now, after, seen, backed));
      }
    }
    known.set(key, best);
    return best;
  }

  function isNeeded(done: number, tensor: number): boolean {
    return operators.some(({ inputs }, index) => !((done >> index) & 1) && inputs.includes(tensor));
  }

  function isMade(done: number, tensor: number): boolean {
    return operators.some(({ outputs }, index) => (done >> index) & 1 && outputs.includes(tensor));
  }

  const given = tensors.reduce((set, tensor, index) => (isGiven(tensor) ? set | (1 << index) : set), 0);
  return least(0, [], 0, given);
}
