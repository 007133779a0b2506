import { expect, it } from 'vitest';
import { operatorGraph } from '../check-graph';
import { largestOperator } from '../footprint';
import type { GraphOperator, GraphTensor, OperatorGraph } from '../graph';
import { Scheduler } from '../scheduler';
import { validateSchedule } from '../validate';
import { BestFirst } from './best-first';
import { compileSegment } from './problem';
import { Symmetry } from './symmetry';

/** So many tensors, no two of one size, are live across an operator beside which half of them fit. */
function crossed(count: number): OperatorGraph {
  const tensors: GraphTensor[] = [{ name: 'x', bytes: 1, kind: 'input' }];
  const operators: GraphOperator[] = [];
  const add = (name: string, bytes: number, kind: GraphTensor['kind'] = 'activation') => {
    return tensors.push({ name, bytes, kind }) - 1;
  };
  const kept = Array.from({ length: count }, (_, index) => add(`kept${index}`, 1000 + index * index));
  const tokens = kept.map((_, index) => add(`token${index}`, 1));
  kept.forEach((tensor, index) => {
    const inputs = index === 0 ? [0] : [tokens[index - 1]!];
    operators.push({ name: `make${index}`, inputs, outputs: [tensor, tokens[index]!] });
  });
  const middle = add('middle', 700 * count);
  operators.push({ name: 'cross', inputs: tokens, outputs: [middle] });
  kept.forEach((tensor, index) => {
    operators.push({ name: `use${index}`, inputs: [tensor, middle], outputs: [add(`end${index}`, 1, 'output')] });
  });
  const checked = operatorGraph({ name: 'crossed', operators, tensors });
  if (!checked.ok) throw new Error(checked.reason);
  return checked.value;
}

it('ends a proof, and not the patience, where there are more ways to let go than can be looked at', () => {
  const graph = crossed(30);
  const capacity = largestOperator(graph).bytes + 15_000;
  const problem = compileSegment(graph, { operators: [...graph.operators.keys()], entry: null });
  const limits = { limit: Infinity, floor: 0, seed: 0, mostMemory: 500e6 };
  const search = new BestFirst(problem, capacity, limits, Symmetry.of(problem));
  while (search.status === 'open') search.step(1000);
  expect(search.status).toBe('full');
  const scheduler = new Scheduler(graph, capacity);
  for (let step = 0; step < 5; step++) scheduler.step(50);
  scheduler.stopSearching();
  while (!scheduler.isDone) scheduler.step(100);
  expect(search.lowerBound).toBeLessThanOrEqual(scheduler.upperBound);
  expect(scheduler.lowerBound).toBeLessThanOrEqual(scheduler.upperBound);
  expect(validateSchedule(graph, capacity, scheduler.best).faults).toEqual([]);
});
