import { comparedInputs, type InputRow } from '../../design/comparison/inputs';
import { comparedBreakdowns, type Breakdown, type OperatorGrouping } from './breakdowns';
import { comparedMetrics, type Compared, type MetricRow } from './metrics';

/** A design of a comparison, and what it is called there. */
export interface NamedDesign extends Compared {
  /** A letter or a short word, each once. */
  readonly letter: string;
  readonly title: string;
}

/** Designs side by side: what differs between them, and what comes of it. */
export interface Comparison {
  readonly designs: readonly NamedDesign[];
  /** Position of the design that ratios refer to. */
  readonly reference: number;
  readonly inputs: readonly InputRow[];
  readonly metrics: readonly MetricRow[];
}

/** Throws when a design breaks the schema. */
export function compareDesigns(designs: readonly NamedDesign[], reference: number): Comparison {
  return {
    ...{ designs, reference },
    inputs: comparedInputs(designs.map(({ design }) => design)),
    metrics: comparedMetrics(designs, reference),
  };
}

export function breakdownsOf({ designs }: Comparison, grouping: OperatorGrouping): readonly Breakdown[] {
  return comparedBreakdowns(
    designs.map(({ report }) => report),
    grouping,
  );
}
