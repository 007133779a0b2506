import { GRAPH_EXAMPLES, type GraphExample } from '../../../models/scheduling/sources/examples';
import { selectDesign } from '../../state/design-slice';
import type { LoadedGraph } from '../../../workers/graph-job';
import type { SourceChoice } from '../../state/scratchpad/read-source';
import { useRidgeline } from '../store-context';
import type { DesignScratchpad } from './design-scratchpad';
import { DrawingOptions } from './DrawingOptions';
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
  const openFile = useGraphFile();
  return (
    <div className={styles.form} role="group" aria-label="Graph and scratchpad">
      <GraphSelect />
      <label className={styles.input}>
        A graph of your own
        <input
          type="file"
          accept=".json,.onnx"
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen !== undefined) void openFile(chosen);
            event.target.value = '';
          }}
        />
      </label>
      <SizeField scratchpad={scratchpad} />
      <DrawingOptions />
      <GraphFacts />
    </div>
  );
}

function GraphSelect() {
  const { getState } = useScratchpadStore();
  const source = useScratchpad((state) => state.source);
  const workload = useRidgeline(selectDesign).workload.name;
  return (
    <label className={styles.input}>
      Graph
      <select
        value={valueOf(source)}
        onChange={(event) => {
          const example = GRAPH_EXAMPLES.find((id) => id === event.target.value);
          if (example !== undefined) getState().choose({ kind: 'example', example });
          else if (event.target.value === 'design') getState().choose({ kind: 'design' });
        }}
      >
        <option value="design">The design’s workload: {workload}</option>
        {(source.kind === 'text' || source.kind === 'onnx') && <option value="file">{source.name}</option>}
        {GRAPH_EXAMPLES.map((example) => (
          <option key={example} value={example}>
            {EXAMPLE_LABELS[example]}
          </option>
        ))}
      </select>
    </label>
  );
}

function valueOf(source: SourceChoice): string {
  if (source.kind === 'example') return source.example;
  return source.kind === 'design' ? 'design' : 'file';
}

function GraphFacts() {
  const loaded = useScratchpad((state) => state.loaded);
  const isReading = useScratchpad((state) => state.isReading);
  const notes = useScratchpad((state) => state.notes);
  const shortenedFrom = useScratchpad((state) => state.shortenedFrom);
  const { tokens } = useScratchpad((state) => state.options);
  return (
    <div className={styles.facts}>
      <p className={styles.note} role="status">
        {loaded === null ? '\u00a0' : factsOf(loaded)}
        {shortenedFrom !== null && ` ${shortenedText(shortenedFrom, tokens)}`}
        {isReading && ' Reading the graph …'}
      </p>
      {notes.length > 0 && (
        <details className={styles.note}>
          <summary>{countText(notes.length, 'note')} on this graph</summary>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function shortenedText(from: number, tokens: number | null): string {
  return `The design’s prompt of ${countText(from, 'token')} does not fit: drawn are ${(tokens ?? from).toLocaleString('en')}, the longest that does.`;
}

function factsOf({ graph, leastBytes, compulsoryBytes }: LoadedGraph): string {
  return `${countText(graph.operators.length, 'operator')}, ${countText(graph.tensors.length, 'tensor')}; compulsory traffic ${bytesText(compulsoryBytes)}; the largest operator needs ${bytesText(leastBytes)}.`;
}
