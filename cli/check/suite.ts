/**
 * The shape that every `ridgeline check` suite shares: read a file of reference cases, predict from each case's inputs
 * alone, compare with what the case expects, report.
 */

export interface SuiteOptions {
  /** Only cases of these groups; undefined: all. */
  readonly groups?: readonly string[] | undefined;
  /** Only these fields are compared; undefined: all that the suite compares. */
  readonly fields?: readonly string[] | undefined;
}

/** One number that a case expects, against ours. */
export interface Comparison {
  readonly field: string;
  readonly expected: number | null;
  readonly predicted: number | null;
  /** |predicted - expected| / max(|expected|, tiny); 0 when equal, Infinity when one of them is missing. */
  readonly relative: number;
  readonly passed: boolean;
}

export type CaseStatus = 'passed' | 'failed' | 'unsupported';

export interface CaseResult {
  readonly id: string;
  readonly group: string;
  readonly status: CaseStatus;
  /** Why a case is unsupported (an operator kind or mode, never a case) or failed without a comparison. */
  readonly reason?: string;
  readonly worstRelative: number;
  /** Names of the fields compared. */
  readonly fields: readonly string[];
  /** Comparisons that did not hold. */
  readonly differences: readonly Comparison[];
  /** Every predicted quantity under the names that the case's `expected` uses. */
  readonly predicted: unknown;
}

export type SuiteOutcome =
  | {
      readonly kind: 'done';
      readonly cases: readonly CaseResult[];
      /** Fields of the reference that this suite deliberately leaves out. */
      readonly notCompared: readonly string[];
    }
  /** The file is not one of this suite, or an option names something unknown; exit status 2. */
  | { readonly kind: 'badInput'; readonly message: string };

export interface CheckSuite {
  readonly id: string;
  run(casesJson: unknown, options: SuiteOptions): SuiteOutcome;
}

/** The last line that `check` prints. */
export interface SuiteSummary {
  readonly suite: string;
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly unsupported: number;
  readonly unsupportedReasons: Readonly<Record<string, number>>;
  /** Largest relative difference over all comparisons; null when one side of a comparison is missing. */
  readonly worst: number | null;
  readonly fields: { readonly compared: readonly string[]; readonly notCompared: readonly string[] };
}

/** Below this magnitude differences count as absolute. */
const TINY = 1e-300;

/** Compares two numbers; null, undefined and non-finite values equal only themselves. */
export function compareNumbers(
  field: string,
  predicted: number | null | undefined,
  expected: number | null | undefined,
  tolerance: number,
): Comparison {
  const ours = predicted ?? null;
  const theirs = expected ?? null;
  const relative = relativeDifference(ours, theirs);
  return { field, expected: theirs, predicted: ours, relative, passed: relative <= tolerance };
}

function relativeDifference(ours: number | null, theirs: number | null): number {
  if (Object.is(ours, theirs) || ours === theirs) return 0;
  if (ours === null || theirs === null || !Number.isFinite(ours) || !Number.isFinite(theirs)) return Infinity;
  return Math.abs(ours - theirs) / Math.max(Math.abs(theirs), TINY);
}

/** A case is passed when it was compared with something and every comparison held. */
export function judgeCase(
  id: string,
  group: string,
  comparisons: readonly Comparison[],
  predicted: unknown,
): CaseResult {
  const differences = comparisons.filter((comparison) => !comparison.passed);
  const failedByEmptiness = comparisons.length === 0;
  return {
    id,
    group,
    status: differences.length > 0 || failedByEmptiness ? 'failed' : 'passed',
    ...(failedByEmptiness ? { reason: 'nothing to compare' } : {}),
    worstRelative: comparisons.reduce((worst, comparison) => Math.max(worst, comparison.relative), 0),
    fields: [...new Set(comparisons.map((comparison) => comparison.field))],
    differences,
    predicted,
  };
}

export function unsupportedCase(id: string, group: string, reason: string): CaseResult {
  return {
    id,
    group,
    status: 'unsupported',
    reason,
    worstRelative: 0,
    fields: [],
    differences: [],
    predicted: null,
  };
}

/** A case whose inputs cannot be read: it fails, since otherwise a broken file would pass. */
export function unreadableCase(id: string, group: string, reason: string): CaseResult {
  return { ...unsupportedCase(id, group, reason), status: 'failed', worstRelative: Infinity };
}

export function summarise(suite: string, outcome: Extract<SuiteOutcome, { kind: 'done' }>): SuiteSummary {
  const count = (status: CaseStatus) => outcome.cases.filter((result) => result.status === status).length;
  const reasons: Record<string, number> = {};
  for (const result of outcome.cases) {
    if (result.status !== 'unsupported') continue;
    const reason = result.reason ?? 'unsupported';
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  const worst = outcome.cases.reduce((most, result) => Math.max(most, result.worstRelative), 0);
  return {
    suite,
    cases: outcome.cases.length,
    passed: count('passed'),
    failed: count('failed'),
    unsupported: count('unsupported'),
    unsupportedReasons: reasons,
    worst: Number.isFinite(worst) ? worst : null,
    fields: {
      compared: [...new Set(outcome.cases.flatMap((result) => result.fields))],
      notCompared: outcome.notCompared,
    },
  };
}

/** One line for each failing case: its id, then each field that differs. */
export function failureLines(cases: readonly CaseResult[]): string[] {
  return cases
    .filter((result) => result.status === 'failed')
    .map((result) => {
      const details = result.differences.map(
        ({ field, expected, predicted, relative }) =>
          `${field} expected ${String(expected)} predicted ${String(predicted)} (relative ${relative.toExponential(2)})`,
      );
      return [`${result.id} (${result.group})`, result.reason, ...details].filter((part) => part).join('; ');
    });
}

/** Lines for `--predictions`: one JSON object per case that was predicted. */
export function predictionLines(cases: readonly CaseResult[]): string[] {
  return cases
    .filter((result) => result.predicted !== null)
    .map(({ id, predicted }) => JSON.stringify({ id, predicted }));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path (`sram.ifmap_reads`), undefined when a step is absent. */
export function valueAt(value: unknown, path: string): unknown {
  let current: unknown = value;
  for (const key of path.split('.')) {
    if (!isRecord(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/** The finite number at a dotted path, else undefined. */
export function numberAt(value: unknown, path: string): number | undefined {
  const found = valueAt(value, path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

export function stringAt(value: unknown, path: string): string | undefined {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : undefined;
}

/** A case of a reference file, with the two fields that all of them have. */
export interface RawCase {
  readonly id: string;
  readonly group: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The cases of a file, of the wanted groups, in its order; or the sentence that says what is wrong. */
export function readCases(casesJson: unknown, options: SuiteOptions): readonly RawCase[] | string {
  const list = valueAt(casesJson, 'cases');
  if (!Array.isArray(list)) return 'cases: must be an array';
  const all: RawCase[] = [];
  for (const [index, body] of (list as readonly unknown[]).entries()) {
    const id = stringAt(body, 'id');
    const group = stringAt(body, 'group');
    if (!isRecord(body) || id === undefined || group === undefined) {
      return `cases[${index}]: must have an id and a group`;
    }
    all.push({ id, group, body });
  }
  const known = new Set(all.map((entry) => entry.group));
  const unknown = options.groups?.find((group) => !known.has(group));
  if (unknown !== undefined) return `--groups: no group "${unknown}"; there are ${[...known].join(', ')}`;
  const wanted = options.groups;
  return wanted === undefined ? all : all.filter((entry) => wanted.includes(entry.group));
}
