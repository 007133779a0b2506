import { useId, useState } from 'react';
import { Button } from '../parts/Button';
import type { DesignScratchpad } from './design-scratchpad';
import { readSize, sizeText } from './size-text';
import { useInvalidDraft, useScratchpad, useScratchpadStore } from './use-scratchpad';
import styles from './scratchpad.module.css';

/** Size of the scratchpad: that of the design, or one of the reader's own. Takes effect on Enter or when it is left. */
export function SizeField({ scratchpad }: { readonly scratchpad: DesignScratchpad | null }) {
  const { getState } = useScratchpadStore();
  const ownBytes = useScratchpad((state) => state.ownBytes);
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** What was typed last stays as it was typed. */
  const [typed, setTyped] = useState<{ readonly text: string; readonly bytes: number } | null>(null);
  const leastBytes = useScratchpad((state) => state.loaded?.leastBytes ?? null);
  const noteId = useId();
  const setInvalid = useInvalidDraft('size');
  const bytes = ownBytes ?? scratchpad?.bytes ?? null;
  const take = () => {
    if (draft === null) return;
    const read = readSize(draft);
    setProblem(read.ok ? null : read.reason);
    setInvalid(!read.ok);
    if (!read.ok) return;
    setDraft(null);
    setTyped({ text: draft.trim(), bytes: read.bytes });
    getState().setOwnBytes(read.bytes);
  };
  const drop = () => {
    setDraft(null);
    setProblem(null);
    setInvalid(false);
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
          value={draft ?? (bytes === null ? '' : typed?.bytes === bytes ? typed.text : sizeText(bytes))}
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
        {leastBytes !== null && bytes !== null && leastBytes < bytes && (
          <Button
            look="ghost"
            onClick={() => {
              drop();
              getState().setOwnBytes(leastBytes);
            }}
          >
            Use the smallest that works
          </Button>
        )}
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
