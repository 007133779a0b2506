import fc from 'fast-check';
import { expect, it } from 'vitest';
import { totalsOf, withinBudget, type ChoiceProblem } from '../models/precision/choice-problem';
import { solveExactly } from '../models/precision/exact-frontier';
import { highsSolver } from './highs-solver';

const solve = highsSolver();

/** Options as formats give them: seconds of microseconds, losses of thousandths. */
const option = fc.record({
  cost: fc.double({ min: -1e-4, max: 1e-4, noNaN: true }),
  loss: fc.double({ min: 0, max: 1e-2, noNaN: true }),
});
const anyProblem: fc.Arbitrary<ChoiceProblem> = fc.record({
  items: fc.array(fc.array(option, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }),
  budget: fc.double({ min: 1e-4, max: 5e-2, noNaN: true }),
});

it('agrees with the dynamic programme, and its bound is the optimum', async () => {
  const problems = fc.sample(anyProblem, { numRuns: 40, seed: 7 });
  const solutions = await solve(problems);
  problems.forEach((problem, i) => {
    const exact = solveExactly(problem)!;
    const found = solutions[i]!;
    expect(found.status).toBe(exact.status);
    if (exact.status === 'infeasible') return;
    const scale = Math.max(...problem.items.flat().map(({ cost }) => Math.abs(cost)));
    expect(Math.abs(found.cost - exact.cost)).toBeLessThan(1e-8 * scale);
    expect(Math.abs(found.bound - exact.cost)).toBeLessThan(1e-8 * scale);
    expect(totalsOf(problem, found.chosen)).toEqual({ cost: found.cost, loss: found.loss });
    expect(withinBudget(problem, found.loss)).toBe(true);
  });
  expect(solutions.filter(({ status }) => status === 'optimal').length).toBeGreaterThan(20);
});

it('says that a budget below the least losses cannot be kept', async () => {
  const [found] = await solve([{ items: [[{ cost: 1, loss: 2 }]], budget: 1 }]);
  expect(found).toMatchObject({ status: 'infeasible', chosen: [] });
});

it('proves a problem whose frontier is too long to list: sixty items of powers of two', async () => {
  const items = Array.from({ length: 60 }, (_, i) => [
    { cost: 0, loss: 0 },
    { cost: -(1 + (i % 7) / 7), loss: 1 + ((3 * i) % 11) / 11 },
    { cost: -(1.6 + (i % 5) / 9), loss: 1.9 + ((2 * i) % 13) / 7 },
  ]);
  const [found] = await solve([{ items, budget: 50 }]);
  expect(found?.status).toBe('optimal');
  expect(found!.bound / found!.cost).toBeCloseTo(1, 8);
});
