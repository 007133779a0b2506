import { selectDesign, selectReport } from '../../state/design-slice';
import { Button } from '../parts/Button';
import { useRidgeline, useRidgelineStore } from '../store-context';
import type { DesignScratchpad } from './design-scratchpad';
import { sizeSpace } from './size-space';
import { useScratchpad } from './use-scratchpad';

interface SweepButtonProps {
  readonly scratchpad: DesignScratchpad;
  /** Sizes at which less is moved. */
  readonly edges: readonly number[];
}

/** From the curve of this graph to designs with other sizes of the memory: their spills against their area. */
export function SweepButton({ scratchpad, edges }: SweepButtonProps) {
  const { getState } = useRidgelineStore();
  const design = useRidgeline(selectDesign);
  const { metrics } = useRidgeline(selectReport);
  const phase = useScratchpad((state) => state.options.phase);
  const space = sizeSpace(design, phase, edges, metrics);
  if (space === null) return null;
  const sweep = () => {
    const { openWork, history, setTab, startSweep } = getState();
    if (openWork({ ...history.present, ...space }) !== null) return;
    setTab('explore');
    void startSweep();
  };
  return (
    <Button
      onClick={sweep}
      title={`Takes sizes of ${scratchpad.label} to the Explore tab: what all layers of the workload spill, against area`}
    >
      Sweep {scratchpad.label} in Explore
    </Button>
  );
}
