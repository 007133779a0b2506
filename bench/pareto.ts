import { paretoFrontier, type Better } from '../models/space/pareto';
import { measure, type Measurement } from './measure';

/** Numbers in [0, 1), the same on every machine. */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Independent columns: small frontiers, as most sweeps have. */
function uniform(objectives: number, rows: number): readonly Float64Array[] {
  const next = noise(1);
  return Array.from({ length: objectives }, () => new Float64Array(rows).map(next));
}

/** Points just behind a simplex: a large share is on the frontier, the hardest case for a filter. */
function nearFront(objectives: number, rows: number): readonly Float64Array[] {
  const next = noise(2);
  const columns = Array.from({ length: objectives }, () => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    const raw = columns.map(() => -Math.log(1 - next()));
    const sum = raw.reduce((a, b) => a + b, 0);
    const behind = 1 + 0.05 * next();
    for (const [k, column] of columns.entries()) column[row] = (raw[k]! / sum) * behind;
  }
  return columns;
}

const POINTS = { uniform, 'near front': nearFront } as const;

export type ParetoBench = keyof typeof POINTS;
export const PARETO_BENCHES = Object.keys(POINTS) as readonly ParetoBench[];
export const PARETO_OBJECTIVES = [2, 3, 4] as const;

/** The exact frontier of so many points; the hard ones are filtered once. */
export function benchPareto(kind: ParetoBench, objectives: number, rows: number, rounds: number): Measurement {
  const columns = POINTS[kind](objectives, rows);
  const better = columns.map((): Better => 'lower');
  const work = () => `${paretoFrontier(columns, better).rows.length} on the frontier`;
  const runs = kind === 'near front' ? 1 : rounds;
  return measure(`Pareto of ${rows}, ${objectives} objectives, ${kind}`, rows, work, runs);
}
