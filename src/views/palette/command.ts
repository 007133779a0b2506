import type { RidgelineState } from '../../state/store';

/** Something that the palette offers. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** What it is now, or the key that does the same. */
  readonly hint: string;
  /** What it is found by, where that is more than its title. */
  readonly words?: string;
  /** Put into the field in place of doing anything. */
  readonly fill?: string;
  /** Answers why it can not be done, or null. */
  readonly run: (state: RidgelineState) => string | null;
}
