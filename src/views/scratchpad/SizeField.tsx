import { useId, useState } from 'react';
import { parseQuantity } from '../../../models/units/parse';
import { formatEditable } from '../../../models/units/editable';
import { Button } from '../parts/Button';
import type { DesignScratchpad } from './design-scratchpad';
import { useScratchpad, useScratchpadStore } from './use-scratchpad';
import styles from './scratchpad.module.css';

const MOST_BYTES = 2 ** 43;

/** Size of the scratchpad: that of the design, or one of the reader's own. Takes effect on Enter or when it is left. */
export function SizeField({ scratchpad }: { readonly scratchpad: DesignScratchpad | null }) {
  const { getState } = useScratchpadStore();
  const ownBytes = useScratchpad((state) => state.ownBytes);
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const noteId = useId();
  const bytes = ownBytes ?? scratchpad?.bytes ?? null;
  const take = () => {
    if (draft === null) return;
    const read = readSize(draft);
    setProblem(read.ok ? null : read.reason);
    if (!read.ok) return;
    setDraft(null);
    getState().setOwnBytes(read.bytes);
  };
  const drop = () => {
    setDraft(null);
    setProblem(null);
  };
  return (
    <div className={styles.input}>
      <label htmlFor={`${noteId}-size`}>Scratchpad</label>
      <span className={styles.size}>
        <input
          id={`${noteId}-size`}
          type="text"
          size={12}
          autoComplete="off"
          spellCheck={false}
          value={draft ?? (bytes === null ? '' : formatEditable(bytes, 'bytes'))}
          placeholder="such as 24 MiB"
          aria-invalid={problem !== null}
          aria-describedby={noteId}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key === 'Enter') take();
            if (event.key === 'Escape') drop();
          }}
        />
        <span id={noteId} className={problem === null ? styles.note : styles.problem} role="status">
          {problem ?? originOf(ownBytes, scratchpad)}
        </span>
        {ownBytes !== null && scratchpad !== null && scratchpad.bytes !== null && (
          <Button
            look="ghost"
            onClick={() => {
              drop();
              getState().setOwnBytes(null);
            }}
          >
            Use the design’s {scratchpad.label}
          </Button>
        )}
      </span>
    </div>
  );
}

function originOf(ownBytes: number | null, scratchpad: DesignScratchpad | null): string {
  if (ownBytes !== null) return 'set here';
  if (scratchpad === null) return 'the design has no on-chip memory';
  return scratchpad.bytes === null ? `${scratchpad.label}: size not known` : `${scratchpad.label} of the design`;
}

type ReadSize = { readonly ok: true; readonly bytes: number } | { readonly ok: false; readonly reason: string };

function readSize(text: string): ReadSize {
  const parsed = parseQuantity(text, 'bytes');
  if (!parsed.ok) return { ok: false, reason: `A size ${parsed.reason}.` };
  const bytes = Math.round(parsed.value);
  if (bytes >= 1 && bytes <= MOST_BYTES) return { ok: true, bytes };
  return { ok: false, reason: 'A size is from 1 B to 8 TiB.' };
}
