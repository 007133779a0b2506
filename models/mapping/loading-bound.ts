import type { Latency } from '../cost/loop-nest/evaluate';
import { elementsBelow, type OperandPlan, WHOLE_UNITS } from '../cost/loop-nest/operand-plan';
import { type LoopNestProblem, transferCycles } from '../cost/loop-nest/problem';
import { boundaryLink, periodBits, sumsReturn } from '../cost/loop-nest/traffic';
import { FROM_HIGHER, FROM_LOWER, TO_HIGHER, TO_LOWER } from '../cost/loop-nest/types';
import type { Holdings, OperandHoldings } from './holdings';
import type { Lattice } from './lattice';

/** Least cycles of one link over all cuts: when it carries its data once, and when it does so again and again. */
interface LinkLeast {
  readonly once: number;
  /** Of one period, and of all of them. */
  readonly period: number;
  readonly repeated: number;
}

const IDLE: LinkLeast = { once: 0, period: 0, repeated: 0 };

/**
 * Cycles that no nest is below when on-loading, or off-loading too, count. What is loaded once is shortened by idle
 * cycles of compute at most, which count themselves; what is loaded again and again stalls compute or is part of it. So
 * the latency is at least what a port needs for one input, and for the output beside it.
 *
 * Holds where no transfer is shortened below its minimum.
 */
export function loadingBound(problem: LoopNestProblem, lattice: Lattice, holdings: Holdings, latency: Latency): number {
  if (latency === 'stalled' || problem.conventions.loadingBelowMinimum) return 0;
  const inputs = problem.ports.map(() => IDLE);
  const outputs = problem.ports.map(() => IDLE);
  for (const operand of holdings.operands) {
    if (operand.plan.isOutput && latency !== 'complete') continue;
    const best = operand.plan.isOutput ? outputs : inputs;
    for (let boundary = 1; boundary < operand.boundaries; boundary++) {
      if (isHidden(problem, operand.plan, boundary)) continue;
      const directions = operand.plan.isOutput ? [TO_HIGHER, FROM_LOWER] : [TO_LOWER, FROM_HIGHER];
      for (const direction of directions) {
        const port = problem.linkPort[boundaryLink(operand.plan, boundary, direction)]!;
        const least = leastOfLink(problem, lattice, operand, boundary, direction);
        if (Math.min(least.once, least.repeated) > Math.min(best[port]!.once, best[port]!.repeated)) best[port] = least;
      }
    }
  }
  return inputs.reduce((most, input, port) => Math.max(most, together(input, outputs[port]!)), 0);
}

/** Of boundaries of which one end is shared by the inputs, on-loading counts the outermost only. */
function isHidden(problem: LoopNestProblem, plan: OperandPlan, boundary: number): boolean {
  const isHalf = (b: number) => {
    const ends = [boundaryLink(plan, b, FROM_HIGHER), boundaryLink(plan, b, TO_LOWER)];
    return ends.filter((link) => problem.ports[problem.linkPort[link]!]!.sharedByInputs).length === 1;
  };
  if (plan.isOutput || !isHalf(boundary)) return false;
  for (let b = boundary + 1; b < plan.memories.length; b++) if (isHalf(b)) return true;
  return false;
}

/** A port that carries both, each either once or repeatedly. */
function together(a: LinkLeast, b: LinkLeast): number {
  const bothOnce = a.once + b.once;
  const bothRepeated = a.repeated + b.repeated;
  const firstRepeated = Math.max(a.repeated, a.period + b.once);
  const secondRepeated = Math.max(b.repeated, b.period + a.once);
  return Math.min(bothOnce, bothRepeated, firstRepeated, secondRepeated);
}

function leastOfLink(
  problem: LoopNestProblem,
  lattice: Lattice,
  operand: OperandHoldings,
  boundary: number,
  direction: number,
): LinkLeast {
  const { plan } = operand;
  const { nodeCount, below, cycles } = lattice;
  const link = boundaryLink(plan, boundary, direction);
  let [once, period, repeated] = [Infinity, Infinity, Infinity];
  for (let node = 0; node < nodeCount; node++) {
    if (operand.finalBits[boundary * nodeCount + node]! > operand.room[boundary]!) continue;
    const offset = node * problem.dimCount;
    const elements = elementsBelow(plan, WHOLE_UNITS, boundary, below, offset);
    const returns = sumsReturn(plan, WHOLE_UNITS, boundary, below, offset);
    const real = transferCycles(problem, link, periodBits(plan, WHOLE_UNITS, boundary, direction, elements, returns));
    const count = Math.floor(problem.temporalCycles / cycles[node]!);
    if (count === 1) once = Math.min(once, real);
    else {
      period = Math.min(period, real);
      repeated = Math.min(repeated, real * count);
    }
  }
  return { once, period, repeated };
}
