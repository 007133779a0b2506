import { hasBit, setBit } from './bits';
import type { SearchProblem } from './problem';

/**
 * The same problem with operators held to an order up to a reach: none comes before one that stands `reach` or more places
 * earlier. With a reach of 1 the order itself is all that is left. What is found here is a schedule of the problem; bounds
 * hold near the order alone.
 */
export function nearOrder(problem: SearchProblem, order: readonly number[], reach: number): SearchProblem {
  const { operatorCount, operatorWords: words } = problem;
  const predecessors = problem.predecessors.slice();
  for (const [place, operator] of order.entries()) {
    for (let earlier = 0; earlier <= place - reach; earlier++) setBit(predecessors, operator * words, order[earlier]!);
  }
  const ancestors = predecessors.slice();
  for (const operator of order) {
    for (let before = 0; before < operatorCount; before++) {
      if (!hasBit(predecessors, operator * words, before)) continue;
      for (let word = 0; word < words; word++) ancestors[operator * words + word]! |= ancestors[before * words + word]!;
    }
  }
  const descendants = new Int32Array(operatorCount * words);
  for (const operator of order) {
    for (const before of order) {
      if (hasBit(ancestors, operator * words, before)) setBit(descendants, before * words, operator);
    }
  }
  return { ...problem, predecessors, ancestors, descendants };
}
