import { carriesScratchpad, linkOf } from './link';
import type { RidgelineState } from './store';
import type { Work } from './work';

/**
 * How a link stands to the file that the Scratchpad tab schedules: there is none, or it goes along, or the graph drawn
 * from it goes in its place, or it is too long for a link (or no graph) and the link opens the tab without it.
 */
export type SharedFile = 'none' | 'whole' | 'drawn' | 'left';

export interface Shared {
  /** With its `#`. */
  readonly link: string;
  readonly file: SharedFile;
}

type Seen = Pick<RidgelineState, 'history' | 'tab' | 'scratchpad'>;

/** The link of all that the page shows, which opens the same tab. */
export function shareOf({ history, tab, scratchpad }: Seen): Shared {
  const work = withDrawnGraph(history.present, scratchpad);
  return { link: linkOf(work, tab), file: fileOf(history.present, work) };
}

function fileOf({ scratchpad: chosen }: Work, shared: Work): SharedFile {
  if (chosen?.source.kind !== 'text' && chosen?.source.kind !== 'onnx') return 'none';
  if (!carriesScratchpad(shared)) return 'left';
  return chosen.source.kind === 'onnx' ? 'drawn' : 'whole';
}

/** An ONNX file does not fit into a link, the graph drawn from it may. */
function withDrawnGraph(work: Work, scratchpad: Seen['scratchpad']): Work {
  const source = work.scratchpad?.source;
  const shown = scratchpad?.getState();
  if (source?.kind !== 'onnx' || shown?.source !== source || shown.loaded === null || shown.graphProblem !== null)
    return work;
  const text = JSON.stringify(shown.loaded.json);
  return { ...work, scratchpad: { ...work.scratchpad!, source: { kind: 'text', name: source.name, text } } };
}
