/** The mapper on ZigZag's cases, with their machines and spatial choices, beside the seconds that the tool took. */
import { median } from '../bench/measure';
import { isRecord, valueAt } from './check/suite';
import { isNoWorse, type MappedCase, mapCases } from './map-cases';
import { done, refused, type Result } from './result';

export interface MapperBench {
  readonly cases: number;
  /** What each case was sought for there, all cases. */
  readonly totalMs: number;
  /** The same for a case in the middle. */
  readonly medianMs: number;
  /** Energy, latency and their product of all cases. */
  readonly allObjectivesMs: number;
  readonly noneWorse: boolean;
  /** Seconds that the file says the tool took, on a machine that it does not name; NaN: it does not say. */
  readonly statedSeconds: number;
  readonly runs: number;
}

/** Medians of `rounds` after one to warm up. @param now milliseconds since some moment */
export function benchMapper(json: unknown, rounds: number, now: () => number): Result<MapperBench> {
  const runs: (readonly MappedCase[])[] = [];
  for (let round = 0; round <= rounds; round++) {
    const answer = mapCases(json, now);
    if (answer.kind === 'refused') return refused(answer.message);
    runs.push(answer.cases);
  }
  const [first = [], ...warm] = runs;
  const sought = first.map((_, index) => median(warm.map((cases) => millisecondsSought(cases[index]!))));
  return done({
    cases: first.length,
    totalMs: sum(sought),
    medianMs: median(sought),
    allObjectivesMs: median(warm.map((cases) => sum(cases.flatMap(({ rivalries }) => rivalries.map(timeOf))))),
    noneWorse: first.every(isNoWorse),
    statedSeconds: sum(casesOf(json).map((body) => (typeof body['wall_s'] === 'number' ? body['wall_s'] : NaN))),
    runs: warm.length,
  });
}

function casesOf(json: unknown): readonly Readonly<Record<string, unknown>>[] {
  const list = valueAt(json, 'cases');
  return Array.isArray(list) ? (list as readonly unknown[]).filter(isRecord) : [];
}

function millisecondsSought({ searchedFor, rivalries }: MappedCase): number {
  return sum(rivalries.filter(({ objective }) => objective === searchedFor).map(timeOf));
}

function timeOf({ milliseconds }: { readonly milliseconds: number }): number {
  return milliseconds;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
