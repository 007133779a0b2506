import { shown } from '../models/design/value-rules';
import { findMetric } from '../models/evaluate/metrics/metrics';
import type { Program } from '../models/evaluate/program';
import type { Range } from '../workers/ranges';
import { MOST_COLUMN_ROWS } from '../workers/sweep-limits';
import type { SweepWant } from '../workers/sweep-want';
import { choiceOption, wholeOption } from './arguments';
import type { Arguments } from './command';
import { done, refused, type Result } from './result';
import { columnIds, ROW_FORMATS, type RowFormat } from './sweep-rows';

const KEEPS = ['all', 'frontier'] as const;
export type Keep = (typeof KEEPS)[number];

export interface Shard {
  /** From 1. */
  readonly number: number;
  readonly count: number;
}

export interface SweepOptions {
  readonly out: string;
  readonly format: RowFormat;
  readonly keep: Keep;
  readonly workers: number;
  readonly shard: Shard;
}

export const MOST_WORKERS = 256;
const MOST_SHARDS = 4096;
const MOST_OBJECTIVES = 5;

export function readSweepOptions(args: Arguments, processors: number): Result<SweepOptions> {
  const out = args.text('out');
  if (out === undefined) return refused('--out: is missing; it must be a file whose name ends in .csv or .jsonl');
  const format = formatOf(out);
  if (!format.ok) return format;
  const keep = choiceOption(args, 'keep', KEEPS, 'all');
  if (!keep.ok) return keep;
  const workers = wholeOption(args, 'workers', { min: 1, max: MOST_WORKERS }, processors);
  if (!workers.ok) return workers;
  const shard = readShard(args.text('shard'));
  if (!shard.ok) return shard;
  return done({ out, format: format.value, keep: keep.value, workers: workers.value, shard: shard.value });
}

function formatOf(out: string): Result<RowFormat> {
  const found = ROW_FORMATS.find((format) => out.toLowerCase().endsWith(`.${format}`));
  if (found !== undefined) return done(found);
  const parquet = out.toLowerCase().endsWith('.parquet');
  const not = parquet ? 'Parquet is not written yet' : `not ${shown(out)}`;
  return refused(`--out: must be a file whose name ends in .csv or .jsonl; ${not}`);
}

function readShard(text: string | undefined): Result<Shard> {
  if (text === undefined) return done({ number: 1, count: 1 });
  const match = /^(\d{1,5})\/(\d{1,5})$/.exec(text);
  const [number, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match && number >= 1 && number <= count && count <= MOST_SHARDS) return done({ number, count });
  return refused(`--shard: must be i/N with 1 <= i <= N <= ${MOST_SHARDS}, not ${shown(text)}`);
}

/** The designs of one shard: all shards together have each design once, and differ by at most one in size. */
export function shardRange(size: number, { number, count }: Shard): Range {
  const edge = (shards: number) => Math.floor((size * shards) / count);
  return { from: edge(number - 1), to: edge(number) };
}

/** What the workers are to keep. Objectives beyond what a frontier takes matter only where one is asked for. */
export function wantOf(program: Program, keep: Keep, rows: number): Result<SweepWant> {
  const { space } = program;
  const objectives = space.objectives.map((metric) => ({ metric, better: findMetric(metric)!.better }));
  const undirected = objectives.findIndex(({ better }) => better === 'neither');
  if (undirected >= 0) return refused(`objectives[${undirected}]: must be a metric of which less or more is better`);
  if (keep === 'frontier' && (objectives.length < 1 || objectives.length > MOST_OBJECTIVES)) {
    return refused(
      `objectives: must name 1 to ${MOST_OBJECTIVES} metrics for --keep frontier, not ${objectives.length}`,
    );
  }
  if (keep === 'all' && rows > MOST_COLUMN_ROWS) {
    const advice = 'use --keep frontier, or --shard i/N for a part of them';
    return refused(`axes: make ${rows} designs, and at most ${MOST_COLUMN_ROWS} are written one by one; ${advice}`);
  }
  return done({
    columns: keep === 'all' ? [...columnIds(program)] : [],
    frontier: objectives.length > MOST_OBJECTIVES ? [] : (objectives as SweepWant['frontier']),
    constraints: [...space.constraints],
    density: null,
  });
}
