/** `ridgeline map --cases`: the mapper beside ZigZag, on cases that say what that tool found for a given spatial choice. */
import { evaluateNest } from '../models/cost/loop-nest/evaluate';
import { makeScratch } from '../models/cost/loop-nest/scratch';
import { DEFAULT_LIMITS, mapNest } from '../models/mapping/map-nest';
import { type Goal, goalValue, OBJECTIVES, type Objective } from '../models/mapping/objective';
import { nestOfCase, problemOfCase } from './check/zigzag-cases';
import { isRecord, type RawCase, stringAt, valueAt } from './check/suite';
import { table, type TableColumn } from './output';
import { CONVENTIONS } from './map';

/** One objective of one case: joules, stalled cycles or joule-cycles. */
export interface Rivalry {
  readonly objective: Objective;
  readonly theirs: number;
  readonly ours: number;
  /** No nest has a smaller value. */
  readonly bound: number;
  readonly milliseconds: number;
}

export interface MappedCase {
  readonly id: string;
  /** What the tool's nest was searched for. */
  readonly searchedFor: string;
  readonly rivalries: readonly Rivalry[];
}

export type MappedCases =
  | { readonly kind: 'mapped'; readonly cases: readonly MappedCase[] }
  | { readonly kind: 'refused'; readonly message: string };

/** Values of both nests under the same model, ours searched for each objective. @param now milliseconds since some moment */
export function mapCases(json: unknown, now: () => number): MappedCases {
  const list = valueAt(json, 'cases');
  if (!Array.isArray(list)) return { kind: 'refused', message: 'cases: must be an array' };
  const cases: MappedCase[] = [];
  for (const [index, body] of (list as readonly unknown[]).entries()) {
    const mapped = isRecord(body) ? mapCase(body, now) : 'must be an object';
    if (typeof mapped === 'string') return { kind: 'refused', message: `cases[${index}]: ${mapped}` };
    cases.push(mapped);
  }
  return { kind: 'mapped', cases };
}

function mapCase(body: RawCase['body'], now: () => number): MappedCase | string {
  const compiled = problemOfCase(body, CONVENTIONS);
  if ('unreadable' in compiled) return compiled.unreadable;
  const { problem } = compiled;
  const theirNest = nestOfCase(problem, body);
  if ('unreadable' in theirNest) return theirNest.unreadable;
  const scratch = makeScratch(problem);
  evaluateNest(problem, theirNest, scratch);
  const theirs = scratch.result.slice();
  const rivalries = OBJECTIVES.map((objective): Rivalry => {
    const goal: Goal = { objective, latency: 'stalled' };
    const begun = now();
    const mapping = mapNest(problem, goal, { ...DEFAULT_LIMITS, shouldStop: () => false });
    const milliseconds = now() - begun;
    const found = mapping.kind === 'mapped' ? mapping : { value: NaN, bound: NaN };
    return { objective, theirs: goalValue(goal, theirs), ours: found.value, bound: found.bound, milliseconds };
  });
  return { id: stringAt(body, 'id') ?? '', searchedFor: stringAt(body, 'objective') ?? '', rivalries };
}

/** Whether the mapper is no worse in anything, but for the last bits. */
export function isNoWorse({ rivalries }: MappedCase): boolean {
  return rivalries.every(({ theirs, ours }) => ours <= theirs * (1 + 1e-12));
}

interface Line extends Rivalry {
  readonly id: string;
  readonly searchedFor: string;
}

const COLUMNS: readonly TableColumn<Line>[] = [
  { head: 'case', cell: ({ id }) => id },
  { head: 'ZigZag sought', cell: ({ searchedFor }) => searchedFor },
  { head: 'objective', cell: ({ objective }) => objective },
  { head: 'ZigZag', cell: ({ theirs }) => theirs.toPrecision(7), align: 'right' },
  { head: 'mapper', cell: ({ ours }) => ours.toPrecision(7), align: 'right' },
  { head: 'mapper / ZigZag', cell: ({ ours, theirs }) => (ours / theirs).toFixed(4), align: 'right' },
  { head: 'gap', cell: ({ ours, bound }) => `${(100 * (ours / bound - 1)).toFixed(2)} %`, align: 'right' },
  { head: 'ms', cell: ({ milliseconds }) => milliseconds.toFixed(0), align: 'right' },
];

/** Joules, cycles and joule-cycles of every case, theirs and ours. */
export function casesText(cases: readonly MappedCase[]): string {
  const lines = cases.flatMap(({ id, searchedFor, rivalries }) =>
    rivalries.map((rivalry) => ({ id, searchedFor, ...rivalry })),
  );
  return table(COLUMNS, lines);
}
