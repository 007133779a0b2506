import { useId, useState } from 'react';
import { batchOf, tokensOf } from '../../../models/scheduling/sources/design-graph';
import type { AttentionDrawing } from '../../../models/scheduling/sources/graph-json';
import { parseQuantity } from '../../../models/units/parse';
import type { Workload } from '../../../models/workload/types';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline } from '../store-context';
import { useInvalidDraft, useScratchpad, useScratchpadStore } from './use-scratchpad';
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
  const problemId = useId();
  const setInvalid = useInvalidDraft(option);
  const read = draft === null ? null : readCount(draft);
  const isWrong = read !== null && !read.ok;
  const change = (text: string | null) => {
    setDraft(text);
    setInvalid(text !== null && !readCount(text).ok);
  };
  const take = () => {
    if (read === null || !read.ok) return;
    change(null);
    getState().setOptions({ [option]: read.count });
  };
  return (
    <div className={styles.input}>
      <label htmlFor={`${problemId}-field`}>{label}</label>
      <input
        id={`${problemId}-field`}
        type="text"
        inputMode="numeric"
        size={14}
        autoComplete="off"
        placeholder={`${ofDesign} (the design’s)`}
        value={draft ?? (value === null ? '' : String(value))}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? problemId : undefined}
        onChange={(event) => change(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          if (event.key === 'Escape') change(null);
        }}
      />
      {isWrong && (
        <span id={problemId} className={styles.problem} role="alert">
          {label} must be a whole number from 1 to 1,000,000,000.
        </span>
      )}
    </div>
  );
}

const MOST_COUNT = 1_000_000_000;

/** As the form of the design reads counts; nothing typed stands for that of the design. */
function readCount(text: string): { readonly ok: true; readonly count: number | null } | { readonly ok: false } {
  if (text.trim() === '') return { ok: true, count: null };
  const parsed = parseQuantity(text, 'count');
  if (!parsed.ok || !Number.isInteger(parsed.value) || parsed.value < 1 || parsed.value > MOST_COUNT)
    return { ok: false };
  return { ok: true, count: parsed.value };
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
