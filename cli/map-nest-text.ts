/** A mapping as text: its loops from the outermost, and the memory whose part of the nest each loop is, by operand. */
import type { LoopNest } from '../models/cost/loop-nest/nest';
import type { LoopNestProblem } from '../models/cost/loop-nest/problem';
import { unrollingOf } from '../models/mapping/misfit';
import { type NestLoop, nestLoops } from '../models/mapping/nest-loops';
import { table } from './output';

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
