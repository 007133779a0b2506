import { elementsBelow, MEAN_UNITS, type OperandPlan } from '../cost/loop-nest/operand-plan';
import { compileProblem, type LoopNestProblem } from '../cost/loop-nest/problem';
import type { ArrayUnrolling, EinsumLayer, NestConventions, NestHardware } from '../cost/loop-nest/types';

/** A memory in which the operands cannot all have what they need, whatever the nest. */
export interface Misfit {
  readonly memory: string;
  readonly bitsAvailable: number;
  /** The least that any nest needs there: what the unrolled loops use at once, or all data in their outermost memory. */
  readonly needs: readonly { readonly operand: string; readonly bits: number }[];
  readonly bitsMissing: number;
  readonly changes: readonly Change[];
}

/** The smallest change of one number after which the memory suffices. */
export type Change =
  | { readonly kind: 'capacity'; readonly memory: string; readonly bits: number }
  | { readonly kind: 'unrolling'; readonly array: string; readonly dim: string; readonly factor: number };

/** The memories that no nest of a problem fits; empty when some nest may fit. */
export function misfits(problem: LoopNestProblem): readonly Misfit[] {
  // Sums are counted as narrow as an optimist would; only when that explains nothing, as wide as they start.
  const narrow = overfullMemories(problem, false);
  const found = narrow.length > 0 ? narrow : overfullMemories(problem, true);
  return found.map(({ memory, needs, bits, bitsAvailable }) => {
    const { name } = problem.hardware.memories[memory]!;
    const capacity: Change = { kind: 'capacity', memory: name, bits };
    const changes = [capacity, ...unrollingChanges(problem, memory)];
    return { memory: name, bitsAvailable, needs, bitsMissing: bits - bitsAvailable, changes };
  });
}

/** What no spatial choice fits, for a layer that none of them fits: the choice without unrolled loops needs the least. */
export function leastMisfits(
  layer: EinsumLayer,
  hardware: NestHardware,
  conventions: NestConventions,
): readonly Misfit[] {
  const compiled = compileProblem(layer, hardware, [], conventions);
  return compiled.ok ? misfits(compiled.problem) : [];
}

/** Whether the unrolled loops alone need more than some memory has: then no nest fits. */
export function isOverfull(problem: LoopNestProblem): boolean {
  return overfullMemories(problem, false).length > 0;
}

interface Overfull {
  readonly memory: number;
  readonly needs: readonly { readonly operand: string; readonly bits: number }[];
  readonly bits: number;
  readonly bitsAvailable: number;
}

function overfullMemories(problem: LoopNestProblem, wideSums: boolean): readonly Overfull[] {
  return problem.hardware.memories.flatMap(({ bits: bitsAvailable }, memory) => {
    const needs = problem.operands.flatMap((plan) => {
      const level = plan.memories.indexOf(memory);
      return level < 0 ? [] : [{ operand: plan.name, bits: leastBits(problem, plan, level, wideSums) }];
    });
    const bits = needs.reduce((sum, need) => sum + need.bits, 0);
    return bits > bitsAvailable ? [{ memory, needs, bits, bitsAvailable }] : [];
  });
}

function leastBits(problem: LoopNestProblem, plan: OperandPlan, level: number, wideSums: boolean): number {
  const isTop = level === plan.memories.length - 1;
  const sizes = isTop ? problem.temporalSizes : new Float64Array(problem.dimCount).fill(1);
  const elements = elementsBelow(plan, MEAN_UNITS, level + 1, sizes, 0);
  const all = elementsBelow(plan, MEAN_UNITS, level + 1, problem.temporalSizes, 0);
  const { keepsTwoTiles } = problem.hardware.memories[plan.memories[level]!]!;
  const startsPartial = level === 0 && plan.reuse > 1;
  const addsThere = plan.addsAbove[MEAN_UNITS][level] === 1 || startsPartial || (wideSums && !isTop);
  return Math.min(all, elements * (keepsTwoTiles ? 2 : 1)) * (addsThere || !plan.isOutput ? plan.bits : plan.finalBits);
}

/** The unrolling of a problem as it could be asked for. */
export function unrollingOf(problem: LoopNestProblem): readonly ArrayUnrolling[] {
  return problem.unrolled.map(({ along, dim, factor }) => ({
    array: problem.hardware.array[along]!.name,
    loops: [{ dim: problem.layer.dims[dim]!.name, factor: Math.ceil(factor) }],
  }));
}

/** For each unrolled loop, the largest factor with which the memory suffices, if there is one. */
function unrollingChanges(problem: LoopNestProblem, memory: number): readonly Change[] {
  const unrolling = unrollingOf(problem);
  return unrolling.flatMap(({ array, loops }, index): readonly Change[] => {
    const [{ dim, factor }] = loops as readonly [(typeof loops)[number]];
    const suffices = (wanted: number) => {
      const changed = unrolling.map((entry, at) =>
        at === index ? { array, loops: [{ dim, factor: wanted }] } : entry,
      );
      const compiled = compileProblem(problem.layer, problem.hardware, changed, problem.conventions);
      return compiled.ok && overfullMemories(compiled.problem, false).every((found) => found.memory !== memory);
    };
    if (!suffices(1)) return [];
    let [fits, tooLarge] = [1, factor];
    while (tooLarge - fits > 1) {
      const middle = Math.floor((fits + tooLarge) / 2);
      if (suffices(middle)) fits = middle;
      else tooLarge = middle;
    }
    return [{ kind: 'unrolling', array, dim, factor: fits }];
  });
}
