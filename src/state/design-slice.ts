import { designIssues } from '../../models/design/design-checks';
import { findField } from '../../models/design/fields';
import { issueSentence, MAX_TEXT } from '../../models/design/issues';
import type { AxisValue, Design } from '../../models/design/types';
import { valueProblem } from '../../models/design/value-rules';
import { SEARCHING, type ProductMapper } from '../../models/evaluate/mapped/product-mapper';
import type { Report } from '../../models/evaluate/explain/report';
import type { Models } from '../../models/evaluate/models';
import { levelOf } from '../../models/workload/rules';
import { recordChange, redone, startHistory, undone, type History } from './history';
import { needsModels, type ModelsDeps, type ModelsSlice } from './models-slice';
import type { MapperSlice } from './mapper-slice';
import type { GetState, SetState } from './slice';
import type { Snapshot } from './snapshot';
import { workAround, workOf, type Work } from './work';

export interface DesignSlice {
  readonly history: History<Work>;
  readonly snapshot: Snapshot;
  /** What was loaded last, for those who hear the page rather than see it. */
  readonly announcement: string;
  /** Counts the changes that deserve an entry of their own in the browser's history: presets, imports, links. */
  readonly milestones: number;
  /**
   * Sets a field by its id. Answers why the design cannot take the value (nothing changes then), or null. Changes with
   * the same gesture are one step of undo.
   */
  readonly setField: (fieldId: string, value: AxisValue | null, gesture?: string) => string | null;
  /** Replaces the whole design: a preset, an import, a point of the frontier. Answers why it cannot, or null. */
  readonly replaceDesign: (design: Design, label: string) => string | null;
  /**
   * Changes the design in a way that no field can, such as another stack of memories. Axes that it leaves without their
   * field go. Answers why it cannot, or null.
   */
  readonly reshapeDesign: (design: Design, label: string, gesture?: string) => string | null;
  /** Opens a design with its space, as a link has it. Answers why it cannot, or null. */
  readonly openWork: (work: Work) => string | null;
  readonly rename: (name: string, gesture?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Evaluates the design on screen once more: what it needed has come. */
  readonly evaluateAgain: () => void;
  readonly canUndo: () => boolean;
  readonly canRedo: () => boolean;
}

/** What is wrong with a design as a whole, in one sentence, or null. */
function designProblem(design: Design): string | null {
  const [issue] = designIssues(design);
  return issue === undefined ? null : issueSentence(issue);
}

/** What the design is started with and evaluated by, given from outside so that tests can give something else. */
export interface DesignDeps {
  readonly initialDesign: Design;
  readonly evaluate: (design: Design, mapper: ProductMapper | null, models: Models) => Report;
}

function isOfSameOperators(a: Report, b: Report): boolean {
  return (
    a.operators.length === b.operators.length &&
    a.operators.every(({ id, name }, at) => id === b.operators[at]!.id && name === b.operators[at]!.name)
  );
}

/** The slice, and what some designs need besides. */
type Seen = DesignSlice &
  ModelsSlice &
  Pick<MapperSlice, 'mapper' | 'wantMapper'> & {
    readonly pinned: readonly Snapshot[];
    readonly snapshotsOf: (designs: readonly Design[]) => readonly Snapshot[];
  };

export function createDesignSlice(
  set: SetState<Seen>,
  get: GetState<Seen>,
  { initialDesign, initialModels, evaluate }: DesignDeps & ModelsDeps,
): DesignSlice {
  let evaluations = 0;
  const evaluated = (design: Design, mapper: ProductMapper | null, models: Models): Snapshot => {
    return { design, report: evaluate(design, mapper, models), reported: design, key: ++evaluations };
  };
  const snapshotOf = (design: Design): Snapshot => {
    if (levelOf(design.assumptions) === 'mapped') get().wantMapper();
    if (needsModels(design)) void get().wantModels();
    const next = evaluated(design, get().mapper, get().models);
    const { report, reported } = get().snapshot;
    // Until its loop nests are found, the report before stands where it is of the same operators.
    return next.report.reasons.includes(SEARCHING.reason) && isOfSameOperators(next.report, report)
      ? { ...next, report, reported }
      : next;
  };

  /** Evaluates first and writes once, so that design and report never disagree. */
  const show = (history: History<Work>, milestones = get().milestones): void => {
    const { design } = history.present;
    const { snapshot } = get();
    const pinned = get().snapshotsOf(history.present.pins.designs);
    set({ history, milestones, pinned, snapshot: design === snapshot.design ? snapshot : snapshotOf(design) });
  };
  const change = (work: Work, milestone: boolean, gesture?: string): string | null => {
    const problem = designProblem(work.design);
    if (problem !== null) return problem;
    show(recordChange(get().history, work, gesture), get().milestones + (milestone ? 1 : 0));
    return null;
  };
  const replace = (design: Design, label: string, milestone: boolean, gesture?: string): string | null => {
    const { present } = get().history;
    const problem = change(workAround(design, present), milestone, gesture);
    if (problem === null) set({ announcement: label });
    return problem;
  };

  return {
    history: startHistory(workOf(initialDesign)),
    snapshot: evaluated(initialDesign, null, initialModels),
    announcement: '',
    milestones: 0,
    setField: (fieldId, value, gesture) => {
      const { present } = get().history;
      const field = findField(present.design, fieldId);
      if (field === undefined) return `This design has no field ${fieldId}.`;
      const refused = valueProblem(field.control, value);
      if (refused !== null) return `${field.label} ${refused}.`;
      const design = field.set(present.design, value);
      const problem = designProblem(design);
      if (problem !== null) return problem;
      show(recordChange(get().history, { ...present, design }, gesture));
      return null;
    },
    replaceDesign: (design, label) => replace(design, label, true),
    reshapeDesign: (design, label, gesture) => replace(design, label, false, gesture),
    openWork: (work) => change(work, false),
    rename: (name, gesture) => {
      const { history, snapshot } = get();
      const design = { ...history.present.design, name: name.slice(0, MAX_TEXT) };
      // A name changes no number, so the report stays and only the design beside it is new.
      set({
        history: recordChange(history, { ...history.present, design }, gesture),
        snapshot: { ...snapshot, design, reported: snapshot.reported === snapshot.design ? design : snapshot.reported },
      });
    },
    undo: () => {
      const history = undone(get().history);
      if (history !== null) show(history);
    },
    redo: () => {
      const history = redone(get().history);
      if (history !== null) show(history);
    },
    evaluateAgain: () => {
      const { design } = get().snapshot;
      if (levelOf(design.assumptions) === 'mapped' || needsModels(design)) set({ snapshot: snapshotOf(design) });
    },
    canUndo: () => get().history.past.length > 0,
    canRedo: () => get().history.future.length > 0,
  };
}

/** The design on screen. */
export const selectDesign = ({ snapshot }: DesignSlice): Design => snapshot.design;
export const selectReport = ({ snapshot }: DesignSlice): Report => snapshot.report;
