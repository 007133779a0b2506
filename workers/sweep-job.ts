import * as v from 'valibot';
import type { Sink } from '../models/space/sink';
import { defineJob, type Job, type JobContext, type Parsed } from './job';
import { SWEEP_JOB_ID } from './sweep-job-id';
import { metricsOf, SweepSinks, SweepWantSchema, type SweepResult } from './sweep-want';

/** A compiled space. */
export interface SweepProgram {
  /** Number of designs. */
  readonly size: number;
  /** Comes before the first `runRange`: parts that few spaces need are loaded when one does. */
  prepare(): Promise<void> | null;
  /** Evaluates designs from `from` on until `to` or until told to stop; says how many. */
  runRange(from: number, to: number, sinks: readonly Sink[], shouldStop: () => boolean): number;
}

export interface SweepEngine {
  /** `space` is JSON from outside. The program's blocks have one column per metric. */
  compile(space: unknown, metrics: readonly string[]): Parsed<SweepProgram>;
  /** Milliseconds since some moment: slices are cut by time. */
  now(): number;
}

const designIndex = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const InputSchema = v.strictObject({ space: v.unknown(), from: designIndex, to: designIndex, want: SweepWantSchema });
export type SweepInput = v.InferOutput<typeof InputSchema>;

interface Lease {
  readonly input: SweepInput;
  readonly program: SweepProgram;
}

/** A frame of a screen: a cancellation waits no longer than this for the worker. */
const SLICE_MS = 15;

/** Evaluates one range of a space. The job keeps the last program, so that leases of one sweep compile once. */
export function createSweepJob(engine: SweepEngine): Job {
  const programs = new LastProgram(engine);
  return defineJob<Lease, SweepResult>({
    id: SWEEP_JOB_ID,
    parse(input) {
      const parsed = v.safeParse(InputSchema, input);
      if (!parsed.success) return { ok: false, reason: v.summarize(parsed.issues) };
      const { space, from, to, want } = parsed.output;
      const program = programs.get(space, metricsOf(want));
      if (!program.ok) return program;
      const { size } = program.value;
      if (from > to || to > size) {
        return { ok: false, reason: `Designs ${from} to ${to} were asked for, of a space of ${size}.` };
      }
      return { ok: true, value: { input: parsed.output, program: program.value } };
    },
    run: (lease, context) => runLease(lease, context, () => engine.now()),
  });
}

async function runLease({ input, program }: Lease, context: JobContext, now: () => number): Promise<SweepResult> {
  const { from, to, want } = input;
  await program.prepare();
  const density = want.density === null ? null : await import('../models/space/sinks/density-sink');
  const sinks = new SweepSinks(want, from, to, density && density.DensitySink);
  for (let at = from; at < to && !context.shouldStop();) {
    const sliceEnd = now() + SLICE_MS;
    at += program.runRange(at, to, sinks.all, () => now() >= sliceEnd);
    context.progress(at - from);
    if (at < to) await context.nextSlice();
  }
  return sinks.snapshot();
}

class LastProgram {
  readonly #engine: SweepEngine;
  #key = '';
  #program: Parsed<SweepProgram> = { ok: false, reason: 'No space has been compiled yet.' };

  constructor(engine: SweepEngine) {
    this.#engine = engine;
  }

  get(space: unknown, metrics: readonly string[]): Parsed<SweepProgram> {
    const key = JSON.stringify([space, metrics]);
    if (key !== this.#key) {
      this.#program = this.#engine.compile(space, metrics);
      this.#key = key;
    }
    return this.#program;
  }
}
