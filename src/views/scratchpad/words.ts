import { formatQuantity } from '../../../models/units';
import { bytesLike } from '../parts/bytes';
import type { ScheduleAnswer, ScheduleQuestion } from '../../state/scratchpad/questions';
import type { RunStatus } from '../../state/scratchpad/polled-run';

/** Sizes beside each other in binary units, as scratchpads are. */
export const bytesText = bytesLike(2 ** 20);

/** A size with as many digits as tell it from its neighbours on a staircase. */
export function exactBytesText(bytes: number): string {
  const unit = bytes >= 2 ** 20 ? (['MiB', 2 ** 20] as const) : bytes >= 2 ** 10 ? (['KiB', 2 ** 10] as const) : (['B', 1] as const); // prettier-ignore
  return `${Number((bytes / unit[1]).toPrecision(7)).toLocaleString('en', { maximumFractionDigits: 4 })}\u00a0${unit[0]}`;
}

/** How far the best schedule may be from the optimum, as a share of what it moves. */
export function gapOf({ lowerBound, upperBound }: Pick<ScheduleAnswer, 'lowerBound' | 'upperBound'>): number {
  return upperBound === 0 ? 0 : (upperBound - lowerBound) / upperBound;
}

export function gapText(gap: number): string {
  return formatQuantity(gap, 'ratio', 2).text;
}

/** What is proven of an answer, in a few words. */
export function proofText(answer: ScheduleAnswer, status: RunStatus): string {
  const gap = gapOf(answer);
  if (gap <= 0) return 'proven optimal';
  if (status === 'running') return `searching, gap ${gapText(gap)}`;
  return `heuristic, gap ${gapText(gap)}`;
}

/** What the schedule comes to, in one sentence. */
export function scheduleFinding({ loaded }: ScheduleQuestion, answer: ScheduleAnswer, status: RunStatus): string {
  const moved = answer.upperBound;
  const proof = proofText(answer, status);
  if (moved === 0) return `${loaded.graph.name}: nothing is moved beyond the compulsory bytes, ${proof}`;
  return `${loaded.graph.name}: ${bytesText(moved)} moved beyond the compulsory ${bytesText(loaded.compulsoryBytes)}, ${proof}`;
}

/** The operator that does not fit, and what it needs. */
export function tooSmallText({ loaded, scratchpadBytes }: ScheduleQuestion): string {
  const name = loaded.graph.operators[loaded.largestOperator]?.name ?? '';
  return `The operator ${name} needs ${bytesText(loaded.leastBytes)} for its inputs and outputs; the scratchpad has ${bytesText(scratchpadBytes)}.`;
}

export function countText(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
