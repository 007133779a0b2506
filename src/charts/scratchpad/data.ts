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

/** What lies where at each step. */
export interface ScheduleContent {
  /** Operator of each step. */
  readonly steps: readonly string[];
  readonly tensors: readonly { readonly name: string; readonly bytes: number; readonly kind: BlockKind }[];
  readonly blocks: readonly ScheduleBlock[];
  readonly capacityBytes: number;
}

/** A schedule with what is said of it. Apart from the content: words change while the picture stays. */
export interface ScheduleData {
  readonly content: ScheduleContent;
  readonly finding: string;
  readonly note: string | null;
}

/** What the reader points at: a tensor with all its stays, or the operator of a step with its operands. */
export interface ScheduleHighlight {
  readonly tensors: readonly number[];
  readonly step: number | null;
}
