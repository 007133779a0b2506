import type { CertificateModel } from '../../../models/scheduling/certificate/certify';
import type { LoadedGraph } from '../../../workers/graph-job';

/** What the reader looks at: kept while other tabs are open, no part of the work. */
export interface ScratchpadView {
  /** Of the schedule, from zero. */
  readonly step: number;
  /** Steps in sight; null: all. */
  readonly span: number | null;
  /** A tensor that stays marked. */
  readonly pinned: number | null;
  /** Whether chains of the graph are fused; null: as its size suggests. */
  readonly isFused: boolean | null;
  /** Of the graph: all of it in sight; or so as long as its names can be read. */
  readonly zoom: number | 'all' | 'readable';
  /** Of the second proof. */
  readonly model: CertificateModel;
  /** How far the tab is scrolled. */
  readonly scrollPx: number;
}

export const FIRST_VIEW: ScratchpadView = {
  ...{ step: 0, span: null, pinned: null },
  ...{ isFused: null, zoom: 'readable', model: 'compact', scrollPx: 0 },
};

/** What remains of a view when another graph takes the place of one: steps and tensors are numbered by graph. */
export function viewOfGraph(view: ScratchpadView, before: LoadedGraph | null, next: LoadedGraph): ScratchpadView {
  const names = (loaded: LoadedGraph) => loaded.graph.operators.map(({ name }) => name).join('\n');
  if (before !== null && names(before) === names(next)) return view;
  return { ...view, step: 0, pinned: null, isFused: null };
}
