import { elementsBelow, MEAN_UNITS, type OperandPlan } from '../cost/loop-nest/operand-plan';
import type { LoopNestProblem } from '../cost/loop-nest/problem';
import { sumsReturn } from '../cost/loop-nest/traffic';
import type { Lattice } from './lattice';

/**
 * What an operand's memories hold, for every boundary and node. While a nest is built from the inside, an operand is in
 * a state: how many of its boundaries are closed (their cuts are chosen), and whether sums return over the last of them,
 * since the memory above must then keep elements as wide as partial sums.
 */
export interface OperandHoldings {
  readonly plan: OperandPlan;
  /** Boundaries to close: one below each memory. */
  readonly boundaries: number;
  /** State before the first loop, and the state with all boundaries closed and no sums returning. */
  readonly start: number;
  readonly stateCount: number;
  /** [boundary * nodes + node]: bits that the memory below needs, when its elements are final or inputs. */
  readonly finalBits: Float64Array;
  /** The same when they are partial sums. */
  readonly partialBits: Float64Array;
  /** No later node needs less: one tile of final elements. A second tile is not kept of what is there as a whole. */
  readonly leastBits: Float64Array;
  /** [boundary * nodes + node]: 1 where sums return over the boundary. */
  readonly returns: Uint8Array;
  /** Capacity left for each boundary's memory beside what all other operands need there at the least. */
  readonly room: Float64Array;
  /** [boundary]: index of the memory below among the memories that several operands cut, or -1. */
  readonly shared: Int32Array;
}

export const stateOf = (closed: number, returns: number) => closed * 2 + returns;
export const closedIn = (state: number) => state >> 1;
export const returnsIn = (state: number) => state & 1;

/** A memory whose capacity several operands divide by their cuts. */
export interface SharedMemory {
  readonly memory: number;
  /** Bits left by operands that keep all their data there. */
  readonly capacity: number;
}

export interface Holdings {
  readonly operands: readonly OperandHoldings[];
  readonly shared: readonly SharedMemory[];
}

/** Bits that the memory below a boundary needs at a node, by the state before the boundary is closed. */
export function bitsAt(holdings: OperandHoldings, state: number, boundary: number, at: number): number {
  return boundary > 0 && returnsIn(state) === 1 ? holdings.partialBits[at]! : holdings.finalBits[at]!;
}

/**
 * `share` below 1 leaves the rest of every memory to the next tiles, as far as what must be there leaves it: nests that
 * fit so seldom wait for room.
 */
export function makeHoldings(problem: LoopNestProblem, lattice: Lattice, share = 1): Holdings {
  const tables = problem.operands.map((plan) => tabulate(problem, plan, lattice));
  const shared: SharedMemory[] = [];
  const rooms = problem.operands.map(({ memories }) => new Float64Array(memories.length).fill(Infinity));
  const places = problem.operands.map(({ memories }) => new Int32Array(memories.length).fill(-1));
  problem.hardware.memories.forEach(({ bits }, memory) => {
    const users = problem.operands.flatMap(({ memories }, operand) => {
      const level = memories.indexOf(memory);
      return level < 0 ? [] : [{ operand, level, isTop: level === memories.length - 1 }];
    });
    const whole = users.filter(({ isTop }) => isTop).reduce((sum, { operand }) => sum + wholeBits(tables[operand]!), 0);
    const cutters = users.filter(({ isTop }) => !isTop);
    const least = ({ operand, level }: (typeof users)[number]) =>
      tables[operand]!.leastBits[(level + 1) * lattice.nodeCount]!;
    const widest = cutters.reduce((sum, { operand, level }) => {
      return sum + tables[operand]!.partialBits[(level + 1) * lattice.nodeCount]!;
    }, 0);
    const capacity = Math.max(share * bits - whole, Math.min(bits - whole, widest));
    for (const user of cutters) {
      const others = cutters.filter((other) => other !== user).reduce((sum, other) => sum + least(other), 0);
      rooms[user.operand]![user.level + 1] = capacity - others;
      if (cutters.length > 1) places[user.operand]![user.level + 1] = shared.length;
    }
    if (cutters.length > 1) shared.push({ memory, capacity });
  });
  const operands = tables.map((table, index) => ({ ...table, room: rooms[index]!, shared: places[index]! }));
  return { operands, shared };
}

/** Bits of all of an operand where it comes from or goes to. */
function wholeBits({ plan, finalBits, partialBits, returns, boundaries }: Tables): number {
  const nodes = returns.length / boundaries;
  const top = boundaries - 1;
  // With a single memory its sums are added up there.
  const alwaysAdds = plan.isOutput && top === 0 && returns[0] === 1;
  return (alwaysAdds ? partialBits : finalBits)[boundaries * nodes + nodes - 1]!;
}

type Tables = Omit<OperandHoldings, 'room' | 'shared'>;

function tabulate(problem: LoopNestProblem, plan: OperandPlan, lattice: Lattice): Tables {
  const boundaries = plan.memories.length;
  const { nodeCount } = lattice;
  const finalBits = new Float64Array((boundaries + 1) * nodeCount);
  const partialBits = new Float64Array((boundaries + 1) * nodeCount);
  const leastBits = new Float64Array((boundaries + 1) * nodeCount);
  const returns = new Uint8Array(boundaries * nodeCount);
  for (let boundary = 0; boundary <= boundaries; boundary++) {
    const twoTiles = boundary > 0 && problem.hardware.memories[plan.memories[boundary - 1]!]!.keepsTwoTiles;
    const last = elementsBelow(plan, MEAN_UNITS, boundary, lattice.below, (nodeCount - 1) * problem.dimCount);
    for (let node = 0; node < nodeCount; node++) {
      const offset = node * problem.dimCount;
      const elements = elementsBelow(plan, MEAN_UNITS, boundary, lattice.below, offset);
      const copies = twoTiles && elements < last ? 2 : 1;
      leastBits[boundary * nodeCount + node] = elements * plan.finalBits;
      finalBits[boundary * nodeCount + node] = elements * copies * plan.finalBits;
      partialBits[boundary * nodeCount + node] = elements * copies * plan.bits;
      if (boundary === boundaries) continue;
      const isBack = sumsReturn(plan, MEAN_UNITS, boundary, lattice.below, offset);
      returns[boundary * nodeCount + node] = isBack ? 1 : 0;
    }
  }
  // Sums leave the multipliers at every step: that boundary is closed before the first loop.
  const start = plan.isOutput ? stateOf(1, returns[0]!) : stateOf(0, 0);
  return {
    plan,
    boundaries,
    start,
    stateCount: stateOf(boundaries, 1) + 1,
    finalBits,
    partialBits,
    leastBits,
    returns,
  };
}
