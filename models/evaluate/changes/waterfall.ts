import { assumptionWalk } from '../../design/assumption-walk';
import type { Design } from '../../design/types';
import type { MetricId } from '../metrics/metrics';
import type { ProductMapper } from '../mapped/product-mapper';
import { evaluateSingle } from '../single';

/** One bar of the walk between two sets of assumptions. */
export interface WaterfallBar {
  readonly label: string;
  readonly meaning: string;
  /** Value of the metric with this and all earlier steps taken; NaN where the design can not be built so. */
  readonly value: number;
  /** Difference to the bar before; the first bar's own value. */
  readonly delta: number;
}

/**
 * Where the difference between two sets of assumptions comes from: the design is evaluated once a step, so the bars
 * add up to the difference by construction. The order of the switches is fixed; another order gives other bars.
 */
export function assumptionWaterfall(
  design: Design,
  from: Design['assumptions']['base'],
  metric: MetricId,
  mapper: ProductMapper | null = null,
): readonly WaterfallBar[] {
  let previous = 0;
  return assumptionWalk(from, design.assumptions).map(({ label, meaning, choice }) => {
    const value = evaluateSingle({ ...design, assumptions: choice }, { mapper }).metrics[metric];
    const bar = { label, meaning, value, delta: value - previous };
    previous = value;
    return bar;
  });
}
