import { GRAPH_EXAMPLES, type GraphExample } from '../../../models/scheduling/sources/examples';
import type { SourceChoice } from '../../state/scratchpad/scratchpad-store';
import type { DesignScratchpad } from './design-scratchpad';
import { SizeField } from './SizeField';
import { useGraphFile } from './use-graph-file';
import { useScratchpad, useScratchpadStore } from './use-scratchpad';
import { bytesText, countText } from './words';
import styles from './scratchpad.module.css';

const EXAMPLE_LABELS: Readonly<Record<GraphExample, string>> = {
  cells: 'Example: two NASNet-A cells',
  heads: 'Example: transformer block by heads',
};

/** Which graph, and how large the scratchpad is. */
export function SourceBar({ scratchpad }: { readonly scratchpad: DesignScratchpad | null }) {
  const { getState } = useScratchpadStore();
  const source = useScratchpad((state) => state.source);
  const openFile = useGraphFile();
  return (
    <div className={styles.form} role="group" aria-label="Graph and scratchpad">
      <label className={styles.input}>
        Graph
        <select
          value={valueOf(source)}
          onChange={(event) => {
            const example = GRAPH_EXAMPLES.find((id) => id === event.target.value);
            if (example !== undefined) getState().choose({ kind: 'example', example });
          }}
        >
          {source.kind === 'file' && <option value="file">{source.name}</option>}
          {GRAPH_EXAMPLES.map((example) => (
            <option key={example} value={example}>
              {EXAMPLE_LABELS[example]}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.input}>
        A graph of your own
        <input
          type="file"
          accept=".json"
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen !== undefined) void openFile(chosen);
            event.target.value = '';
          }}
        />
      </label>
      <SizeField scratchpad={scratchpad} />
      <GraphFacts />
    </div>
  );
}

function valueOf(source: SourceChoice): string {
  return source.kind === 'example' ? source.example : 'file';
}

function GraphFacts() {
  const loaded = useScratchpad((state) => state.loaded);
  const isReading = useScratchpad((state) => state.isReading);
  if (loaded === null) return <p className={styles.note}>{isReading ? 'Reading the graph …' : '\u00a0'}</p>;
  const { graph, leastBytes, compulsoryBytes } = loaded;
  return (
    <p className={styles.note} role="status">
      {isReading
        ? 'Reading the graph …'
        : `${countText(graph.operators.length, 'operator')}, ${countText(graph.tensors.length, 'tensor')}; compulsory traffic ${bytesText(compulsoryBytes)}; the largest operator needs ${bytesText(leastBytes)}.`}
    </p>
  );
}
