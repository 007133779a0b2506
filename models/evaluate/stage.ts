import type { Phase } from '../workload/lowering/rows';
import type { Structure } from '../workload/lowering/types';
import type { Rules } from '../workload/rules';
import type { ArrayModel } from './array-model';
import type { RowLists } from './row-lists';
import type { PartId, Parts } from './parts';
import type { Solvers } from './solvers';

/** Where the outputs of the stages that ran before lie. */
export interface Inputs {
  readonly data: Float64Array;
  readonly at: number;
}

/** What stages work with besides numbers: fixed for a program's variant. */
export interface StageTools extends Solvers {
  readonly lists: RowLists;
  /** Of levels `array` and `mapped`; null at level `roofline`. */
  readonly array: ArrayModel | null;
}

/**
 * One step of an evaluation: reads some parts of a design and the outputs of earlier stages, writes a fixed number of
 * doubles. The engine tabulates it over just the axes that these depend on.
 */
export interface Stage<Reads extends PartId = PartId, After extends string = string> {
  readonly id: string;
  readonly reads: readonly Reads[];
  readonly after: readonly After[];
  /** Doubles that `run` writes. With none in all variants of a program, the stage depends on nothing there. */
  readonly width: (structure: Structure, rules: Rules, schedules: ReadonlySet<Phase>) => number;
  /** Of stages that search: does some of the work ahead of `run`; called again until it says that all is done. */
  readonly prepare?: (parts: Pick<Parts, Reads>, solvers: Solvers) => boolean;
  readonly run: (
    parts: Pick<Parts, Reads>,
    inputs: Readonly<Record<After, Inputs>>,
    structure: Structure,
    out: Float64Array,
    at: number,
    tools: StageTools,
  ) => void;
}

/** Declares a stage. The compiler lets `run` read only the declared parts and stages. */
export function defineStage<Reads extends PartId, After extends string>(
  stage: Stage<Reads, After>,
): Stage<Reads, After> {
  return stage;
}
