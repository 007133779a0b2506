import { useMemo, useState } from 'react';
import { LineChart } from '../../charts/lines/LineChart';
import { formatQuantity } from '../../../models/units';
import type { LabProducts } from '../../../workers/format-lab-job';
import { useRidgeline } from '../store-context';
import { AccumulatorPart } from './AccumulatorPart';
import { FormatSelect } from './FormatSelect';
import { DistributionSelect, NumberInput } from './inputs';
import { decibelText, measuringText } from './numbers';
import { differenceDb, productData, productRows } from './product-data';
import { FIRST_PRODUCT, operandsOf, pairsOf, type ProductDraft } from './product-draft';
import type { LabPanelProps } from './source-draft';
import { SourceForm } from './SourceForm';
import { useLab } from './use-lab';
import { NumberHeads } from './NumberHeads';
import styles from './formats.module.css';

/** What quantising both operands does to a matrix product, and what its accumulator must hold. */
export function ProductPanel({ lab, draft, onDraft }: LabPanelProps) {
  const compared = useRidgeline((state) => state.comparedFormats);
  const [product, setProduct] = useState<ProductDraft>(FIRST_PRODUCT);
  const { distribution, outlierEvery, outlierFactor, format } = product;
  const operands = useMemo(
    () => operandsOf(draft, { distribution, outlierEvery, outlierFactor }),
    [draft, distribution, outlierEvery, outlierFactor],
  );
  const input = useMemo(
    () => ({ ask: 'products' as const, operands, pairs: pairsOf(compared, format) }),
    [operands, compared, format],
  );
  const { value, problem, isRunning, done } = useLab(lab, input);
  const data = useMemo(() => productData(value?.pairs ?? []), [value]);
  return (
    <>
      <h3>Weights</h3>
      <SourceForm label="Weights" draft={draft} onChange={onDraft} />
      <h3>Activations</h3>
      <ActivationForm draft={product} onChange={setProduct} />
      <p role="status" className={problem === null ? styles.note : styles.problem}>
        {problem ?? (isRunning ? measuringText(done, input.pairs.length) : value === null ? '' : measuredText(value))}
      </p>
      <div data-stale={isRunning || problem !== null} className={styles.results}>
        <LineChart data={data} heightPx={340} />
        {value !== null && <ProductTable result={value} />}
      </div>
      <AccumulatorPart
        lab={lab}
        operands={operands}
        codes={product.codes}
        onCodes={(codes) => setProduct({ ...product, codes })}
      />
    </>
  );
}

interface ActivationFormProps {
  readonly draft: ProductDraft;
  readonly onChange: (draft: ProductDraft) => void;
}

const AS_WEIGHTS = { id: '', label: 'as the weights' } as const;

function ActivationForm({ draft, onChange }: ActivationFormProps) {
  const set = (change: Partial<ProductDraft>) => onChange({ ...draft, ...change });
  return (
    <div className={styles.form} role="group" aria-label="Activations">
      <DistributionSelect value={draft.distribution} onChange={(distribution) => set({ distribution })} />
      <NumberInput
        label="Outlier channels, times"
        min={1}
        value={draft.outlierFactor}
        onChange={(outlierFactor) => set({ outlierFactor })}
      />
      <NumberInput
        label="One in"
        min={1}
        value={draft.outlierEvery}
        onChange={(outlierEvery) => set({ outlierEvery })}
      />
      <FormatSelect
        label="Format of activations"
        value={draft.format ?? AS_WEIGHTS.id}
        besides={AS_WEIGHTS}
        onChange={(format) => set({ format: format === AS_WEIGHTS.id ? null : format })}
      />
    </div>
  );
}

function measuredText({ rows, tokens, columns }: LabProducts): string {
  const [outputs, weights, length] = [tokens, rows, columns].map((count) => formatQuantity(count, 'count', 6).text);
  return `${outputs} rows of activations × ${weights} rows of weights, ${length} products in each output.`;
}

function ProductTable({ result }: { readonly result: LabProducts }) {
  return (
    <>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Output error by format">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Weights</th>
              <th scope="col">Activations</th>
              <NumberHeads
                titles={[
                  'Mean bits',
                  'QSNR of weights',
                  'Of activations',
                  'Output, measured',
                  'Noises added up',
                  'Difference',
                ]}
              />
            </tr>
          </thead>
          <tbody>
            {productRows(result.pairs).map(({ id, weights, activations, pair }) => (
              <tr key={id}>
                <th scope="row">{weights}</th>
                <td>{activations}</td>
                <td className={styles.number}>{formatQuantity(pair.bitsPerElement, 'count', 4).text}</td>
                <td className={styles.number}>{decibelText(pair.weightsQsnrDb)}</td>
                <td className={styles.number}>{decibelText(pair.activationsQsnrDb)}</td>
                <td className={styles.number}>{decibelText(pair.outputQsnrDb)}</td>
                <td className={styles.number}>{decibelText(pair.predictedQsnrDb)}</td>
                <td className={styles.number}>{decibelText(differenceDb(pair))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>
        With independent errors of mean zero, 1/S = 1/S<sub>w</sub> + 1/S<sub>a</sub> + 1/(S<sub>w</sub> S<sub>a</sub>)
        for the ratios S of signal to noise power of output, weights and activations, whatever the reduction length.
        Errors of coarse formats follow the values, and are not independent. Sums are exact here; the accumulator is
        below.
      </p>
    </>
  );
}
