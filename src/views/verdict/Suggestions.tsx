import { useEffect, useState } from 'react';
import type { MetricId } from '../../../models/evaluate/metrics/metrics';
import { suggestChanges, type Suggestion } from '../../../models/evaluate/changes/what-if';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline, useRidgelineStore } from '../store-context';
import type { Design } from '../../../models/design/types';
import { levelOf } from '../../../models/workload/rules';
import styles from './verdict.module.css';

const IDLE_MS = 250;
const MOST_SHOWN = 3;

interface Found {
  readonly design: Design;
  readonly suggestions: readonly Suggestion[];
}

/** The time that a change is to shorten. */
function helpedMetric({ workload }: Design): MetricId {
  return workload.kind === 'layers' ? 'batchLatency' : 'tpot';
}

/** Dozens of designs are evaluated for this, so it waits until the hand rests. */
function useSuggestions(): Found | null {
  const design = useRidgeline(selectDesign);
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    const suggest = () => setFound({ design, suggestions: suggestChanges(quickly(design), helpedMetric(design)) });
    const timer = setTimeout(suggest, IDLE_MS);
    return () => clearTimeout(timer);
  }, [design]);
  return found;
}

/** Mapping dozens of designs would hold the page up: what helps is asked at level `array` then. */
function quickly(design: Design): Design {
  const { assumptions } = design;
  return levelOf(assumptions) === 'mapped' ? { ...design, assumptions: { ...assumptions, level: 'array' } } : design;
}

function effect(ratio: number): string {
  const percent = (ratio - 1) * 100;
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)} %`;
}

/** The single changes that would shorten the time per token, or the latency of a batch, most; a click makes one. */
export function Suggestions() {
  const { getState } = useRidgelineStore();
  const found = useSuggestions();
  const isTable = useRidgeline(selectDesign).workload.kind === 'layers';
  const helpful = (found?.suggestions ?? []).filter(({ ratio }) => ratio < 1).slice(0, MOST_SHOWN);
  return (
    <section className={styles.panel} aria-labelledby="suggestions-heading">
      <h3 id="suggestions-heading">What would help {isTable ? 'the latency' : 'time per token'}</h3>
      <ul className={styles.suggestions}>
        {helpful.map(({ field, label, value, ratio }) => (
          <li key={field}>
            <button type="button" className={styles.suggestion} onClick={() => getState().setField(field, value)}>
              <span>{label}</span>
              <b>{effect(ratio)}</b>
            </button>
          </li>
        ))}
        {found !== null && helpful.length === 0 && (
          <li className={styles.quiet}>
            No single change that works: none of a tenth more, a doubling or a narrower format.
          </li>
        )}
      </ul>
    </section>
  );
}
