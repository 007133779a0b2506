import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GraphExample } from '../../../models/scheduling/sources/examples';
import type { GraphJobInput, LoadedGraph } from '../../../workers/graph-job';
import type { ScheduleJobInput, ScheduleJobOutput } from '../../../workers/schedule-job';
import { idleRun, PolledRun, type RunState } from './polled-run';
import type { ScratchpadRunners } from './schedule-runners';

/** A graph in a scratchpad of so many bytes. */
export interface ScheduleQuestion {
  readonly loaded: LoadedGraph;
  readonly scratchpadBytes: number;
}

export type ScheduleOutput = Extract<ScheduleJobOutput, { readonly kind: 'schedule' | 'fault' }>;
export type ScheduleAnswer = Extract<ScheduleJobOutput, { readonly kind: 'schedule' }>;

export type SourceChoice =
  | { readonly kind: 'example'; readonly example: GraphExample }
  | { readonly kind: 'file'; readonly name: string; readonly input: GraphJobInput };

export interface ScratchpadState {
  readonly source: SourceChoice;
  /** Size set by the reader; null: that of the design. */
  readonly ownBytes: number | null;
  /** The last graph that could be read. */
  readonly loaded: LoadedGraph | null;
  readonly isReading: boolean;
  readonly graphProblem: string | null;
  readonly schedule: RunState<ScheduleQuestion, ScheduleJobOutput>;
  readonly choose: (source: SourceChoice) => void;
  /** A file that is not even read, and why. */
  readonly refuse: (reason: string) => void;
  readonly setOwnBytes: (bytes: number | null) => void;
  /** The tab is in sight, and the design's scratchpad has so many bytes. */
  readonly look: (designBytes: number | null) => void;
  readonly leave: () => void;
  readonly stop: () => void;
  readonly goOn: () => void;
}

export type ScratchpadStore = StoreApi<ScratchpadState>;

export interface ScratchpadDeps {
  readonly runners: ScratchpadRunners;
  readonly now: () => number;
}

/** An exact search goes on for so long by itself; the reader may let it go on. */
const SCHEDULE_LIMIT_MS = 60_000;

/** What the Scratchpad tab keeps while the reader looks at others. Apart from the page's store: it comes with the tab. */
export function createScratchpadStore({ runners, now }: ScratchpadDeps): ScratchpadStore {
  return createStore<ScratchpadState>()((set, get) => {
    let designBytes: number | null = null;
    let readings = 0;
    const schedule = new PolledRun<ScheduleQuestion, ScheduleJobInput, ScheduleJobOutput>({
      runner: runners.schedule,
      inputOf: ({ loaded, scratchpadBytes }, milliseconds) => {
        return { graph: loaded.json, scratchpadBytes, want: 'schedule', milliseconds };
      },
      isDone: (output) => output.kind !== 'schedule' || output.isDone,
      faultOf: (output) => (output.kind === 'fault' ? output.reason : null),
      now,
      limitMs: SCHEDULE_LIMIT_MS,
      onChange: (state) => set({ schedule: state }),
    });

    const read = async (input: GraphJobInput): Promise<void> => {
      const reading = ++readings;
      set({ isReading: true });
      const answer = await runners.graph.run(input);
      if (reading !== readings) return;
      const graph = answer.ok ? answer.value : answer;
      set({ isReading: false, graphProblem: graph.ok ? null : graph.reason });
      if (!graph.ok) return;
      set({ loaded: graph.value });
      askAnew();
    };

    const askAnew = (): void => {
      const { loaded, ownBytes, schedule: run } = get();
      const scratchpadBytes = ownBytes ?? designBytes;
      if (loaded === null || scratchpadBytes === null || loaded.leastBytes > scratchpadBytes) {
        schedule.drop();
        return;
      }
      const asked = run.question;
      if (asked?.loaded === loaded && asked.scratchpadBytes === scratchpadBytes) return;
      schedule.ask({ loaded, scratchpadBytes });
    };

    return {
      source: { kind: 'example', example: 'cells' },
      ownBytes: null,
      loaded: null,
      isReading: false,
      graphProblem: null,
      schedule: idleRun(),
      choose: (source) => {
        set({ source });
        void read(inputOf(source));
      },
      refuse: (graphProblem) => set({ graphProblem }),
      setOwnBytes: (ownBytes) => {
        set({ ownBytes });
        askAnew();
      },
      look: (bytes) => {
        designBytes = bytes;
        if (get().loaded === null && !get().isReading) void read(inputOf(get().source));
        askAnew();
        schedule.resume();
      },
      leave: () => {
        schedule.pause();
        runners.graph.dispose();
      },
      stop: () => schedule.stop(),
      goOn: () => schedule.goOn(),
    };
  });
}

function inputOf(source: SourceChoice): GraphJobInput {
  return source.kind === 'example' ? source : source.input;
}
