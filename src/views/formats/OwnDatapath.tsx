import { findFormat } from '../../../models/formats/registry';
import { pairDatapath, withDatapath } from '../../../models/hardware/technology/pair-datapath';
import type { Accelerator, PairDatapath } from '../../../models/hardware/types';
import { selectDesign } from '../../state/design-slice';
import { Button } from '../parts/Button';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { formatLabel } from './accuracy-rows';
import type { CostRow } from './cost-rows';
import styles from './choosing.module.css';

/** Products a cycle and element that a design may have. */
const RATE = { min: 1 / 1024, max: 1e6 };

const KIND_WORDS: Readonly<Record<PairDatapath['kind'], string>> = {
  multiplier: 'a multiplier',
  widened: 'a multiplier of the wider class',
  bitSerial: 'a bit-serial unit',
  lookup: 'a look-up unit',
};

/** Formats of weights and activations, by id. */
export interface Pair {
  readonly weights: string;
  readonly activations: string;
}

/** What puts a unit for the pair into the design's array; undefined where the matrix unit is not described as one. */
export function useBuild({ weights, activations }: Pair): ((row: CostRow) => void) | undefined {
  const change = useChange();
  const { matrix } = useRidgeline(selectDesign).accelerator;
  const [first, second] = [findFormat(weights), findFormat(activations)];
  if (matrix.kind !== 'array' || first === undefined || second === undefined) return undefined;
  return ({ path }) => change(pairDatapath(path, first, second, matrix));
}

function useChange(): (datapath: PairDatapath | null, gesture?: string) => void {
  const { getState } = useRidgelineStore();
  return (datapath, gesture) => {
    const design = selectDesign(getState());
    const accelerator: Accelerator = withDatapath(design.accelerator, datapath);
    getState().reshapeDesign({ ...design, accelerator }, 'unit for a pair of formats', gesture);
  };
}

/** The unit of its own that the design's array has, if any: its rate may be changed, and it may go. */
export function OwnDatapath() {
  const { matrix } = useRidgeline(selectDesign).accelerator;
  const change = useChange();
  if (matrix.kind !== 'array') {
    return (
      <p className={styles.note}>
        The matrix unit of this machine is known by its rates only, so no unit can be built into it.
      </p>
    );
  }
  const { datapath } = matrix;
  if (datapath === undefined) return null;
  const { kind, weights, activations, macsPerCycle } = datapath;
  return (
    <div role="group" aria-label="Unit of its own">
      <p className={styles.finding}>
        The array has {KIND_WORDS[kind]} of its own for weights {formatLabel(weights)} and activations{' '}
        {formatLabel(activations)}.
      </p>
      <div className={styles.tools}>
        <label className={styles.field}>
          Products a cycle and element
          <input
            key={`${kind} ${weights} ${activations}`}
            type="number"
            step="any"
            min={RATE.min}
            max={RATE.max}
            defaultValue={macsPerCycle}
            onChange={({ target }) => {
              const rate = target.valueAsNumber;
              if (rate >= RATE.min && rate <= RATE.max) change({ ...datapath, macsPerCycle: rate }, 'rate of own unit');
            }}
          />
        </label>
        <Button look="ghost" onClick={() => change(null)}>
          Remove
        </Button>
      </div>
    </div>
  );
}
