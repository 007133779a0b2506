import { ModalDialog } from '../parts/ModalDialog';
import { useRidgelineStore } from '../store-context';
import styles from './frame.module.css';

const KEYS = [
  ['Ctrl/⌘ Z', 'Undo a change of the design'],
  ['Ctrl/⌘ Shift Z, Ctrl Y', 'Redo it'],
  ['↑ ↓ in a number', 'Next or previous sensible value'],
  ['Esc in a number', 'Back to the value before'],
  ['↑ ↓ in the table', 'Walk the operators; Enter selects'],
  ['Ctrl/⌘ K', 'Commands: go to a tab, load a preset, set a field (“batch 8”), pin, share, export'],
  ['p', 'Presets'],
  ['b', 'Pin the design, to compare it with others'],
  ['?', 'This page'],
] as const;

const NOT_MODELLED = [
  'Launch latency, scheduling and contention: a roofline time is a lower bound.',
  'Thermal limits and changes of clock.',
  'Queueing of requests; prefill and decode that share the same chips.',
  'The time of layers that the answer names as not modelled.',
] as const;

export function HelpDialog() {
  const { getState } = useRidgelineStore();
  return (
    <ModalDialog title="About Ridgeline" onClose={() => getState().openDialog(null)}>
      <div className={styles.help}>
        <p>
          Ridgeline answers how fast an accelerator runs a language model, how much energy and area it needs, and what
          bounds it. Change anything on the left and every number follows. Everything is computed in this tab; nothing
          is sent anywhere.
        </p>
        <p>
          Numbers take units: 24 MiB, 819 GB/s, 1.2 GHz, 85 %. kB is 1000 bytes and KiB is 1024. A dash stands for a
          figure that no source gives; click it to see which.
        </p>
        <p>
          Click the name of a field to see what it means and where its value came from, a number on the right for its
          formula. The arrows beside a field make it an axis of a sweep.
        </p>
        <p>
          Pin designs to compare them: changes on the right are told against the first, and Compare shows all of them
          side by side, with the inputs that differ. The address keeps what is pinned.
        </p>
        <p>
          <a href="./guide.html" target="_blank" rel="noreferrer">
            How Ridgeline computes
          </a>
          , with pictures that can be changed.
        </p>
        <h3>Keys</h3>
        <dl className={styles.keys}>
          {KEYS.map(([keys, meaning]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <h3>Not modelled</h3>
        <ul className={styles.list}>
          {NOT_MODELLED.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p>Each number says what it leaves out; gaps of the design at hand stand under its verdict.</p>
      </div>
    </ModalDialog>
  );
}
