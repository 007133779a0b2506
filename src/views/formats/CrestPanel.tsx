import { useMemo, useState } from 'react';
import { crossoverOf } from '../../../models/formats/error/crossovers';
import type { IntegerMaximum } from '../../../models/formats/error/theory';
import { CREST_SCALE_RULES, type CrestScaleRule } from '../../../models/formats/lab/crest-curve';
import { LineChart } from '../../charts/lines/LineChart';
import type { FormatLab } from '../../state/format-lab';
import { Choices } from './Choices';
import { FormatSelect } from './FormatSelect';
import { alsoOf, CREST_PAIRS, crestData, type CrestPair } from './crest';
import { useLab } from './use-lab';
import styles from './formats.module.css';

const MAXIMA = ['published', 'exact'] as const satisfies readonly IntegerMaximum[];

/** QSNR against the crest factor: where integers are better than floats, in closed form and measured. */
export function CrestPanel({ lab }: { readonly lab: FormatLab }) {
  const [pairId, setPair] = useState(CREST_PAIRS[0]!.id);
  const [maximum, setMaximum] = useState<IntegerMaximum>('published');
  const [scaleRule, setScaleRule] = useState<CrestScaleRule>('rceil');
  const [rho, setRho] = useState<number | null>(null);
  const [alsoId, setAlso] = useState<string | null>(null);
  const of = CREST_PAIRS.find(({ id }) => id === pairId)!;
  const used = rho ?? of.publishedRho;
  const also = useMemo(() => (alsoId === null ? null : alsoOf(alsoId, of)), [alsoId, of]);
  const input = useMemo(
    () => ({
      ask: 'crestFactors' as const,
      blocks: [
        ...[of.integers, of.floats].map((format) => ({
          format,
          size: of.blockSize,
          scaleRule: of.scale === 'powerOfTwo' ? scaleRule : null,
        })),
        ...(also === null ? [] : [{ format: also.format, size: also.blockSize, scaleRule: null }]),
      ],
    }),
    [of, also, scaleRule],
  );
  const { value, problem, isRunning } = useLab(lab, input);
  const curves = isRunning ? NO_CURVES : (value?.curves ?? NO_CURVES);
  const data = useMemo(() => crestData(of, used, maximum, curves, also), [of, used, maximum, curves, also]);
  return (
    <>
      <div className={styles.tools}>
        <label className={styles.input}>
          Formats
          <select
            value={pairId}
            onChange={(event) => {
              setPair(event.target.value);
              setRho(null);
            }}
          >
            {CREST_PAIRS.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <Choices label="Largest integer" options={MAXIMA} value={maximum} onChange={setMaximum} />
        {of.scale === 'powerOfTwo' && (
          <Choices label="Measured scales" options={CREST_SCALE_RULES} value={scaleRule} onChange={setScaleRule} />
        )}
        <label className={styles.input}>
          Scale over the ideal one, ρ
          <input
            type="number"
            min={1}
            max={2}
            step={0.05}
            value={used}
            onChange={(event) => {
              const typed = event.target.valueAsNumber;
              if (typed >= 1 && typed <= 2) setRho(typed);
            }}
          />
        </label>
        <FormatSelect
          label="And another format"
          value={alsoId ?? NONE.id}
          besides={NONE}
          onChange={(id) => setAlso(id === NONE.id ? null : id)}
        />
      </div>
      {problem !== null && <p className={styles.problem}>{problem}</p>}
      <LineChart data={data} heightPx={360} />
      <Crossovers />
    </>
  );
}

const NO_CURVES = [] as const;
const NONE = { id: '', label: 'none' } as const;

function Crossovers() {
  return (
    <>
      <h3>Crossovers, computed</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Crossovers">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Formats</th>
              <th scope="col" className={styles.number}>
                Largest integer 2^(b−1), as published
              </th>
              <th scope="col" className={styles.number}>
                Largest integer 2^(b−1) − 1
              </th>
            </tr>
          </thead>
          <tbody>
            {CREST_PAIRS.map((of) => (
              <tr key={of.id}>
                <th scope="row">{of.label}</th>
                <td className={styles.number}>{crossoverText(of, of.publishedRho, 'published')}</td>
                <td className={styles.number}>{crossoverText(of, of.rho, 'exact')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>
        Integers are better below the crossover. Closed form of arXiv 2510.25602, section 4, for independent normal
        numbers; ρ = 1.5 for scales that are powers of two. The published point of NVINT4 and NVFP4 follows from ρ =
        1.05, as in the authors’ script; the exact column has ρ = 1. With the floor rule of OCP MX the largest elements
        of a block can saturate, which the closed form leaves out; ceil leaves up to half of the range of a block
        unused; rceil, 2^⌈log2(largest magnitude / largest level)⌉, is the rule of the closed form.
      </p>
    </>
  );
}

function crossoverText(of: CrestPair, rho: number, maximum: IntegerMaximum): string {
  const { kappa, qsnrDb } = crossoverOf(of, rho, maximum);
  return Number.isNaN(kappa) ? 'none' : `κ ${kappa.toFixed(2)}, ${qsnrDb.toFixed(2)} dB`;
}
