import type { Phase } from '../../../models/workload/lowering/rows';
import type { ReportOperator } from '../../../models/evaluate/explain/report';
import type { PlotArea } from '../plot';
import type { Scale } from '../scale';
import { intensityOf, isDrawable, type RooflineSubject } from './roofs';

export interface OperatorMark {
  readonly id: string;
  readonly operator: ReportOperator;
  readonly phase: Phase;
  readonly xPx: number;
  readonly yPx: number;
  /** Of the circle; a diamond has the same area. */
  readonly radiusPx: number;
  /** Where the same operator stands by bytes of the other memories, by their position. */
  readonly others: readonly { readonly at: number; readonly xPx: number }[];
}

interface MarksOf {
  readonly marks: readonly OperatorMark[];
}

/** Radius that an operator with all of its phase's time would have. */
export function largestRadius({ left, right, top, bottom }: PlotArea): number {
  return Math.min(32, Math.max(13, 0.06 * Math.min(right - left, bottom - top)));
}

/** Large ones first, so that small ones are drawn on top. */
export function marksOf(
  subject: RooflineSubject,
  at: number,
  x: Scale,
  y: Scale,
  largest: number,
): readonly OperatorMark[] {
  const marks = subject.report.operators.flatMap((operator): OperatorMark[] => {
    const intensity = intensityOf(subject, operator, at);
    if (intensity === null || !isDrawable(operator.opsPerSecond)) return [];
    const others = subject.memories.tiers.flatMap((_, other) => {
      const elsewhere = other === at ? null : intensityOf(subject, operator, other);
      return elsewhere === null ? [] : [{ at: other, xPx: x.at(elsewhere) }];
    });
    return [
      {
        id: operator.id,
        operator,
        phase: operator.phase,
        xPx: x.at(intensity),
        yPx: y.at(operator.opsPerSecond),
        radiusPx: Math.max(3.5, largest * Math.sqrt(operator.share)),
        others,
      },
    ];
  });
  return marks.sort((a, b) => b.radiusPx - a.radiusPx);
}

/** The operator meant by a pointer: the smallest mark under it, else the nearest one close by. */
export function markAt({ marks }: MarksOf, xPx: number, yPx: number): OperatorMark | null {
  const reach = 24;
  let best: OperatorMark | null = null;
  let bestScore = Infinity;
  for (const mark of marks) {
    const distance = Math.hypot(mark.xPx - xPx, mark.yPx - yPx);
    const score = distance <= mark.radiusPx + 1 ? mark.radiusPx - 1e3 : distance - mark.radiusPx;
    if (score <= bestScore && score < reach) {
      best = mark;
      bestScore = score;
    }
  }
  return best;
}

/** Operators in the order in which arrow keys walk them: those that take longest first, phase by phase. */
export function walkOrder({ marks }: MarksOf): readonly OperatorMark[] {
  const phases: readonly Phase[] = ['prefill', 'decode'];
  return phases.flatMap((phase) =>
    marks.filter((mark) => mark.phase === phase).sort((a, b) => b.operator.seconds - a.operator.seconds),
  );
}
