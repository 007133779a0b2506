import type { OperatorMapping } from '../../../models/evaluate/explain/explain-mapping';
import type { ProductMapping, ProductUnmapped } from '../../../models/evaluate/mapped/product-mapper';
import { misfitSentence } from '../../../models/evaluate/mapped/unmapped';
import { TIER_OPERANDS } from '../../../models/hardware/types';
import { formatQuantity } from '../../../models/units';
import { levelOf } from '../../../models/workload/rules';
import { selectDesign } from '../../state/design-slice';
import { Button } from '../parts/Button';
import { CopyButton } from '../parts/CopyButton';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { OPERAND_LABELS } from './bands-data';
import { nestCuts, parallelText } from './nest-cuts';
import styles from './nest.module.css';
import parts from './dataflow.module.css';

interface LoopNestProps {
  readonly name: string;
  /** Undefined: being searched for. */
  readonly mapping: OperatorMapping | null | undefined;
}

/** The loop nest of level mapped: a picture whose brackets say which memory keeps what the loops inside need, and a text. */
export function LoopNest({ name, mapping }: LoopNestProps) {
  return (
    <div className={styles.nest}>
      <h4>Loop nest, outermost loop first, and the memory each operand comes from</h4>
      {mapping === undefined && <p className={parts.note}>Searching for the best loop nest …</p>}
      {mapping === null && <p className={parts.note}>Under these assumptions no loop nest is searched for.</p>}
      {mapping?.answer.kind === 'unmapped' && <p className={styles.problem}>{whyNone(mapping.answer)}</p>}
      {mapping?.answer.kind === 'mapped' && <Nest name={name} nest={mapping.answer} text={mapping.text} />}
    </div>
  );
}

function whyNone({ reason, misfits: [misfit] }: ProductUnmapped): string {
  if (misfit === undefined) return reason;
  const sentence = misfitSentence(misfit);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

interface NestProps {
  readonly name: string;
  readonly nest: ProductMapping;
  readonly text: readonly string[];
}

function Nest({ name, nest, text }: NestProps) {
  const cuts = nestCuts(nest);
  return (
    <>
      <LevelNote nest={nest} />
      <div className={styles.scroller} role="region" aria-label={`Loop nest of ${name}`} tabIndex={0}>
        <table className={styles.table} aria-label={`Loop nest of ${name}`}>
          <thead>
            <tr>
              <th scope="col">Loop</th>
              {TIER_OPERANDS.map((operand) => (
                <th key={operand} scope="col">
                  {OPERAND_LABELS[operand]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {nest.loops.map(({ dim, size }, depth) => (
              <tr key={depth}>
                <th scope="row" style={{ paddingLeft: `${8 + 14 * depth}px` }}>
                  for {dim} in 0..{size}
                </th>
                {TIER_OPERANDS.map((operand) => {
                  const cut = cuts[operand].find(({ from }) => from === depth);
                  return (
                    cut !== undefined && (
                      <td key={operand} rowSpan={cut.rows} data-operand={operand}>
                        {cut.label}
                      </td>
                    )
                  );
                })}
              </tr>
            ))}
            <tr>
              <th
                scope="row"
                className={styles.parallel}
                colSpan={1 + TIER_OPERANDS.length}
                style={{ paddingLeft: `${8 + 14 * nest.loops.length}px` }}
              >
                {parallelText(nest)}
              </th>
            </tr>
          </tbody>
        </table>
      </div>
      <details className={styles.text}>
        <summary>As text</summary>
        <pre tabIndex={0}>{text.join('\n')}</pre>
        <CopyButton label="Copy loop nest" title="Copy the loop nest as text" text={() => text.join('\n')} />
      </details>
    </>
  );
}

function LevelNote({ nest }: { readonly nest: ProductMapping }) {
  const { getState } = useRidgelineStore();
  const level = useRidgeline((state) => levelOf(selectDesign(state).assumptions));
  const { cycles, utilisation, gap, choices } = nest;
  const count = (value: number) => formatQuantity(value, 'count').text;
  const proven = gap === 0 ? 'which no nest beats' : `at most ${formatQuantity(gap, 'ratio').text} above the bound`;
  return (
    <p className={parts.note}>
      {count(cycles.counted)} cycles, {proven}; {formatQuantity(utilisation, 'ratio').text} of the array at work;{' '}
      {choices.tried} of {choices.all} ways to lay loops along the array searched, the others bounded.{' '}
      {level !== 'mapped' && (
        <>
          The design is timed at level {level}.{' '}
          <Button onClick={() => getState().setField('assumptions.level', 'mapped')}>Set level mapped</Button>
        </>
      )}
    </p>
  );
}
