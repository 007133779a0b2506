import type { PhaseReport, Report, ReportOperator, Resource } from '../../../models/evaluate/explain/report';
import { computeRoofs, intensityOf, isDrawable, memoryRoof, tierName, type RooflineSubject } from './roofs';

const BOUND_WORDS: Readonly<Record<Resource, string>> = {
  compute: 'compute-bound',
  memory: 'memory-bound',
  onChip: 'bound by on-chip memory',
  vector: 'bound by the vector unit',
  network: 'bound by the network',
  overhead: 'bound by overhead per operator',
  none: 'without work',
};

/** What bounds an operator or a phase, in words. */
export function boundWords(bound: Resource): string {
  return BOUND_WORDS[bound];
}

const PHASE_WORDS = { prefill: 'Prefill', decode: 'Decode' } as const;

/** The sentence above the chart: what it shows, not what it is. */
export function rooflineFinding(subject: RooflineSubject, at: number): string {
  const { report } = subject;
  if (!report.operators.some(({ seconds, opsPerSecond }) => seconds > 0 && isDrawable(opsPerSecond))) {
    return report.reasons[0] ?? 'This design has no operator with a known time';
  }
  const phases = [report.decode, report.prefill].filter(
    ({ phase, bound }) => bound !== 'none' && report.operators.some((operator) => operator.phase === phase),
  );
  const [first, second] = phases;
  if (first === undefined) return 'Operators of this design take no time';
  const place = placeOf(subject, first, at);
  const who = report.workloadKind === 'layers' ? 'The network' : PHASE_WORDS[first.phase];
  const main = `${who} is ${boundWords(first.bound)}${place === null ? '' : `: ${place}`}`;
  if (second === undefined) return main;
  return `${main}; ${second.phase} is ${boundWords(second.bound)}`;
}

/** How many operators of a phase lie on the side of the ridge that its bound is about; null without any, or a ridge. */
function placeOf(subject: RooflineSubject, { phase, bound }: PhaseReport, at: number): string | null {
  const { report } = subject;
  const roof = memoryRoof(subject, at);
  const drawn = report.operators.filter(
    (operator) =>
      operator.phase === phase && intensityOf(subject, operator, at) !== null && isDrawable(operator.opsPerSecond),
  );
  if (roof === null || drawn.length === 0 || computeRoofs(report).length === 0) return null;
  const left = drawn.filter((operator) => isLeft(subject, operator, at, roof.bytesPerSecond)).length;
  const right = bound === 'compute';
  const count = right ? drawn.length - left : left;
  // On an array the time of its folds can bound operators of either side: the ridge then explains nothing.
  if (count === 0) return null;
  const noun = drawn.length === 1 ? 'operator' : 'operators';
  const verb = count === 1 ? 'sits' : 'sit';
  return `${count} of ${drawn.length} ${noun} ${verb} ${right ? 'right' : 'left'} of the ${roof.name} ridge`;
}

function isLeft(subject: RooflineSubject, operator: ReportOperator, at: number, bytesPerSecond: number): boolean {
  const { report } = subject;
  const own = operator.computeClass?.toUpperCase();
  const ceiling = report.ceilings.find(({ kind, label }) => kind === 'compute' && label.toUpperCase() === own);
  const rate = ceiling?.rate ?? computeRoofs(report)[0]!.rate;
  return intensityOf(subject, operator, at)! * bytesPerSecond < rate;
}

/** What the picture leaves out or can not hold, and why the design is not in order; null when that is nothing. */
export function rooflineNote(subject: RooflineSubject, drawn: readonly ReportOperator[], at: number): string | null {
  const { report } = subject;
  const sentences = report.status === 'ok' ? [] : [...report.reasons];
  const timed = report.operators.filter(({ seconds }) => !Number.isNaN(seconds));
  const untimed = report.operators.length - timed.length;
  const name = tierName(subject, at);
  const roof = memoryRoof(subject, at);
  if (roof === null) sentences.push(`The bandwidth of ${name} is not known: it has no ceiling.`);
  if (untimed > 0) sentences.push(`${countOf(untimed, report)} no known time.`);
  if (timed.length > drawn.length) {
    sentences.push(
      `${countOf(timed.length - drawn.length, report)} no matrix work or no traffic of ${name} and cannot stand on these axes.`,
    );
  }
  const above = drawn.filter((operator) => roof !== null && isAbove(subject, operator, at, roof.bytesPerSecond)).length;
  if (above > 0) {
    sentences.push(`${above} of ${drawn.length} stand above the ceiling of ${name}: their time does not wait for all of its bytes.`); // prettier-ignore
  }
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** By more than rounding, and than the loading that overlaps neighbours. */
function isAbove(subject: RooflineSubject, operator: ReportOperator, at: number, bytesPerSecond: number): boolean {
  return operator.opsPerSecond > 1.001 * bytesPerSecond * intensityOf(subject, operator, at)!;
}

function countOf(count: number, { operators }: Report): string {
  return `${count} of ${operators.length} operators ${count === 1 ? 'has' : 'have'}`;
}
