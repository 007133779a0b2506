/** A value from outside, checked; or one sentence that says what is wrong with it. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export interface JobContext {
  /** Reports how much has been done since the start, in the job's own unit. Never goes back. */
  progress(done: number): void;
  /** Whether the job has been cancelled. Changes only during `nextSlice`, since messages arrive between tasks. */
  shouldStop(): boolean;
  /** To be awaited between slices of some 15 ms: lets waiting messages in, a cancellation among them. */
  nextSlice(): Promise<void>;
}

export interface JobDefinition<Input, Output> {
  readonly id: string;
  parse(input: unknown): Parsed<Input>;
  /** What it returns after it was told to stop is thrown away. */
  run(input: Input, context: JobContext): Promise<Output>;
}

/** A job whose types are its own affair: what a host runs by id. */
export interface Job {
  readonly id: string;
  run(input: unknown, context: JobContext): Promise<Parsed<unknown>>;
}

export function defineJob<Input, Output>(definition: JobDefinition<Input, Output>): Job {
  return {
    id: definition.id,
    async run(input, context) {
      const parsed = definition.parse(input);
      return parsed.ok ? { ok: true, value: await definition.run(parsed.value, context) } : parsed;
    },
  };
}
