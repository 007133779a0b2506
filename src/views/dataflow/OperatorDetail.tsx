import { useMemo } from 'react';
import { BandsChart } from '../../charts/dataflow/BandsChart';
import { BAND_OPERANDS } from '../../charts/dataflow/bands-layout';
import type { DataflowOperator, DataflowReport } from '../../../models/evaluate/dataflow';
import { selectDesign } from '../../state/design-slice';
import { decimalBytes } from '../parts/bytes';
import { CopyButton } from '../parts/CopyButton';
import { useRidgeline } from '../store-context';
import { AttentionCard } from './AttentionCard';
import { bandsData, memoriesOf, memoriesTsv, OPERAND_LABELS, type OperatorMemory } from './bands-data';
import { detailOf } from './chart-data';
import { LoopNest } from './LoopNest';
import { useOperatorMapping } from './use-operator-mapping';
import table from '../parts/table.module.css';
import styles from './dataflow.module.css';

interface OperatorDetailProps {
  readonly report: DataflowReport;
  readonly operator: DataflowOperator;
}

/** One operator in full: what it moves between its memories, its loop nest, and attention in both of its forms. */
export function OperatorDetail({ report, operator }: OperatorDetailProps) {
  const design = useRidgeline(selectDesign);
  const mapping = useOperatorMapping(design, operator.id);
  const { matrix, tiers } = design.accelerator;
  const memories = useMemo(
    () => memoriesOf(operator, mapping ?? null, tiers, matrix),
    [operator, mapping, tiers, matrix],
  );
  const detail = detailOf(operator);
  const name = detail === '' ? operator.name : `${operator.name}, ${detail}`;
  const isAttention = operator.kind !== 'gemm';
  const isNest = mapping?.answer.kind === 'mapped';
  return (
    <section className={styles.part} aria-labelledby="operator-heading" aria-busy={mapping === undefined}>
      <div className={styles.head}>
        <h3 id="operator-heading">
          {name}
          {report.workloadKind === 'layers' ? '' : `, ${operator.phase}`}: what it moves
        </h3>
        <span className={styles.grow} />
        <CopyButton label="Copy" title="Copy the bytes by memory, tab-separated" text={() => memoriesTsv(memories)} />
      </div>
      <div className={styles.bands}>
        <div>
          <p className={styles.operands} aria-hidden="true">
            {BAND_OPERANDS.map((operand) => (
              <span key={operand} data-operand={operand}>
                {OPERAND_LABELS[operand]}
              </span>
            ))}
          </p>
          <BandsChart data={bandsData(name, memories, report.array)} />
        </div>
        <MemoryTable memories={memories} label={`Bytes by memory, ${name}`} />
      </div>
      <p className={styles.note}>{noteOf(isAttention, isNest, report.workloadKind === 'layers')}</p>
      {isAttention ? (
        <AttentionCard operators={report.operators} operator={operator} />
      ) : (
        <LoopNest name={name} mapping={mapping} />
      )}
    </section>
  );
}

function noteOf(isAttention: boolean, isNest: boolean, isTable: boolean): string {
  const one = isTable ? 'One layer' : 'One layer at the first step';
  if (isAttention) return `${one}. Operands of attention cross once, as the lowering places them.`;
  return isNest
    ? `${one}, as the loop nest below moves it: bytes between each memory and all that lies inside it. Registers of the elements are left out. The bound is that of any schedule with the memories inside.`
    : `${one}, with the best tile of level array.`;
}

function MemoryTable({ memories, label }: { readonly memories: readonly OperatorMemory[]; readonly label: string }) {
  return (
    <div className={`${table.scroller} ${styles.scroller}`} role="region" aria-label={label} tabIndex={0}>
      <table className={table.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Memory</th>
            {BAND_OPERANDS.map((operand) => (
              <th key={operand} scope="col" data-numeric="true">
                {OPERAND_LABELS[operand]}
              </th>
            ))}
            <th scope="col" data-numeric="true" title="Fewest bytes that any schedule moves">
              Bound
            </th>
            <th scope="col" data-numeric="true" title="All bytes over their bound; 1 can not be beaten">
              × bound
            </th>
          </tr>
        </thead>
        <tbody>
          {memories.map(({ tier, label: memory, bytes, boundBytes, ratio }) => (
            <tr key={tier}>
              <th scope="row">{memory}</th>
              {BAND_OPERANDS.map((operand) => (
                <td key={operand} data-numeric="true">
                  {decimalBytes(bytes[operand])}
                </td>
              ))}
              <td data-numeric="true">{decimalBytes(boundBytes)}</td>
              <td data-numeric="true">{ratio === null ? '–' : ratio.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
