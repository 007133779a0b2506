import { useState } from 'react';
import { findDefinition } from '../../../models/formats/definitions/registry';
import { formatLabel } from './accuracy-rows';
import { NumberInput } from './inputs';
import styles from './formats.module.css';

interface RoundingChoiceProps {
  /** Of stochastic rounding; null: to the nearest. */
  readonly seed: number | null;
  readonly formats: readonly string[];
  readonly onChange: (seed: number | null) => void;
}

const FIRST_SEED = 1;

/** How elements are rounded, and which of the compared formats stay as they are because no hardware rounds them otherwise. */
export function RoundingChoice({ seed, formats, onChange }: RoundingChoiceProps) {
  const [lastSeed, setLastSeed] = useState(FIRST_SEED);
  const isStochastic = seed !== null;
  const others = formats.filter((id) => findDefinition(id)?.stochastic === null);
  return (
    <>
      <label className={styles.input}>
        Rounding of elements
        <select
          value={isStochastic ? 'stochastic' : 'nearest'}
          onChange={(event) => onChange(event.target.value === 'stochastic' ? lastSeed : null)}
        >
          <option value="nearest">to nearest</option>
          <option value="stochastic">stochastic</option>
        </select>
      </label>
      <NumberInput
        label="Seed of the rounding"
        min={0}
        value={lastSeed}
        disabled={!isStochastic}
        onChange={(value) => {
          setLastSeed(value);
          onChange(value);
        }}
      />
      {isStochastic && others.length > 0 && (
        <p className={styles.note}>
          To nearest all the same, since no hardware is known that rounds them otherwise:{' '}
          {others.map(formatLabel).join(', ')}.
        </p>
      )}
    </>
  );
}
