import { LeaseSize } from './lease-size';
import type { Clock } from './port';
import { joined, RangeQueue, sizeOf, type Range } from './ranges';
import type { SlotAnswer, WorkerSlot } from './worker-slot';

/** Collects the parts of one run, which come in any order. What it makes of them must not depend on the order. */
export interface Gather<Result> {
  add(part: unknown, range: Range): void;
  /** What has been gathered so far. */
  result(): Result;
}

/** Work over a range of indices that can be split at will. */
export interface LeasedTask<Result> {
  readonly jobId: string;
  /** What is to be done: at first one range, after a crash or a cancellation what remained. */
  readonly ranges: readonly Range[];
  /** All of it, with what was done before: progress counts up to this. */
  readonly total: number;
  /** The job's input for one lease. */
  input(range: Range): unknown;
  readonly gather: Gather<Result>;
}

export interface RunProgress {
  readonly done: number;
  readonly total: number;
}

/** `result` holds everything that was finished, however the run ended; `remaining` is what to run again. */
export type RunOutcome<Result> = {
  readonly result: Result;
  readonly done: number;
  readonly remaining: readonly Range[];
} & (
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  /** The job would not have the input; the reason is for the user. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** A range took down two workers, or its job threw. */
  | { readonly kind: 'crashed'; readonly range: Range; readonly message: string }
);

type Ending<Outcome> = Outcome extends unknown ? Omit<Outcome, 'result' | 'done' | 'remaining'> : never;

/** One run over a pool's workers. Nothing that arrives after it has ended changes it. */
export class LeasedRun<Result> {
  readonly outcome: Promise<RunOutcome<Result>>;
  readonly #task: LeasedTask<Result>;
  readonly #slots: readonly WorkerSlot[];
  readonly #clock: Clock;
  readonly #onProgress: (progress: RunProgress) => void;
  readonly #queue: RangeQueue;
  readonly #leaseSize: LeaseSize;
  /** Ranges being worked on, with how far each one is. */
  readonly #leases = new Map<Range, number>();
  readonly #lostOnce = new Set<Range>();
  #settle: (outcome: RunOutcome<Result>) => void = () => undefined;
  #settled = false;
  #done: number;
  #reported: number;

  constructor(
    task: LeasedTask<Result>,
    slots: readonly WorkerSlot[],
    clock: Clock,
    onProgress: (progress: RunProgress) => void,
  ) {
    this.#task = task;
    this.#slots = slots;
    this.#clock = clock;
    this.#onProgress = onProgress;
    this.#queue = new RangeQueue(task.ranges);
    this.#leaseSize = new LeaseSize(slots.length);
    this.#done = task.total - this.#queue.size;
    this.#reported = this.#done;
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  start(): void {
    for (const slot of this.#slots) void this.#work(slot);
    this.#endIfFinished();
  }

  /** Answers at once; the workers end their slice on their own time. */
  cancel(): void {
    this.#end({ kind: 'cancelled' });
  }

  async #work(slot: WorkerSlot): Promise<void> {
    for (;;) {
      const range = this.#settled ? undefined : this.#queue.take(this.#leaseSize.next(this.#queue.size));
      if (range === undefined) return;
      this.#leases.set(range, 0);
      const begun = this.#clock.now();
      const answer = await slot.run(this.#task.jobId, this.#task.input(range), (done) => {
        this.#advance(range, done);
      });
      if (this.#settled) return;
      this.#leases.delete(range);
      if (answer.kind === 'done') this.#leaseSize.took(sizeOf(range), this.#clock.now() - begun);
      this.#take(answer, range);
    }
  }

  #take(answer: SlotAnswer, range: Range): void {
    switch (answer.kind) {
      case 'done':
        this.#task.gather.add(answer.value, range);
        this.#done += sizeOf(range);
        this.#report();
        this.#endIfFinished();
        return;
      case 'stopped':
        this.#queue.putBack(range);
        return;
      case 'lost':
        this.#queue.putBack(range);
        if (this.#lostOnce.has(range)) this.#end({ kind: 'crashed', range, message: answer.message });
        else this.#lostOnce.add(range);
        return;
      case 'threw':
        this.#queue.putBack(range);
        this.#end({ kind: 'crashed', range, message: answer.message });
        return;
      case 'refused':
        this.#queue.putBack(range);
        this.#end({ kind: 'refused', reason: answer.reason });
        return;
    }
  }

  #advance(range: Range, done: number): void {
    if (this.#settled || !this.#leases.has(range)) return;
    this.#leases.set(range, Math.min(done, sizeOf(range)));
    this.#report();
  }

  /** Counted designs only. A lost lease takes its part back, which shows as a pause: progress never goes back. */
  #report(): void {
    let done = this.#done;
    for (const part of this.#leases.values()) done += part;
    if (done <= this.#reported) return;
    this.#reported = done;
    this.#onProgress({ done, total: this.#task.total });
  }

  #endIfFinished(): void {
    if (this.#leases.size === 0 && this.#queue.size === 0) this.#end({ kind: 'done' });
  }

  #end(ending: Ending<RunOutcome<Result>>): void {
    if (this.#settled) return;
    this.#settled = true;
    if (ending.kind !== 'done') for (const slot of this.#slots) slot.cancel();
    const remaining = joined([...this.#leases.keys(), ...this.#queue.waiting]);
    this.#settle({ ...ending, result: this.#task.gather.result(), done: this.#done, remaining });
  }
}
