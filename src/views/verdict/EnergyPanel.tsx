import type { EnergyReport } from '../../../models/evaluate/explain/report';
import type { WorkloadKind } from '../../../models/workload/types';
import { formatQuantity } from '../../../models/units';
import { BreakdownButton } from './BreakdownButton';
import { ENERGY_PARTS } from './energy-parts';
import { StackedBar } from './StackedBar';
import styles from './verdict.module.css';

/** Which components the energy of an output token or of an inference goes to. */
export function EnergyPanel({ energy, kind }: { readonly energy: EnergyReport; readonly kind: WorkloadKind }) {
  const known = ENERGY_PARTS.filter(({ key }) => energy[key] > 0);
  const sum = known.reduce((total, { key }) => total + energy[key], 0);
  const missing = ENERGY_PARTS.filter(({ key }) => Number.isNaN(energy[key]));
  const isTotal = !Number.isNaN(energy.total);
  return (
    <section className={styles.panel} aria-labelledby="energy-heading">
      <h3 id="energy-heading">
        Energy per {kind === 'layers' ? 'inference' : 'output token'},{' '}
        {isTotal ? formatQuantity(energy.total, 'joules').text : '–'}
      </h3>
      {sum > 0 && (
        <StackedBar
          label="Where the energy goes"
          parts={known.map(({ key, label, colour }) => {
            const percent = (100 * energy[key]) / sum;
            const shown = percent < 0.1 ? '< 0.1 %' : `${percent.toFixed(percent < 10 ? 1 : 0)} %`;
            return {
              label,
              colour,
              share: energy[key] / sum,
              text: isTotal ? shown : formatQuantity(energy[key], 'joules').text,
            };
          })}
        />
      )}
      {!isTotal && (
        <p className={styles.quiet}>
          {missing.length === 0
            ? 'Not known for this design.'
            : `No total: ${missing.map(({ label }) => label).join(', ')} missing.`}
        </p>
      )}
      <BreakdownButton />
    </section>
  );
}
