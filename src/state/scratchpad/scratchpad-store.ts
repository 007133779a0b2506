import { createStore } from 'zustand/vanilla';
import type { Design } from '../../../models/design/types';
import { CertificateRun, NO_CERTIFICATE } from './certificate-run';
import type { ScratchpadChoice } from './choice';
import { idleRun } from './polled-run';
import { type BaselinesState, type CurveState, scheduleRun, type ScheduleState } from './questions';
import { isDrawn, type ReadOutcome, readSource, type SourceChoice } from './read-source';
import type { ScratchpadDeps, ScratchpadState, ScratchpadStore } from './scratchpad-state';
import { FIRST_VIEW, viewOfGraph } from './scratchpad-view';
import { EXAMPLE_BYTES, readStart, START_OPTIONS } from './start';

/** Searches go on for so long by themselves; the reader may let them go on. */
const LIMIT_MS = 60_000;

/** What the Scratchpad tab keeps while the reader looks at others. Apart from the page's store: it comes with the tab. */
export function createScratchpadStore({ runners, now, choice, record }: ScratchpadDeps): ScratchpadStore {
  return createStore<ScratchpadState>()((set, get) => {
    let seen: Seen | null = null;
    let readings = 0;
    let isInSight = false;
    /** The graph that is chosen has not been asked for yet. */
    let isUnread = true;
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
      isUnread = seen === null || !isInSight;
      if (seen === null || isUnread) return;
      const reading = ++readings;
      set({ isReading: true });
      const { source, options } = get();
      if (get().choice === null) {
        const { outcome, ...start } = await readStart(seen.design, seen.bytes, runners);
        if (reading !== readings) return;
        set(start);
        take(outcome);
      } else {
        const outcome = await readSource(source, seen.design, options, null, runners);
        if (reading === readings) take(outcome);
      }
    };

    const take = (outcome: ReadOutcome): void => {
      set({ isReading: false, graphProblem: outcome.ok ? null : outcome });
      if (!outcome.ok) return;
      const { loaded, view } = get();
      const isSame = loaded !== null && JSON.stringify(loaded.json) === JSON.stringify(outcome.loaded.json);
      if (!isSame) set({ loaded: outcome.loaded, view: viewOfGraph(view, loaded, outcome.loaded) });
      set({ notes: outcome.notes });
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
        certificate.drop();
        return;
      }
      const question = { loaded, scratchpadBytes };
      const isAsked = (asked: ScheduleState['question']) =>
        asked?.loaded === loaded && asked.scratchpadBytes === scratchpadBytes;
      if (!isAsked(get().certificate.question)) certificate.drop();
      if (!isAsked(schedule.question)) runs.schedule.ask(question);
      if (!isAsked(baselines.question)) runs.baselines.ask(question);
    };

    /** Other sizes come after the one that is asked for. */
    const askCurve = (): void => {
      const { loaded, schedule, curve, isReading } = get();
      const isFree = schedule.status !== 'running' && !isReading;
      if (loaded !== null && isFree && curve.question?.loaded !== loaded) runs.curve.ask({ loaded });
    };

    /** Keeps what the reader chooses, and does it. */
    const change = (part: Partial<ScratchpadChoice>): void => {
      const { source, options, ownBytes, follow } = get();
      const next = { source, options, ownBytes, ...part };
      follow(next);
      record(next);
    };

    return {
      choice,
      ...chosenOf(choice),
      loaded: null,
      notes: [],
      isReading: false,
      graphProblem: null,
      schedule: idleRun(),
      baselines: idleRun(),
      curve: idleRun(),
      certificate: NO_CERTIFICATE,
      view: FIRST_VIEW,
      invalidDrafts: [],
      choose: (source) => change({ source, ownBytes: sizeWith(source, get()) }),
      setOptions: (part) => change({ options: { ...get().options, ...part } }),
      refuse: (reason) => set({ graphProblem: { reason, openSizes: [], isLost: false } }),
      readAgain: () => void read(),
      setOwnBytes: (ownBytes) => change({ ownBytes }),
      shortenToFit: async (bytes) => {
        if (seen === null) return null;
        const { source, options } = get();
        const { design } = seen;
        const outcome = await readSource(source, design, { ...options, tokens: null }, bytes, runners);
        // The reader may have chosen something else meanwhile: it was not asked for that.
        if (get().source !== source || get().options !== options || seen.design !== design) return null;
        if (outcome.ok) get().setOptions({ tokens: outcome.fittingTokens });
        return outcome.ok ? null : outcome.reason;
      },
      follow: (next) => {
        const { choice: before, source, options } = get();
        if (next === before) return;
        const isSameGraph = next !== null && next.source === source && next.options === options;
        set({ choice: next, ...chosenOf(next) });
        if (!isSameGraph) void read();
        else if (isInSight) ask();
      },
      setInvalidDraft: (field, isInvalid) => {
        const others = get().invalidDrafts.filter((other) => other !== field);
        set({ invalidDrafts: isInvalid ? [...others, field] : others });
      },
      show: (part) => set({ view: { ...get().view, ...part } }),
      look: (design, bytes) => {
        const before = seen;
        seen = { design, bytes };
        isInSight = true;
        if (isUnread || before === null || readsAnother(get(), before, seen)) void read();
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
        const { answer, question } = get().schedule;
        if (answer !== null && answer.question === question)
          void certificate.ask(answer.question, model, answer.output.best);
      },
      stopCertifying: () => certificate.stop(),
    };
  });
}

/** The design on screen, and the size of its scratchpad. */
interface Seen {
  readonly design: Design;
  readonly bytes: number | null;
}

/** An example brings a size at which there is something to see, and takes it along when it goes. */
function sizeWith(next: SourceChoice, { source, ownBytes }: ScratchpadState): number | null {
  if (next.kind === 'example') return EXAMPLE_BYTES[next.example];
  return source.kind === 'example' && ownBytes === EXAMPLE_BYTES[source.example] ? null : ownBytes;
}

const DESIGN_SOURCE: SourceChoice = { kind: 'design' };

function chosenOf(choice: ScratchpadChoice | null) {
  const { source, options, ownBytes } = choice ?? { source: DESIGN_SOURCE, options: START_OPTIONS, ownBytes: null };
  return { source, options, ownBytes, shortenedFrom: null };
}

/** Whether graphs drawn from two designs may differ. The start looks at the size of the scratchpad too. */
function readsAnother({ choice, source }: ScratchpadState, { design: a, bytes }: Seen, { design: b, ...next }: Seen) {
  if (choice === null && bytes !== next.bytes) return true;
  return isDrawn(source) && (a.workload !== b.workload || a.formats !== b.formats || a.deployment !== b.deployment);
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
