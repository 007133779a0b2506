import { useMemo } from 'react';
import {
  ATTENTION_FORMS,
  type AttentionComparison,
  type AttentionForm,
  type AttentionFormId,
} from '../../../models/evaluate/explain/attention-report';
import type { DataflowOperator } from '../../../models/evaluate/dataflow';
import { explainAttention } from '../../../models/evaluate/explain/explain-attention';
import { formatQuantity, type Quantity } from '../../../models/units';
import { selectDesign } from '../../state/design-slice';
import { BOUND_LABELS } from '../roofline/operator-columns';
import { decimalBytes } from '../parts/bytes';
import { useRidgeline } from '../store-context';
import table from '../parts/table.module.css';
import styles from './dataflow.module.css';

const FORM_LABELS = { onePass: 'One pass', threePass: 'Three passes' } as const satisfies Readonly<
  Record<AttentionFormId, string>
>;

type FormText = (form: AttentionForm) => string;

function quantityOf(of: (form: AttentionForm) => number | null, quantity: Quantity): FormText {
  return (form) => formatQuantity(of(form) ?? NaN, quantity).text;
}

const ROWS: readonly (readonly [label: string, text: FormText])[] = [
  ['Time', quantityOf(({ seconds }) => seconds, 'seconds')],
  ['Bound by', ({ bound }) => BOUND_LABELS[bound]],
  ['Cycles of the arrays', quantityOf(({ cycles }) => cycles, 'count')],
  ['Main-memory bytes', ({ trafficBytes }) => decimalBytes(trafficBytes)],
  ['Held at once', ({ bufferBytes }) => decimalBytes(bufferBytes)],
  ['Reads of each key', ({ keyReads }) => (Number.isNaN(keyReads) ? '–' : `${keyReads.toFixed(2)} ×`)],
  ['Lane operations', quantityOf(({ laneOps }) => laneOps, 'count')],
  ['Special functions', quantityOf(({ specialOps }) => specialOps, 'count')],
  ['Utilisation', quantityOf(({ utilisation }) => utilisation, 'ratio')],
];

interface AttentionCardProps {
  readonly operators: readonly DataflowOperator[];
  readonly operator: DataflowOperator;
}

/** Scores, softmax and values of one kind of layer, in one pass over the keys beside three. */
export function AttentionCard({ operators, operator }: AttentionCardProps) {
  const design = useRidgeline(selectDesign);
  const report = useMemo(() => explainAttention(design), [design]);
  if (report.kind !== 'array') return null;
  const found = comparisonOf(report.layers, operators, operator);
  if (found === undefined) return null;
  const { queries, heads, keys } = found;
  return (
    <div className={styles.card}>
      <h4>Attention in one pass over the keys, and in three</h4>
      <p className={styles.note}>
        Scores, softmax and values together, all layers{found.phase === 'decode' ? ', mean of a step' : ''}: {queries}{' '}
        queries of {heads} heads to {keys.toLocaleString('en')} keys. The design has{' '}
        {FORM_LABELS[report.chosen].toLowerCase()} (switch Fused attention).
      </p>
      <div
        className={`${table.scroller} ${styles.scroller}`}
        role="region"
        aria-label="One pass and three"
        tabIndex={0}
      >
        <table className={table.table} aria-label="Attention in one pass and in three">
          <thead>
            <tr>
              <td />
              {ATTENTION_FORMS.map((form) => (
                <th key={form} scope="col" data-numeric="true">
                  {FORM_LABELS[form]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROWS.map(([label, text]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {ATTENTION_FORMS.map((form) => (
                  <td key={form} data-numeric="true">
                    {text(found.by[form])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Comparisons carry the id of the scores; the values of the same attention come right after them. */
function comparisonOf(
  layers: readonly AttentionComparison[],
  operators: readonly DataflowOperator[],
  { id, kind }: DataflowOperator,
): AttentionComparison | undefined {
  const at = operators.findIndex((operator) => operator.id === id);
  const scores = kind === 'values' ? operators[at - 1]?.id : id;
  return layers.find((layer) => layer.id === scores);
}
