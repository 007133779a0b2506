import { useId, useState, type FormEvent } from 'react';
import { firstOfSame } from '../../../models/design/comparison/same';
import { MAX_PINS } from '../../../models/design/pins';
import type { Design } from '../../../models/design/types';
import { openLink } from '../../state/link';
import { pinLetter } from '../../state/pins';
import type { RidgelineState } from '../../state/store';
import { Button } from '../parts/Button';
import { useRidgelineStore } from '../store-context';
import styles from './compare.module.css';

/** A link that somebody sent becomes a pinned design; one that carries pinned designs brings those too. */
export function ImportLink() {
  const { getState } = useRidgelineStore();
  const [text, setText] = useState('');
  const [told, setTold] = useState<{ readonly ok: boolean; readonly text: string } | null>(null);
  const toldId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const answer = pinLink(text, getState());
    setTold(answer);
    if (answer.ok) setText('');
  };
  return (
    <form className={styles.import} onSubmit={submit} data-print="hide">
      <label className={styles.importLabel}>
        Pin the design of a link
        <input
          type="text"
          value={text}
          placeholder="https://…#1.…"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={told?.ok === false}
          aria-describedby={toldId}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <Button type="submit" disabled={text.trim() === ''}>
        Pin link
      </Button>
      <p id={toldId} className={styles.importTold} role="status" data-tone={told?.ok === false ? 'problem' : 'info'}>
        {told?.text ?? ''}
      </p>
    </form>
  );
}

function pinLink(text: string, state: RidgelineState): { readonly ok: boolean; readonly text: string } {
  const at = text.indexOf('#');
  const opened = openLink((at < 0 ? text : text.slice(at)).trim());
  if (!opened.ok) return { ok: false, text: opened.reason };
  const { design, pins } = opened.work;
  const known = state.history.present.pins.designs;
  const wanted: readonly Design[] = [...pins.designs, design];
  const first = firstOfSame([...known, ...wanted]);
  const fresh = wanted.filter((_, index) => first[known.length + index] === known.length + index);
  if (fresh.length === 0) return { ok: false, text: `This design is pinned already, as ${pinLetter(first.at(-1)!)}.` };
  const room = MAX_PINS - known.length;
  if (fresh.length > room) {
    const what = fresh.length === 1 ? 'a design' : `${fresh.length} designs`;
    return { ok: false, text: `The link holds ${what}, and there is room for ${room}: remove some first.` };
  }
  for (const one of fresh) state.pin(one);
  return { ok: true, text: fresh.length === 1 ? 'Pinned.' : `${fresh.length} designs pinned.` };
}
