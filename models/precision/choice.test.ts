import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastLoss, relaxedBound, totalsOf, withinBudget, type ChoiceProblem } from './choice-problem';
import { choiceProgramme, chosenFrom } from './choice-programme';
import { exactFrontier, solveExactly } from './exact-frontier';

const option = fc.record({
  cost: fc.double({ min: -5, max: 5, noNaN: true }),
  loss: fc.double({ min: 0, max: 3, noNaN: true }),
});
const anyProblem: fc.Arbitrary<ChoiceProblem> = fc.record({
  items: fc.array(fc.array(option, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
  budget: fc.double({ min: 0, max: 8, noNaN: true }),
});

/** Every choice, one after the other. */
function cheapestByTrial(problem: ChoiceProblem): number {
  let choices: readonly (readonly number[])[] = [[]];
  for (const options of problem.items) choices = choices.flatMap((chosen) => options.map((_, i) => [...chosen, i]));
  const costs = choices.map((chosen) => totalsOf(problem, chosen)).filter(({ loss }) => withinBudget(problem, loss));
  return Math.min(...costs.map(({ cost }) => cost));
}

describe('exactFrontier', () => {
  it('ends at the cheapest of all choices within the budget', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const cheapest = cheapestByTrial(problem);
        const solved = solveExactly(problem);
        if (cheapest === Infinity) expect(solved?.status).toBe('infeasible');
        else expect(solved?.cost).toBeCloseTo(cheapest, 9);
      }),
    );
  });

  it('trades ever more loss for ever less cost, and each choice adds up to what it says', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const frontier = exactFrontier(problem) ?? [];
        frontier.forEach(({ chosen, cost, loss }, i) => {
          const totals = totalsOf(problem, chosen);
          expect(totals.cost).toBeCloseTo(cost, 9);
          expect(totals.loss).toBeCloseTo(loss, 9);
          const before = frontier[i - 1];
          if (before === undefined) return;
          expect(loss).toBeGreaterThan(before.loss);
          expect(cost).toBeLessThan(before.cost);
        });
      }),
    );
  });

  it('gives up where too many choices would have to be kept', () => {
    const items = Array.from({ length: 8 }, (_, i) => [
      { cost: 0, loss: 0 },
      { cost: -(2 ** i), loss: 2 ** i },
    ]);
    expect(exactFrontier({ items, budget: 1000 }, 255)).toBeNull();
    expect(exactFrontier({ items, budget: 1000 }, 256)).toHaveLength(256);
  });
});

describe('relaxedBound', () => {
  it('is below every choice, and met where one option an item is left', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const solved = solveExactly(problem);
        if (solved === null || solved.status === 'infeasible') return;
        expect(relaxedBound(problem)).toBeLessThanOrEqual(solved.cost + 1e-9);
        const single = { ...problem, items: problem.items.map((options, i) => [options[solved.chosen[i]!]!]) };
        expect(relaxedBound(single)).toBeCloseTo(solved.cost, 6);
      }),
    );
  });

  it('mixes two options of an item where the budget ends between them', () => {
    const items = [
      [
        { cost: 10, loss: 0 },
        { cost: 4, loss: 2 },
      ],
    ];
    expect(relaxedBound({ items, budget: 1 })).toBeCloseTo(7, 6);
    expect(relaxedBound({ items, budget: -1 })).toBeNaN();
    expect(leastLoss({ items, budget: 1 })).toBe(0);
  });
});

describe('choiceProgramme', () => {
  const problem: ChoiceProblem = {
    items: [
      [
        { cost: 3e-6, loss: 0 },
        { cost: 1e-6, loss: 2e-4 },
      ],
      [{ cost: -5e-6, loss: 1e-4 }],
    ],
    budget: 2e-4,
  };

  it('has a variable for each option, one choice an item, and the budget', () => {
    const { text, offset, scale } = choiceProgramme(problem);
    expect(text).toContain('one0: x0_0 + x0_1 = 1');
    expect(text).toContain('one1: x1_0 = 1');
    expect(text).toMatch(/loss: \+ 0 x0_0\s+\+ 1 x0_1\s+\+ 0.5 x1_0 <= 1$/m);
    expect(offset).toBeCloseTo(-4e-6, 18);
    expect(scale).toBeCloseTo(2e-6, 18);
  });

  it('reads a choice back from values that are nearly whole', () => {
    const values: Readonly<Record<string, number>> = { x0_0: 1e-9, x0_1: 1 - 1e-9, x1_0: 1 };
    expect(chosenFrom(problem, (name) => values[name] ?? NaN)).toEqual([1, 0]);
  });
});
