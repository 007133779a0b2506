import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Design } from '../../../models/design/types';
import type { DesignGraphOptions } from '../../../models/scheduling/sources/design-graph';
import type { LoadedGraph } from '../../../workers/graph-job';
import type { CertificateModel } from '../../../models/scheduling/certificate/certify';
import { CertificateRun, type CertificateState, NO_CERTIFICATE } from './certificate-run';
import { idleRun } from './polled-run';
import { type BaselinesState, type CurveState, scheduleRun, type ScheduleState } from './questions';
import { isDrawn, type ReadOutcome, readSource, type SourceChoice } from './read-source';
import type { ScratchpadRunners } from './schedule-runners';

export interface ScratchpadState {
  readonly source: SourceChoice;
  /** Of graphs that are drawn from the design or from an ONNX file. */
  readonly options: DesignGraphOptions;
  /** Size set by the reader; null: that of the design. */
  readonly ownBytes: number | null;
  /** The last graph that could be read. */
  readonly loaded: LoadedGraph | null;
  /** What the graph leaves out. */
  readonly notes: readonly string[];
  readonly isReading: boolean;
  /** What is wrong with the graph that was asked for. */
  readonly graphProblem: { readonly reason: string; readonly openSizes: readonly string[] } | null;
  readonly schedule: ScheduleState;
  readonly baselines: BaselinesState;
  readonly curve: CurveState;
  readonly certificate: CertificateState;
  readonly choose: (source: SourceChoice) => void;
  readonly setOptions: (change: Partial<DesignGraphOptions>) => void;
  /** A file that is not even read, and why. */
  readonly refuse: (reason: string) => void;
  readonly setOwnBytes: (bytes: number | null) => void;
  /** The tab is in sight, with the design on screen, whose scratchpad has so many bytes. */
  readonly look: (design: Design, designBytes: number | null) => void;
  readonly leave: () => void;
  readonly stop: (run: RunName) => void;
  readonly goOn: (run: RunName) => void;
  /** Asks for a second proof of the schedule that is shown. */
  readonly certify: (model: CertificateModel) => void;
  readonly stopCertifying: () => void;
}

export type RunName = 'schedule' | 'baselines' | 'curve';
export type ScratchpadStore = StoreApi<ScratchpadState>;

export interface ScratchpadDeps {
  readonly runners: ScratchpadRunners;
  readonly now: () => number;
}

/** Searches go on for so long by themselves; the reader may let them go on. */
const LIMIT_MS = 60_000;

/** A step of decode without weights fits in most designs, so that there is a picture from the start. */
const FIRST_OPTIONS: DesignGraphOptions = {
  ...{ attention: 'whole', weights: false, blocks: 1 },
  ...{ phase: 'decode', batch: null, tokens: null },
};

/** What the Scratchpad tab keeps while the reader looks at others. Apart from the page's store: it comes with the tab. */
export function createScratchpadStore({ runners, now }: ScratchpadDeps): ScratchpadStore {
  return createStore<ScratchpadState>()((set, get) => {
    let seen: { readonly design: Design; readonly bytes: number | null } | null = null;
    let readings = 0;
    let isInSight = false;
    const common = { now, limitMs: LIMIT_MS };
    const runs = {
      schedule: scheduleRun({
        ...common,
        want: 'schedule',
        runner: runners.schedule,
        onChange: (schedule: ScheduleState) => {
          set({ schedule: withKnownBest(schedule, get().schedule) });
          askCurve();
        },
      }),
      baselines: scheduleRun({
        ...common,
        want: 'baselines',
        runner: runners.baselines,
        onChange: (baselines: BaselinesState) => set({ baselines }),
      }),
      curve: scheduleRun({
        ...common,
        want: 'curve',
        runner: runners.curve,
        onChange: (curve: CurveState) => set({ curve }),
      }),
    };

    const certificate = new CertificateRun({
      runner: runners.certificate,
      now,
      onChange: (state) => set({ certificate: state }),
    });

    const read = async (): Promise<void> => {
      if (seen === null) return;
      const reading = ++readings;
      set({ isReading: true });
      const outcome = await readSource(get().source, seen.design, get().options, runners);
      if (reading === readings) take(outcome);
    };

    const take = (outcome: ReadOutcome): void => {
      set({ isReading: false, graphProblem: outcome.ok ? null : outcome });
      if (!outcome.ok) return;
      const { loaded } = get();
      const isSame = loaded !== null && JSON.stringify(loaded.json) === JSON.stringify(outcome.loaded.json);
      set({ loaded: isSame ? loaded : outcome.loaded, notes: outcome.notes });
      if (isInSight) ask();
    };

    /** Asks whatever has not been asked yet of the graph and the size as they are now. */
    const ask = (): void => {
      const { loaded, ownBytes, schedule, baselines, curve } = get();
      if (loaded === null) return;
      if (curve.question !== null && curve.question.loaded !== loaded) runs.curve.drop();
      const scratchpadBytes = ownBytes ?? seen?.bytes ?? null;
      if (scratchpadBytes === null || loaded.leastBytes > scratchpadBytes) {
        runs.schedule.drop();
        runs.baselines.drop();
        return;
      }
      const question = { loaded, scratchpadBytes };
      const isAsked = (asked: ScheduleState['question']) =>
        asked?.loaded === loaded && asked.scratchpadBytes === scratchpadBytes;
      if (!isAsked(schedule.question)) runs.schedule.ask(question);
      if (!isAsked(baselines.question)) runs.baselines.ask(question);
    };

    /** Other sizes come after the one that is asked for. */
    const askCurve = (): void => {
      const { loaded, schedule, curve, isReading } = get();
      const isFree = schedule.status !== 'running' && !isReading;
      if (loaded !== null && isFree && curve.question?.loaded !== loaded) runs.curve.ask({ loaded });
    };

    return {
      source: { kind: 'design' },
      options: FIRST_OPTIONS,
      ownBytes: null,
      loaded: null,
      notes: [],
      isReading: false,
      graphProblem: null,
      schedule: idleRun(),
      baselines: idleRun(),
      curve: idleRun(),
      certificate: NO_CERTIFICATE,
      choose: (source) => {
        set({ source });
        void read();
      },
      setOptions: (change) => {
        set(({ options }) => ({ options: { ...options, ...change } }));
        void read();
      },
      refuse: (reason) => set({ graphProblem: { reason, openSizes: [] } }),
      setOwnBytes: (ownBytes) => {
        set({ ownBytes });
        ask();
      },
      look: (design, bytes) => {
        const before = seen;
        seen = { design, bytes };
        isInSight = true;
        const isAnother = before === null || (isDrawn(get().source) && drawsAnother(before.design, design));
        if (isAnother) void read();
        else ask();
        for (const run of Object.values(runs)) run.resume();
      },
      leave: () => {
        isInSight = false;
        for (const run of Object.values(runs)) run.pause();
        certificate.stop();
        if (get().isReading) return;
        runners.draw.dispose();
        runners.graph.dispose();
      },
      stop: (run) => runs[run].stop(),
      goOn: (run) => runs[run].goOn(),
      certify: (model) => {
        const { answer } = get().schedule;
        if (answer !== null) void certificate.ask(answer.question, model, answer.output.best);
      },
      stopCertifying: () => certificate.stop(),
    };
  });
}

/** Whether graphs drawn from two designs may differ. */
function drawsAnother(a: Design, b: Design): boolean {
  return a.workload !== b.workload || a.formats !== b.formats || a.deployment !== b.deployment;
}

/**
 * With what is known already of the same question: the schedule on screen stays unless there is a better one, so that
 * pictures stay while bounds close, and a search that had to begin anew takes nothing back.
 */
function withKnownBest(next: ScheduleState, before: ScheduleState): ScheduleState {
  const { answer } = next;
  const known = before.answer;
  if (answer === null || known === null || known.question !== answer.question) return next;
  const lowerBound = Math.max(known.output.lowerBound, answer.output.lowerBound);
  const { upperBound, best } = known.output.upperBound <= answer.output.upperBound ? known.output : answer.output;
  return { ...next, answer: { ...answer, output: { ...answer.output, lowerBound, upperBound, best } } };
}
