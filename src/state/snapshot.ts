import type { Design } from '../../models/design/types';
import type { Report } from '../../models/evaluate/report';

/** A design and what the models say of it. Immutable: all panels draw the same one. */
export interface Snapshot {
  readonly design: Design;
  readonly report: Report;
  /** Differs between any two snapshots of a page. */
  readonly key: number;
}
