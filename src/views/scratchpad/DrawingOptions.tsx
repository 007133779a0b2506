import { useState } from 'react';
import { batchOf, tokensOf } from '../../../models/scheduling/sources/design-graph';
import type { AttentionDrawing } from '../../../models/scheduling/sources/graph-json';
import type { Workload } from '../../../models/workload/types';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline } from '../store-context';
import { useScratchpad, useScratchpadStore } from './use-scratchpad';
import styles from './scratchpad.module.css';

const ATTENTION: readonly (readonly [AttentionDrawing, string])[] = [
  ['whole', 'all heads in one operator'],
  ['heads', 'each head by itself'],
  ['fused', 'fused, scores never stored'],
];
const PHASES = ['prefill', 'decode'] as const;
const LAYERS = [1, 2, 4] as const;

/** How a graph is drawn from the design or from a file: what of it, how finely, with or without its weights. */
export function DrawingOptions() {
  const source = useScratchpad((state) => state.source);
  const { phase } = useScratchpad((state) => state.options);
  const design = useRidgeline(selectDesign);
  const { workload } = design;
  if (source.kind !== 'design' && source.kind !== 'onnx') return null;
  const isDecoder = source.kind === 'design' && workload.kind === 'decoder';
  const hasAttention = source.kind === 'design' && attends(workload);
  return (
    <>
      {isDecoder && <DecoderOptions />}
      {hasAttention && <AttentionOption />}
      {isDecoder && <NumberOption option="tokens" label="Tokens" ofDesign={tokensOf(design, phase)} />}
      <NumberOption option="batch" label="Batch" ofDesign={batchOf(design, phase)} />
      <WeightsOption />
    </>
  );
}

/** Whether there is an attention to be drawn in one way or another. */
function attends(workload: Workload): boolean {
  if (workload.kind === 'decoder') return true;
  return workload.layers.some((layer) => layer.kind === 'matmul' && layer.attention !== null);
}

function DecoderOptions() {
  const { getState } = useScratchpadStore();
  const { phase, blocks } = useScratchpad((state) => state.options);
  return (
    <>
      <label className={styles.input}>
        Phase
        <select
          value={phase}
          onChange={(event) => getState().setOptions({ phase: PHASES.find((id) => id === event.target.value)! })}
        >
          {PHASES.map((id) => (
            <option key={id} value={id}>
              {id === 'prefill' ? 'prefill' : 'decode, last step'}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.input}>
        Layers
        <select
          value={blocks ?? 'all'}
          onChange={(event) => {
            const chosen = LAYERS.find((count) => String(count) === event.target.value);
            getState().setOptions({ blocks: chosen ?? null });
          }}
        >
          {LAYERS.map((count) => (
            <option key={count} value={count}>
              {count === 1 ? 'the first' : `the first ${count}`}
            </option>
          ))}
          <option value="all">all</option>
        </select>
      </label>
    </>
  );
}

function AttentionOption() {
  const { getState } = useScratchpadStore();
  const attention = useScratchpad((state) => state.options.attention);
  return (
    <label className={styles.input}>
      Attention
      <select
        value={attention}
        onChange={(event) =>
          getState().setOptions({ attention: ATTENTION.find(([id]) => id === event.target.value)![0] })
        }
      >
        {ATTENTION.map(([id, label]) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

const WHOLE = /^[1-9]\d{0,8}$/;

interface NumberOptionProps {
  readonly option: 'tokens' | 'batch';
  readonly label: string;
  readonly ofDesign: number;
}

/** A whole number of the reader's own; empty: that of the design. */
function NumberOption({ option, label, ofDesign }: NumberOptionProps) {
  const { getState } = useScratchpadStore();
  const value = useScratchpad((state) => state.options[option]);
  const [draft, setDraft] = useState<string | null>(null);
  const isWrong = draft !== null && draft.trim() !== '' && !WHOLE.test(draft.trim());
  const take = () => {
    if (draft === null || isWrong) return;
    setDraft(null);
    getState().setOptions({ [option]: draft.trim() === '' ? null : Number(draft) });
  };
  return (
    <label className={styles.input}>
      {label}
      <input
        type="text"
        inputMode="numeric"
        size={14}
        autoComplete="off"
        placeholder={`${ofDesign} (the design’s)`}
        value={draft ?? (value === null ? '' : String(value))}
        aria-invalid={isWrong}
        title={isWrong ? 'A whole number from 1 on; empty for that of the design.' : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          if (event.key === 'Escape') setDraft(null);
        }}
      />
    </label>
  );
}

function WeightsOption() {
  const { getState } = useScratchpadStore();
  const weights = useScratchpad((state) => state.options.weights);
  return (
    <label className={styles.check} title="Whether weights lie in the scratchpad while an operator reads them">
      <input
        type="checkbox"
        checked={weights}
        onChange={(event) => getState().setOptions({ weights: event.target.checked })}
      />
      Weights pass through the scratchpad
    </label>
  );
}
