import { useMemo } from 'react';
import { PROBABILITIES, type AccumulatorCodes, type IntegerSums } from '../../../models/formats/lab/accumulator';
import type { OperandSources } from '../../../models/formats/lab/product';
import { LineChart } from '../../charts/lines/LineChart';
import type { FormatLab } from '../../state/format-lab';
import { overflowData, probabilityText, roundingData, termsText, widthData } from './accumulator-data';
import { useLab } from './use-lab';
import styles from './formats.module.css';

interface AccumulatorPartProps {
  readonly lab: FormatLab;
  readonly operands: OperandSources;
  readonly codes: AccumulatorCodes;
  readonly onCodes: (codes: AccumulatorCodes) => void;
}

/** How wide an accumulator must be: integers against overflow, floats against rounding. */
export function AccumulatorPart({ lab, operands, codes, onCodes }: AccumulatorPartProps) {
  const input = useMemo(() => ({ ask: 'accumulators' as const, operands, codes }), [operands, codes]);
  const { value, problem, isRunning } = useLab(lab, input);
  const widths = useMemo(() => widthData(value?.integers ?? []), [value]);
  const rounding = useMemo(() => roundingData(value?.floats ?? []), [value]);
  const longest = value?.integers.at(-1);
  const overflow = useMemo(() => (longest === undefined ? null : overflowData(longest)), [longest]);
  return (
    <>
      <h3>Integer accumulator</h3>
      <div className={styles.tools} role="group" aria-label="Codes">
        <BitsSelect
          label="Integer weights"
          value={codes.weightBits}
          onChange={(weightBits) => onCodes({ ...codes, weightBits })}
        />
        <BitsSelect
          label="Integer activations"
          value={codes.activationBits}
          onChange={(activationBits) => onCodes({ ...codes, activationBits })}
        />
      </div>
      {problem !== null && <p className={styles.problem}>{problem}</p>}
      <div data-stale={isRunning || problem !== null} className={styles.results}>
        <LineChart data={widths} heightPx={300} />
        {overflow !== null && <LineChart data={overflow} heightPx={280} />}
        {longest !== undefined && <OverflowTable sums={longest} />}
        <h3>Float accumulator</h3>
        <LineChart data={rounding} heightPx={340} />
      </div>
    </>
  );
}

const BITS = [2, 3, 4, 5, 6, 7, 8] as const;

interface BitsSelectProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (bits: number) => void;
}

function BitsSelect({ label, value, onChange }: BitsSelectProps) {
  return (
    <label className={styles.input}>
      {label}
      <select value={value} onChange={(event) => onChange(Number(event.target.value))}>
        {BITS.map((bits) => (
          <option key={bits} value={bits}>
            INT{bits}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Widths that overflow more often than this are of no use. */
const MOST_OFTEN = 0.5;

function OverflowTable({ sums }: { readonly sums: IntegerSums }) {
  const shown = sums.overflows.filter(({ normal, bits }) => normal < MOST_OFTEN || bits === sums.safeBits);
  return (
    <>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Overflow by width">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Bits of the accumulator</th>
              <th scope="col" className={styles.number}>
                Overflows, normal sums
              </th>
              <th scope="col" className={styles.number}>
                Overflows, measured
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ bits, normal, measured }) => (
              <tr key={bits}>
                <th scope="row">{bits === sums.safeBits ? `${bits}, no sum can overflow` : bits}</th>
                <td className={styles.number}>{bits === sums.safeBits ? 'never' : normalText(normal)}</td>
                <td className={styles.number}>{probabilityText(measured)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>
        {termsText(sums.sums)} sums of {termsText(sums.terms)} products; a share below {probabilityText(1 / sums.sums)}{' '}
        cannot be measured with them. Exact width: the smallest P with K Q<sub>w</sub> Q<sub>a</sub> ≤ 2<sup>P−1</sup> −
        1 (A2Q, arXiv 2308.13504). Normal sums: codes independent with mean zero and the root mean squares that were
        measured; widths are shown for {PROBABILITIES.map(probabilityText).join(' and ')}. Overflows on the way to a sum
        that fits are not counted: two’s complement undoes them.
      </p>
    </>
  );
}

/** The closed form has no zero: a normal sum has no end. */
function normalText(probability: number): string {
  return probability === 0 ? '< 10⁻¹²' : probabilityText(probability);
}
