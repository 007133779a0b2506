import { lazy, memo } from 'react';
import type { Metric, MetricId } from '../../../models/evaluate/metrics/metrics';
import { Deferred } from '../parts/Deferred';
import { Popover } from '../parts/Popover';
import { Quantity } from '../parts/Quantity';
import type { Delta } from './deltas';
import styles from './verdict.module.css';

const MetricInfo = lazy(async () => ({ default: (await import('./MetricInfo')).MetricInfo }));

interface TileProps {
  readonly metric: Metric & { readonly id: MetricId };
  /** A shorter name than the metric's own. */
  readonly label: string;
  readonly value: number;
  readonly bound: string;
  readonly isBound: boolean;
  /** How it compares with the baseline; null without one. */
  readonly deltaTone: Delta['tone'] | null;
  readonly deltaText: string;
}

/** One number of the verdict; it opens to where the number comes from. */
export const Tile = memo(function Tile({ metric, label, value, bound, isBound, deltaTone, deltaText }: TileProps) {
  const tone = deltaTone === null ? '' : { good: styles.good, bad: styles.bad, same: '' }[deltaTone];
  return (
    <Popover
      label={`${metric.label}: where it comes from`}
      buttonClass={styles.tile}
      button={
        <>
          <span className={styles.tileLabel}>{label}</span>
          <span className={styles.value}>
            {isBound && !Number.isNaN(value) && <span className={styles.atLeast}>≥&#8239;</span>}
            <Quantity value={value} quantity={metric.quantity} />
            {Number.isNaN(value) && <span className={styles.hiddenText}>missing</span>}
          </span>
          <span className={styles.tileFoot}>
            {deltaTone === null ? (
              bound
            ) : (
              <span className={tone}>
                {deltaText}
                <span className={styles.hiddenText}> against the baseline, {deltaTone}</span>
              </span>
            )}
            {'\u00a0'}
          </span>
        </>
      }
    >
      <Deferred fallback={<p className={styles.info}>Loading …</p>}>
        <MetricInfo metric={metric} />
      </Deferred>
    </Popover>
  );
});
