import type { WorkerPort } from '../workers/port';
import { WorkerPool } from '../workers/pool';
import { benchEngine, benchPool, benchTable } from './engine';
import type { Measurement } from './measure';
import { benchPareto, PARETO_BENCHES, PARETO_OBJECTIVES } from './pareto';
import { benchQuantise, QUANTISE_BENCHES } from './quantise';
import { TABLE_BENCHES } from './space';

export interface BenchOptions {
  readonly designs: number;
  readonly points: number;
  readonly elements: number;
  readonly rounds: number;
  readonly workers: number;
}

export type BenchGroup = 'engine' | 'pareto' | 'quantise';

/** One thing to measure, in an isolate of its own: what ran before would change how the engine is compiled. */
export interface BenchCase {
  readonly id: string;
  readonly group: BenchGroup;
  readonly measure: (options: BenchOptions, spawn: () => WorkerPort) => Measurement | Promise<Measurement>;
}

/** The level `array` is slower: fewer designs take as long. */
const ARRAY_SHARE = 1 / 10;

const ENGINE: readonly Omit<BenchCase, 'group'>[] = [
  { id: 'roofline', measure: ({ designs, rounds }) => benchEngine('roofline', designs, rounds) },
  { id: 'array', measure: ({ designs, rounds }) => benchEngine('array', Math.ceil(designs * ARRAY_SHARE), rounds) },
  ...TABLE_BENCHES.map((table) => ({
    id: table,
    measure: ({ designs, rounds }: BenchOptions) =>
      benchTable(table, table === 'resnet-50' ? Math.ceil(designs * ARRAY_SHARE) : designs, rounds),
  })),
  { id: 'workers', measure: measurePool },
];

export const BENCH_CASES: readonly BenchCase[] = [
  ...ENGINE.map((one) => ({ ...one, group: 'engine' as const })),
  ...PARETO_BENCHES.flatMap((kind) =>
    PARETO_OBJECTIVES.map((objectives) => ({
      id: `pareto, ${kind}, ${objectives}`,
      group: 'pareto' as const,
      measure: ({ points, rounds }: BenchOptions) => benchPareto(kind, objectives, points, rounds),
    })),
  ),
  ...QUANTISE_BENCHES.map((name) => ({
    id: name,
    group: 'quantise' as const,
    measure: ({ elements, rounds }: BenchOptions) => benchQuantise(name, elements, rounds),
  })),
];

async function measurePool({ designs, rounds, workers }: BenchOptions, spawn: () => WorkerPort): Promise<Measurement> {
  const pool = new WorkerPool({ spawn, size: workers });
  pool.warm();
  try {
    return await benchPool(pool, workers, designs, rounds);
  } finally {
    pool.dispose();
  }
}
