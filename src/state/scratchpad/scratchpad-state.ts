import type { StoreApi } from 'zustand/vanilla';
import type { CertificateModel } from '../../../models/scheduling/certificate/certify';
import type { Design } from '../../../models/design/types';
import type { DesignGraphOptions } from '../../../models/scheduling/sources/design-graph';
import type { LoadedGraph } from '../../../workers/graph-job';
import type { CertificateState } from './certificate-run';
import type { ScratchpadChoice } from './choice';
import type { BaselinesState, CurveState, ScheduleState } from './questions';
import type { GraphProblem, SourceChoice } from './read-source';
import type { ScratchpadRunners } from './schedule-runners';
import type { ScratchpadView } from './scratchpad-view';

export interface ScratchpadState {
  /** What the reader has chosen; null: nothing yet. */
  readonly choice: ScratchpadChoice | null;
  /** As chosen, or as the tab starts. */
  readonly source: SourceChoice;
  readonly options: DesignGraphOptions;
  readonly ownBytes: number | null;
  /** Tokens of the design's prompt, where the tab starts with a shorter one. */
  readonly shortenedFrom: number | null;
  /** The last graph that could be read. */
  readonly loaded: LoadedGraph | null;
  /** What the graph leaves out. */
  readonly notes: readonly string[];
  readonly isReading: boolean;
  /** What is wrong with the graph that was asked for. */
  readonly graphProblem: GraphProblem | null;
  readonly schedule: ScheduleState;
  readonly baselines: BaselinesState;
  readonly curve: CurveState;
  readonly certificate: CertificateState;
  readonly view: ScratchpadView;
  /** Fields whose text is not valid: what is shown is of what they had before. */
  readonly invalidDrafts: readonly string[];
  readonly choose: (source: SourceChoice) => void;
  readonly setOptions: (change: Partial<DesignGraphOptions>) => void;
  /** Reads the graph once more. */
  readonly readAgain: () => void;
  /** A file that is not even read, and why. */
  readonly refuse: (reason: string) => void;
  readonly setOwnBytes: (bytes: number | null) => void;
  /** Chooses as many tokens as fit into so many bytes; answers why it cannot, or null. */
  readonly shortenToFit: (bytes: number) => Promise<string | null>;
  /** Takes a choice from outside: of an undone step, of a link. */
  readonly follow: (choice: ScratchpadChoice | null) => void;
  readonly setInvalidDraft: (field: string, isInvalid: boolean) => void;
  readonly show: (change: Partial<ScratchpadView>) => void;
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
  /** What has been chosen before. */
  readonly choice: ScratchpadChoice | null;
  /** Is told what the reader chooses. */
  readonly record: (choice: ScratchpadChoice) => void;
}
