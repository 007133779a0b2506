/** Compares what the models predict with what the tool reported, field by field. */
import { compareNumbers, isRecord, valueAt, type Comparison } from './suite';

/** Differences of the order of summation, no more. */
const TOLERANCE = 1e-9;

/** Sentences and names of exceptions; where the operands of a collective would be, which has none. */
export const NOT_COMPARED = ['error', 'error_type', 'operators.loc of collectives'] as const;

type Fields = Readonly<Record<string, unknown>>;

export function compareGenz(
  predicted: Fields,
  expected: unknown,
  wanted: readonly string[] | undefined,
): readonly Comparison[] {
  if (!isRecord(expected)) return [];
  const { error: _error, error_type: _type, operators, ...rest } = expected;
  const all = [
    ...compareFields(predicted, rest, ''),
    ...compareOperators(listOf(predicted.operators), listOf(operators)),
  ];
  const chosen = wanted === undefined ? all : all.filter(({ field }) => wanted.includes(field));
  // A case that has none of the wanted fields is still answered with the right status or not.
  return chosen.length > 0 ? chosen : all.filter(({ field }) => field === 'status');
}

/** Every leaf that is expected: numbers within the tolerance, words exactly. */
function compareFields(predicted: unknown, expected: Fields, prefix: string): readonly Comparison[] {
  return Object.entries(expected).flatMap(([key, theirs]) => {
    const field = `${prefix}${key}`;
    const ours = valueAt(predicted, key);
    if (isRecord(theirs)) return compareFields(ours, theirs, `${field}.`);
    if (typeof theirs !== 'number') return [compareWords(field, ours, theirs)];
    return [compareNumbers(field, typeof ours === 'number' ? ours : null, theirs, TOLERANCE)];
  });
}

/** Words agree or they do not: 1 is expected, 0 is what disagreement counts as. */
function compareWords(field: string, predicted: unknown, expected: unknown): Comparison {
  return compareNumbers(field, JSON.stringify(predicted) === JSON.stringify(expected) ? 1 : 0, 1, 0);
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isRecord) : [];
}

/**
 * Operators by name and shape. The tool lists the stages of a pipeline one by one, the models all layers of a kind
 * together: repeats are added up before they are compared.
 */
function compareOperators(predicted: readonly Fields[], expected: readonly Fields[]): readonly Comparison[] {
  if (expected.length === 0) return [];
  const ours = byShape(predicted);
  const theirs = byShape(expected);
  return [...new Set([...theirs.keys(), ...ours.keys()])].flatMap((shape) => {
    const found = ours.get(shape) ?? [];
    const wanted = theirs.get(shape) ?? [];
    const repeat = compareNumbers('operators.repeat', repeats(found), repeats(wanted), TOLERANCE);
    return [repeat, ...wanted.flatMap((operator) => compareOperator(found[0] ?? {}, operator))];
  });
}

function byShape(operators: readonly Fields[]): ReadonlyMap<string, readonly Fields[]> {
  const groups = new Map<string, Fields[]>();
  for (const operator of operators) {
    const { name, rows, K, N, H, Mq, Nkv, Hkv } = operator;
    const shape = JSON.stringify([name, rows, K, N, H, Mq, Nkv, Hkv]);
    groups.set(shape, [...(groups.get(shape) ?? []), operator]);
  }
  return groups;
}

function repeats(operators: readonly Fields[]): number {
  return operators.reduce((sum, { repeat }) => sum + (typeof repeat === 'number' ? repeat : NaN), 0);
}

function compareOperator(ours: Fields, theirs: Fields): readonly Comparison[] {
  const { repeat: _repeat, loc, ...rest } = theirs;
  const placed = theirs.sync === null ? { loc } : {};
  return compareFields(ours, { ...rest, ...placed }, 'operators.');
}
