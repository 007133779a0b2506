import type { DesignGraphOptions } from '../../../models/scheduling/sources/design-graph';
import type { SourceChoice } from './read-source';

/** What the reader has chosen to schedule, and where: a part of the work that undo and links hold. */
export interface ScratchpadChoice {
  readonly source: SourceChoice;
  /** Of graphs that are drawn from the design or from an ONNX file. */
  readonly options: DesignGraphOptions;
  /** Size set by the reader; null: that of the design. */
  readonly ownBytes: number | null;
}

/** Largest size that can be set. */
export const MOST_SCRATCHPAD_BYTES = 2 ** 43;
