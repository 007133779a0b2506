import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { ModalDialog } from '../parts/ModalDialog';
import { useRidgelineStore } from '../store-context';
import type { Command } from './command';
import { commandsFor } from './commands';
import styles from './palette.module.css';

/** One field for all that the page can do: arrows choose, Enter does it, Escape leaves. */
export function CommandPalette() {
  const { getState } = useRidgelineStore();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [problem, setProblem] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  // The design stays as it is while the palette is open.
  const commands = useMemo(() => commandsFor(getState(), query), [getState, query]);
  const close = () => getState().openDialog(null);
  const type = (text: string) => {
    setQuery(text);
    setAt(0);
    setProblem('');
  };
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    if (command.fill !== undefined) {
      type(command.fill);
      input.current?.focus();
      return;
    }
    // Some commands open a dialog in its place.
    close();
    const refused = command.run(getState());
    if (refused === null) return;
    getState().openDialog('palette');
    setProblem(refused);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = commands.length - 1;
    if (event.key === 'ArrowDown') setAt(at >= last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') setAt(at <= 0 ? Math.max(last, 0) : at - 1);
    else if (event.key === 'Enter') run(commands[at]);
    else return;
    event.preventDefault();
  };
  // After the dialog has opened, which gives its first button the focus.
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, at]);
  const optionId = (index: number) => `${listId}-${index}`;
  return (
    <ModalDialog title="Commands" onClose={close}>
      <input
        ref={input}
        type="text"
        role="combobox"
        className={styles.input}
        value={query}
        placeholder="batch 8, sram 64 MiB, H100, pin, compare …"
        aria-label="Command"
        aria-expanded={commands.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={commands.length > 0 ? optionId(at) : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label="Commands" className={styles.list}>
        {commands.map((command, index) => (
          <li
            key={command.id}
            id={optionId(index)}
            role="option"
            aria-selected={index === at}
            className={styles.option}
            onPointerMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <span>{command.title}</span>
            <span className={styles.hint}>{command.hint}</span>
          </li>
        ))}
      </ul>
      <p className={styles.told} role="status">
        {problem !== '' ? problem : commands.length === 0 ? 'Nothing has these words.' : ''}
      </p>
    </ModalDialog>
  );
}
