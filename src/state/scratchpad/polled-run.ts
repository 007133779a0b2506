import type { WorkerRunner } from '../worker-runner';

/** `stopped`: by the reader; `timeOver`: it has had its time. Both can go on where they were; a failed one begins anew. */
export type RunStatus = 'idle' | 'running' | 'done' | 'stopped' | 'timeOver' | 'failed';

export interface RunState<Question, Output> {
  readonly status: RunStatus;
  readonly question: Question | null;
  /** The last answer; kept, with its own question, while the next question is worked on. */
  readonly answer: { readonly question: Question; readonly output: Output } | null;
  /** Time that the worker has spent on the question. */
  readonly elapsedMs: number;
  /** Why there is no answer. */
  readonly problem: string | null;
}

export function idleRun<Question, Output>(): RunState<Question, Output> {
  return { status: 'idle', question: null, answer: null, elapsedMs: 0, problem: null };
}

/** What an output says: an answer, the last one or not, or a sentence on why there is none. */
export type ReadOutput<Answer> =
  | { readonly ok: true; readonly value: Answer; readonly isDone: boolean }
  | { readonly ok: false; readonly reason: string };

export interface PolledRunOptions<Question, Input, Output, Answer> {
  readonly runner: WorkerRunner<Input, Output>;
  /** What the worker is asked; it answers after these milliseconds and goes on when it is asked the same again. */
  readonly inputOf: (question: Question, milliseconds: number) => Input;
  /** How long the worker goes on before it answers: what takes long to send is sent rarely. */
  readonly pollMs: (question: Question) => number;
  readonly read: (output: Output) => ReadOutput<Answer>;
  readonly now: () => number;
  readonly limitMs: number;
  readonly onChange: (state: RunState<Question, Answer>) => void;
}

const CAN_GO_ON: readonly RunStatus[] = ['stopped', 'timeOver', 'failed'];

/** The first look comes soon: most questions are answered by then. */
const FIRST_POLL_MS = 40;

/** Asks a worker again and again, so that its best answer is seen while it gets better. */
export class PolledRun<Question, Input, Output, Answer> {
  readonly #options: PolledRunOptions<Question, Input, Output, Answer>;
  #state: RunState<Question, Answer> = idleRun();
  /** A loop whose number is not the last one is not wanted any more. */
  #loops = 0;
  #untilMs: number;
  #isPaused = false;

  constructor(options: PolledRunOptions<Question, Input, Output, Answer>) {
    this.#options = options;
    this.#untilMs = options.limitMs;
  }

  /** Begins anew; what the worker still does for the question before is given up. */
  ask(question: Question): void {
    this.#options.runner.cancel();
    this.#untilMs = this.#options.limitMs;
    this.#set({ status: 'running', question, elapsedMs: 0, problem: null });
    this.#isPaused = false;
    void this.#loop(question);
  }

  /** There is nothing to ask any more. The last answer stays. */
  drop(): void {
    this.#loops++;
    this.#options.runner.cancel();
    this.#set({ status: 'idle', question: null, problem: null });
  }

  /** Ends with the best answer so far; if there is none yet, with the first one. */
  stop(): void {
    if (this.#state.status === 'running') this.#set({ status: 'stopped' });
  }

  /** Goes on after a stop, the end of its time or a failure, for as long again. */
  goOn(): void {
    const { status, question, elapsedMs } = this.#state;
    if (!CAN_GO_ON.includes(status) || question === null) return;
    this.#untilMs = elapsedMs + this.#options.limitMs;
    this.#set({ status: 'running', problem: null });
    void this.#loop(question);
  }

  /** Nobody looks: a running question waits, a settled one needs its worker no more. */
  pause(): void {
    this.#loops++;
    this.#isPaused = this.#state.status === 'running';
    if (!this.#isPaused) this.#options.runner.dispose();
  }

  resume(): void {
    if (!this.#isPaused || this.#state.question === null) return;
    this.#isPaused = false;
    void this.#loop(this.#state.question);
  }

  async #loop(question: Question): Promise<void> {
    const { runner, inputOf, pollMs, read, now } = this.#options;
    const number = ++this.#loops;
    for (let milliseconds = FIRST_POLL_MS; ; milliseconds = pollMs(question)) {
      const start = now();
      const output = await runner.run(inputOf(question, milliseconds));
      if (number !== this.#loops) return;
      const elapsedMs = this.#state.elapsedMs + now() - start;
      const answer = output.ok ? read(output.value) : output;
      if (!answer.ok) {
        this.#set({ status: 'failed', elapsedMs, problem: answer.reason });
        return;
      }
      const status = this.#nextStatus(answer.isDone, elapsedMs);
      this.#set({ status, elapsedMs, answer: { question, output: answer.value } });
      if (status !== 'running') return;
    }
  }

  #nextStatus(isDone: boolean, elapsedMs: number): RunStatus {
    if (isDone) return 'done';
    if (this.#state.status === 'stopped') return 'stopped';
    return elapsedMs >= this.#untilMs ? 'timeOver' : 'running';
  }

  #set(change: Partial<RunState<Question, Answer>>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.onChange(this.#state);
  }
}
