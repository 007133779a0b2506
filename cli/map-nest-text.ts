/** A mapping as text: its loops from the outermost, and the memory whose part of the nest each loop is, by operand. */
import type { LoopNest } from '../models/cost/loop-nest/nest';
import type { LoopNestProblem } from '../models/cost/loop-nest/problem';
import { unrollingOf } from '../models/mapping/misfit';
import { table } from './output';

/** The memory in whose part of the nest a loop runs. */
function memoryOf(problem: LoopNestProblem, nest: LoopNest, operand: number, place: number): string {
  const { firstCut, memories } = problem.operands[operand]!;
  let level = 0;
  while (level + 1 < memories.length && nest.cuts[firstCut + level + 1]! <= place) level++;
  return problem.hardware.memories[memories[level]!]!.name;
}

export interface NestLoop {
  readonly dim: string;
  readonly size: number;
  /** By operand: the memory that keeps what the loops inside need while this one turns. */
  readonly memories: Readonly<Record<string, string>>;
}

/** Outermost first. */
export function nestLoops(problem: LoopNestProblem, nest: LoopNest): readonly NestLoop[] {
  return [...nest.dims.keys()].reverse().map((place) => ({
    dim: problem.layer.dims[nest.dims[place]!]!.name,
    size: nest.sizes[place]!,
    memories: Object.fromEntries(
      problem.operands.map(({ name }, operand) => [name, memoryOf(problem, nest, operand, place)]),
    ),
  }));
}

export function nestText(problem: LoopNestProblem, nest: LoopNest): string {
  const loops = nestLoops(problem, nest);
  const rows = loops.map((loop, depth) => ({
    ...loop,
    head: `${'  '.repeat(depth)}for ${loop.dim} in 0..${loop.size}`,
  }));
  const columns = problem.operands.map(({ name }) => ({
    head: name,
    cell: (row: NestLoop) => row.memories[name] ?? '',
  }));
  const lines = table([{ head: 'loop', cell: ({ head }: (typeof rows)[number]) => head }, ...columns], rows);
  const parallel = unrollingOf(problem)
    .map(
      ({ array, loops: [loop] }, index) =>
        `${loop!.dim} x ${shortFactor(problem.unrolled[index]!.factor)} along ${array}`,
    )
    .join(', ');
  return `${lines}${'  '.repeat(loops.length)}in parallel: ${parallel === '' ? 'nothing' : parallel}\n`;
}

/** Fractional factors with as many digits as tell them apart. */
function shortFactor(factor: number): string {
  return Number.isInteger(factor) ? String(factor) : factor.toFixed(3);
}
