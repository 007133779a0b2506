import type { MemoryReport } from '../../../models/evaluate/explain/report';
import type { WorkloadKind } from '../../../models/workload/types';
import { formatQuantity } from '../../../models/units';
import { bytesLike } from '../parts/bytes';
import { StackedBar, type BarPart } from './StackedBar';
import styles from './verdict.module.css';

function partsOf(
  { weights, cache, live, needed, capacityBytes }: MemoryReport,
  kind: WorkloadKind,
): readonly BarPart[] {
  const bytes = bytesLike(capacityBytes);
  const whole = Math.max(needed, capacityBytes ?? 0);
  const free = capacityBytes === null ? 0 : capacityBytes - needed;
  const used = [
    { label: 'weights', text: bytes(weights), share: weights / whole, colour: 'var(--c1)' },
    ...(kind === 'layers'
      ? []
      : [{ label: 'KV cache', text: bytes(cache), share: cache / whole, colour: 'var(--c2)' }]),
    { label: 'activations', text: bytes(live), share: live / whole, colour: 'var(--c3)' },
  ];
  return free > 0 ? [...used, { label: 'free', text: bytes(free), share: free / whole }] : used;
}

/** What fills the main memory of the fullest chip. */
export function MemoryPanel({ memory, kind }: { readonly memory: MemoryReport; readonly kind: WorkloadKind }) {
  const { needed, capacityBytes, fits, largestBatch } = memory;
  const bytes = bytesLike(capacityBytes);
  const capacity = capacityBytes === null ? 'capacity not known' : `of ${bytes(capacityBytes)}`;
  return (
    <section className={styles.panel} aria-labelledby="memory-heading">
      <h3 id="memory-heading">Memory per chip, {Number.isNaN(needed) ? '–' : `${bytes(needed)} ${capacity}`}</h3>
      {!Number.isNaN(needed) && <StackedBar parts={partsOf(memory, kind)} label="What fills the memory" />}
      {fits === false && <p className={styles.bad}>▲ {bytes(needed - (capacityBytes ?? 0))} more than there is.</p>}
      <p className={styles.quiet}>
        {largestBatch === null
          ? 'Largest batch that fits: not known.'
          : `Largest ${kind === 'layers' ? '' : 'decode '}batch that fits: ${formatQuantity(largestBatch, 'count').text}.`}
      </p>
    </section>
  );
}
