import type { ChoiceProblem } from './choice-problem';

/**
 * The problem as an integer programme in CPLEX LP text, scaled so that costs and losses are near one whatever their units:
 * solvers' tolerances are absolute. Costs are counted from the cheapest option of each item.
 */
export interface ChoiceProgramme {
  readonly text: string;
  /** Cost of a choice = `offset` + `scale` times the objective. */
  readonly offset: number;
  readonly scale: number;
}

export function choiceProgramme({ items, budget }: ChoiceProblem): ChoiceProgramme {
  const cheapest = items.map((options) => Math.min(...options.map(({ cost }) => cost)));
  const over = items.map((options, item) => options.map(({ cost }) => cost - cheapest[item]!));
  const scale = Math.max(...over.flat(), 0) || 1;
  const lossScale = Math.max(...items.flatMap((options) => options.map(({ loss }) => loss)), 0) || 1;
  const terms = (of: (item: number, option: number) => number) =>
    items.flatMap((options, item) => options.map((_, option) => `+ ${of(item, option)} ${variable(item, option)}`));
  const lines = [
    'Minimize',
    ` cost: ${terms((item, option) => over[item]![option]! / scale).join('\n  ')}`,
    'Subject To',
    ...items.map(
      (options, item) => ` one${item}: ${options.map((_, option) => variable(item, option)).join(' + ')} = 1`,
    ),
    ` loss: ${terms((item, option) => items[item]![option]!.loss / lossScale).join('\n  ')} <= ${budget / lossScale}`,
    'Binary',
    ...items.map((options, item) => ` ${options.map((_, option) => variable(item, option)).join(' ')}`),
    'End',
  ];
  return { text: lines.join('\n'), offset: cheapest.reduce((sum, cost) => sum + cost, 0), scale };
}

/** Option of each item from the values of the variables: the one nearest to one. */
export function chosenFrom({ items }: ChoiceProblem, valueOf: (variable: string) => number): readonly number[] {
  return items.map((options, item) => {
    const values = options.map((_, option) => valueOf(variable(item, option)));
    return values.indexOf(Math.max(...values));
  });
}

function variable(item: number, option: number): string {
  return `x${item}_${option}`;
}
