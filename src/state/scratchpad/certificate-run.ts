import type { Certificate, CertificateModel } from '../../../models/scheduling/certificate/certify';
import type { PlacedSchedule } from '../../../models/scheduling/scheduler';
import type { CertificateJobInput } from '../../../workers/certificate-job';
import type { ScheduleQuestion } from './questions';
import type { CertificateRunner } from './schedule-runners';

export interface CertificateState {
  readonly status: 'idle' | 'running' | 'done' | 'stopped' | 'failed';
  readonly question: ScheduleQuestion | null;
  readonly model: CertificateModel;
  readonly certificate: Certificate | null;
  /** Bytes that the solver has proven so far. */
  readonly lowerBound: number | null;
  /** When the solver began, by the clock of the page. */
  readonly startedMs: number;
  readonly problem: string | null;
}

export const NO_CERTIFICATE: CertificateState = {
  ...{ status: 'idle', question: null, model: 'compact', certificate: null },
  ...{ lowerBound: null, startedMs: 0, problem: null },
};

/** The solver ends by itself after so long, with the bound that it has. */
export const CERTIFICATE_SECONDS = 120;

export interface CertificateRunOptions {
  readonly runner: CertificateRunner;
  readonly now: () => number;
  readonly onChange: (state: CertificateState) => void;
}

/** A second proof by an integer programme. Its solver hears nothing while it works: it is ended with its worker. */
export class CertificateRun {
  readonly #options: CertificateRunOptions;
  #state = NO_CERTIFICATE;
  #asked = 0;

  constructor(options: CertificateRunOptions) {
    this.#options = options;
  }

  async ask(question: ScheduleQuestion, model: CertificateModel, known: PlacedSchedule): Promise<void> {
    const { runner, now } = this.#options;
    if (this.#state.status === 'running') runner.dispose();
    const number = ++this.#asked;
    this.#set({
      ...NO_CERTIFICATE,
      status: 'running',
      question,
      model,
      startedMs: now(),
    });
    const { loaded, scratchpadBytes } = question;
    const input = { graph: loaded.json, scratchpadBytes, model, seconds: CERTIFICATE_SECONDS, known: plain(known) };
    const answer = await runner.run(input, (lowerBound) => {
      if (number === this.#asked) this.#set({ lowerBound });
    });
    if (number !== this.#asked) return;
    const outcome = answer.ok ? answer.value : answer;
    if (outcome.ok) this.#set({ status: 'done', certificate: outcome.value });
    else this.#set({ status: 'failed', problem: outcome.reason });
  }

  /** Ends the solver; what it has proven so far is kept. */
  stop(): void {
    if (this.#state.status !== 'running') return;
    this.#asked++;
    this.#options.runner.dispose();
    this.#set({ status: 'stopped' });
  }

  /** There is another question: what was proven of the one before is of no use beside it. */
  drop(): void {
    if (this.#state.status === 'idle') return;
    this.stop();
    this.#set(NO_CERTIFICATE);
  }

  #set(change: Partial<CertificateState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.onChange(this.#state);
  }
}

/** A schedule as the job takes it: lists of its own, that it may change. */
function plain({ order, episodes, spilledBytes, retrievedBytes }: PlacedSchedule): CertificateJobInput['known'] {
  return { order: [...order], episodes: episodes.map((episode) => ({ ...episode })), spilledBytes, retrievedBytes };
}
