import type { OperandPlan } from './operand-plan';
import { type LoopNestProblem, type PortPlan, transferCycles } from './problem';
import { type NestScratch, OFFLOAD_CYCLES, ONLOAD_CYCLES, STALL_CYCLES } from './scratch';
import { boundaryLink } from './traffic';
import { FROM_HIGHER, FROM_LOWER, TO_HIGHER, TO_LOWER } from './types';

/**
 * Cycles before the first multiplication, while the inputs come down, and after the last, while the output goes up.
 *
 * A transfer that happens once may run during compute as far as its port is idle then, but for one innermost tile.
 * Every level adds the slower of its two sides; the two inputs wait for each other on ports that they share.
 * Source: the tool named in `types.ts`, at the commit given there.
 * Not modelled: the last tile's own compute while it is loaded.
 */
export function fillLoading(problem: LoopNestProblem, scratch: NestScratch): void {
  scratch.loading.fill(0);
  for (const port of problem.ports) fillPortLoading(problem, port, scratch);
  // Shares below their minimum can add up to less than nothing; time cannot.
  scratch.result[ONLOAD_CYCLES] = Math.max(0, onloadCycles(problem, scratch));
  scratch.result[OFFLOAD_CYCLES] = Math.max(0, offloadCycles(problem, scratch));
}

/** Transfers that run once share the idle cycles of their port during compute; the others must be done before it. */
function fillPortLoading(problem: LoopNestProblem, port: PortPlan, scratch: NestScratch): void {
  const { real, bits, count, period, loading, order, shares, minima } = scratch;
  let once = 0;
  let usedBitsPerCycle = 0;
  for (let i = 0; i < port.links.length; i++) {
    const link = port.links[i]!;
    const operand = problem.linkOperand[link]!;
    const plan = problem.operands[operand]!;
    if (real[link] === 0 || isReturningSum(plan, link)) continue;
    const entry = problem.linkEntry[link]!;
    if (count[entry]! > 1) {
      loading[link] = real[link]!;
      usedBitsPerCycle += Math.trunc(bits[link]! / period[entry]!);
      continue;
    }
    order[once] = link;
    shares[once] = real[link]!;
    minima[once] = transferCycles(problem, link, scratch.innerTile[operand]!);
    once++;
  }
  const compute = problem.temporalCycles + scratch.result[STALL_CYCLES]!;
  const idle = ((port.bitsPerCycle - usedBitsPerCycle) / port.bitsPerCycle) * compute;
  shortenTransfers(order, shares, minima, once, Math.max(0, idle), problem.conventions.loadingBelowMinimum);
  for (let i = 0; i < once; i++) loading[order[i]!] = shares[i]!;
}

function isReturningSum(plan: OperandPlan, link: number): boolean {
  const direction = (link - plan.firstLink) % 4;
  return plan.isOutput && (direction === TO_LOWER || direction === FROM_HIGHER);
}

/**
 * Shortens transfers, the longest first, by `idle` cycles in all, each towards its minimum. With `belowMinimum`, a
 * shortening is also taken from every longer transfer, whatever it has left.
 */
function shortenTransfers(
  order: Int32Array,
  shares: Float64Array,
  minima: Float64Array,
  count: number,
  idle: number,
  belowMinimum: boolean,
): void {
  sortByShare(order, shares, minima, count);
  let left = idle;
  for (let i = 0; i < count && left > 0; i++) {
    const takers = belowMinimum ? i + 1 : 1;
    const most = belowMinimum ? shares[i]! - minima[i]! : Math.max(0, shares[i]! - minima[i]!);
    const step = left >= most * takers ? most : left / takers;
    for (let j = belowMinimum ? 0 : i; j <= i; j++) shares[j]! -= step;
    left -= step * takers;
  }
}

/** Longest first; equals stay in the order of the port. */
function sortByShare(order: Int32Array, shares: Float64Array, minima: Float64Array, count: number): void {
  for (let i = 1; i < count; i++) {
    for (let j = i; j > 0 && shares[j]! > shares[j - 1]!; j--) {
      [shares[j], shares[j - 1]] = [shares[j - 1]!, shares[j]!];
      [minima[j], minima[j - 1]] = [minima[j - 1]!, minima[j]!];
      [order[j], order[j - 1]] = [order[j - 1]!, order[j]!];
    }
  }
}

/** Cycles on ports of its own, on ports of which one end is shared with another input, and on shared ports. */
function fillParts(problem: LoopNestProblem, operand: number, scratch: NestScratch): void {
  const plan = problem.operands[operand]!;
  let [own, half, shared] = [0, 0, 0];
  for (let b = 1; b < plan.memories.length; b++) {
    const [lower, upper] = [boundaryLink(plan, b, FROM_HIGHER), boundaryLink(plan, b, TO_LOWER)];
    const cycles = Math.max(scratch.loading[lower]!, scratch.loading[upper]!);
    const lowerShared = problem.ports[problem.linkPort[lower]!]!.sharedByInputs;
    const upperShared = problem.ports[problem.linkPort[upper]!]!.sharedByInputs;
    if (!lowerShared && !upperShared) own += cycles;
    else if (lowerShared && upperShared) shared += cycles;
    // Only the outermost of such boundaries counts.
    else half = cycles;
  }
  scratch.parts.set([own, half, shared], operand * 3);
}

function onloadCycles(problem: LoopNestProblem, scratch: NestScratch): number {
  let [first, second] = [-1, -1];
  for (let i = 0; i < problem.operands.length; i++) {
    if (problem.operands[i]!.isOutput) continue;
    fillParts(problem, i, scratch);
    if (first < 0) first = i;
    else second = i;
  }
  if (first < 0) return 0;
  if (second < 0) return ownPart(scratch, first) + scratch.parts[first * 3 + 2]!;
  return Math.min(oneAfterOther(scratch, first, second), oneAfterOther(scratch, second, first));
}

function ownPart({ parts }: NestScratch, operand: number): number {
  return parts[operand * 3]! + parts[operand * 3 + 1]!;
}

/** `a` first on the shared ports: `b` waits for them while `a` goes on alone. */
function oneAfterOther(scratch: NestScratch, a: number, b: number): number {
  const [sharedA, sharedB] = [scratch.parts[a * 3 + 2]!, scratch.parts[b * 3 + 2]!];
  return sharedA + Math.max(sharedB + ownPart(scratch, b), ownPart(scratch, a));
}

/** Levels one after the other. */
function offloadCycles(problem: LoopNestProblem, scratch: NestScratch): number {
  const plan = problem.operands.find(({ isOutput }) => isOutput)!;
  let cycles = 0;
  for (let b = 1; b < plan.memories.length; b++) {
    const [lower, upper] = [boundaryLink(plan, b, TO_HIGHER), boundaryLink(plan, b, FROM_LOWER)];
    cycles += Math.max(scratch.loading[lower]!, scratch.loading[upper]!);
  }
  return cycles;
}
