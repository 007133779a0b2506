/** Kind of a tensor, as graphs name them. */
export type BlockKind = 'input' | 'weight' | 'activation' | 'output';

/** An uninterrupted stay of a tensor at one place. */
export interface ScheduleBlock {
  readonly tensor: number;
  /** Over the steps `lower <= step < upper`. */
  readonly lower: number;
  readonly upper: number;
  /** Address of its first byte. */
  readonly offset: number;
  /** Fetched although it has been here before. */
  readonly isFetchedAgain: boolean;
  /** Written to main memory when it leaves, because it will be fetched again. */
  readonly isSpilled: boolean;
}

/** A schedule to be drawn: what lies where at each step. */
export interface ScheduleData {
  readonly finding: string;
  readonly note: string | null;
  /** Operator of each step. */
  readonly steps: readonly string[];
  readonly tensors: readonly { readonly name: string; readonly bytes: number; readonly kind: BlockKind }[];
  readonly blocks: readonly ScheduleBlock[];
  readonly capacityBytes: number;
}

/** What the reader points at: a tensor with all its stays, or the operator of a step with its operands. */
export interface ScheduleHighlight {
  readonly tensors: readonly number[];
  readonly step: number | null;
}
