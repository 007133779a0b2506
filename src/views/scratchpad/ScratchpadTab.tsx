import { useEffect, useMemo, useRef } from 'react';
import { selectDesign } from '../../state/design-slice';
import { useKeptScroll } from '../parts/use-kept-scroll';
import { useRidgeline } from '../store-context';
import { BaselinesSection } from './BaselinesSection';
import { CertificateSection } from './CertificateSection';
import { CurveSection } from './CurveSection';
import { designScratchpad } from './design-scratchpad';
import { GraphDropZone } from './GraphDropZone';
import { Obstacle } from './Obstacle';
import { ScheduleSection } from './ScheduleSection';
import { SourceBar } from './SourceBar';
import { useScratchpadStore } from './use-scratchpad';
import styles from './scratchpad.module.css';

/** A graph of operators in the design's scratchpad: order, what leaves when, addresses, and what that moves. */
export function ScratchpadTab() {
  const { getState } = useScratchpadStore();
  const design = useRidgeline(selectDesign);
  const scratchpad = useMemo(() => designScratchpad(design), [design]);
  const designBytes = scratchpad?.bytes ?? null;
  useEffect(() => getState().look(design, designBytes), [getState, design, designBytes]);
  useEffect(() => () => getState().leave(), [getState]);
  const tab = useRef<HTMLDivElement>(null);
  useKeptScroll(
    tab,
    () => getState().view.scrollPx,
    (scrollPx) => getState().show({ scrollPx }),
  );
  return (
    <div ref={tab} className={styles.tab}>
      <SourceBar scratchpad={scratchpad} />
      <Obstacle designBytes={designBytes} />
      <ScheduleSection />
      <BaselinesSection />
      <CurveSection scratchpad={scratchpad} />
      <CertificateSection />
      <GraphDropZone />
    </div>
  );
}
