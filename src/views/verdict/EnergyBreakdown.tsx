import { useMemo, useState } from 'react';
import type { Design } from '../../../models/design/types';
import { explainEnergy, type EnergySpan, type OperatorEnergy } from '../../../models/evaluate/explain/explain-energy';
import { energyOmissions } from '../../../models/evaluate/explain/omissions';
import type { Report } from '../../../models/evaluate/explain/report';
import { formatQuantity } from '../../../models/units';
import { selectMapper } from '../../state/mapper-slice';
import type { Phase } from '../../../models/workload/lowering/rows';
import { ENERGY_PARTS } from './energy-parts';
import styles from './breakdown.module.css';
import { useRidgeline } from '../store-context';
import { StackedBar } from './StackedBar';
import { percentText, spanText } from './span-text';
import { TechnologyFigures } from './TechnologyFigures';

const PHASES = [
  { phase: 'decode', label: 'Output token' },
  { phase: 'prefill', label: 'Prompt token' },
] as const;

const joules = (value: number) => formatQuantity(value, 'joules').text;

/** Joules of a token, or of an inference of a table of layers: by component with the span of figures that disagree, and by operator. */
export function EnergyBreakdown({ design, report }: { readonly design: Design; readonly report: Report }) {
  const [wanted, setPhase] = useState<Phase>('decode');
  const mapper = useRidgeline(selectMapper);
  const explained = useMemo(() => explainEnergy(design, report, mapper), [design, report, mapper]);
  const isTable = report.workloadKind === 'layers';
  const phase = isTable ? 'prefill' : wanted;
  const span = explained.phases[phase];
  return (
    <section className={styles.section} aria-labelledby="breakdown-energy">
      <div className={styles.head}>
        <h3 id="breakdown-energy">
          Energy of {isTable ? 'an inference' : 'a token'},{' '}
          {spanText(span.value.total, span.low.total, span.high.total, joules)}
        </h3>
        {!isTable && (
          <div className={styles.choices} role="group" aria-label="Phase">
            {PHASES.map(({ phase: id, label }) => (
              <button key={id} type="button" aria-pressed={phase === id} onClick={() => setPhase(id)}>
                {label}
              </button>
            ))}
          </div>
        )}
      </div>
      <Components span={span} />
      <p className={styles.note}>Without {energyOmissions(design).join(', ')}.</p>
      <Operators operators={explained.operators.filter((operator) => operator.phase === phase)} />
      <details className={styles.figures}>
        <summary>Figures of energy and area, with their sources</summary>
        <TechnologyFigures />
      </details>
    </section>
  );
}

function Components({ span: { value, low, high } }: { readonly span: EnergySpan }) {
  const sum = ENERGY_PARTS.reduce((total, { key }) => total + (value[key] > 0 ? value[key] : 0), 0);
  const shown = ENERGY_PARTS.filter(({ key }) => value[key] !== 0);
  return (
    <>
      {sum > 0 && (
        <StackedBar
          label="By component"
          parts={shown
            .filter(({ key }) => value[key] > 0)
            .map(({ key, label, colour }) => {
              const share = value[key] / sum;
              return { label, colour, share, text: percentText(share) };
            })}
        />
      )}
      <table className={styles.table}>
        <caption>By component</caption>
        <thead>
          <tr>
            <th scope="col">Component</th>
            <th scope="col">Energy</th>
            <th scope="col">Share</th>
            <th scope="col">Tables span</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, label }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td>{joules(value[key])}</td>
              <td>{Number.isNaN(value[key]) ? 'no sourced figure' : percentText(value[key] / sum)}</td>
              <td>{low[key] < high[key] ? `${joules(low[key])} to ${joules(high[key])}` : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** One bar for each operator, all to one scale, the largest first. */
function Operators({ operators }: { readonly operators: readonly OperatorEnergy[] }) {
  const known = operators.map((operator) => ({ ...operator, sum: knownSum(operator) })).sort((a, b) => b.sum - a.sum);
  const largest = known[0]?.sum ?? 0;
  const total = known.reduce((sum, operator) => sum + operator.sum, 0);
  if (!(largest > 0)) return null;
  return (
    <table className={styles.table}>
      <caption>By operator, without what a chip draws at rest</caption>
      <thead>
        <tr>
          <th scope="col">Operator</th>
          <th scope="col" aria-hidden="true" className={styles.barColumn} />
          <th scope="col">Energy</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {known.map(({ id, name, parts, sum }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td aria-hidden="true">
              <span className={styles.operatorBar}>
                {ENERGY_PARTS.map(({ key, colour }) => {
                  const value = key === 'leakage' || key === 'idle' ? 0 : parts[key];
                  return value > 0 ? (
                    <i key={key} style={{ width: `${(100 * value) / largest}%`, background: colour }} />
                  ) : null;
                })}
              </span>
            </td>
            <td>
              {joules(sum)}
              {Number.isNaN(parts.total) && <span className={styles.quiet}> and more</span>}
            </td>
            <td>{percentText(sum / total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Of the components that are known. */
function knownSum({ parts }: OperatorEnergy): number {
  const { total, ...components } = parts;
  if (!Number.isNaN(total)) return total;
  return Object.values(components).reduce((sum, value) => sum + (value > 0 ? value : 0), 0);
}
