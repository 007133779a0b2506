import type { Design } from '../../models/design/types';
import type { Report } from '../../models/evaluate/explain/report';

/** A design and what the models say of it. Immutable: all panels draw the same one. */
export interface Snapshot {
  readonly design: Design;
  readonly report: Report;
  /** The design that the report is of: the one before while loop nests of this one are searched for. */
  readonly reported: Design;
  /** Differs between any two snapshots of a page. */
  readonly key: number;
}

/** Whether what is on screen is of an earlier design: a text is not valid, or loop nests are searched for. */
export function selectIsStale({
  invalidDrafts,
  snapshot,
}: {
  readonly invalidDrafts: Readonly<Record<string, string>>;
  readonly snapshot: Snapshot;
}): boolean {
  return Object.keys(invalidDrafts).length > 0 || snapshot.reported !== snapshot.design;
}
