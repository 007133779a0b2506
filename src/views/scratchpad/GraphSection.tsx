import { useMemo, useRef } from 'react';
import { GraphChart } from '../../charts/graph/GraphChart';
import { graphSvg } from '../../charts/graph/svg';
import { PRINT } from '../../charts/theme';
import type { PlacedSchedule } from '../../../models/scheduling/scheduler';
import type { LoadedGraph } from '../../../workers/graph-job';
import { Button } from '../parts/Button';
import { graphData, graphMarks } from './graph-data';
import { SaveButtons } from './SaveButtons';
import type { Pointed } from './schedule-data';
import { useFiles } from './use-files';
import { useScratchpad, useScratchpadStore } from './use-scratchpad';
import styles from './scratchpad.module.css';

interface GraphSectionProps {
  readonly loaded: LoadedGraph;
  /** The schedule of this graph, once there is one. */
  readonly best: PlacedSchedule | null;
  readonly step: number;
  readonly pointed: Pointed | null;
  readonly onStep: (step: number) => void;
  readonly onPoint: (pointed: Pointed | null) => void;
}

const ZOOM_STEP = 1.4;
const MOST_ZOOM = 2;
const LEAST_ZOOM = 0.1;
/** Larger graphs start with their chains fused. */
const MOST_PLAIN = 60;
const HEIGHT_PX = 280;

/** The graph of operators; chains are fused for reading only, the schedule knows them one by one. */
export function GraphSection({ loaded, best, step, pointed, onStep, onPoint }: GraphSectionProps) {
  const { graph } = loaded;
  const { isFused: wantsFused, zoom } = useScratchpad((state) => state.view);
  const { getState } = useScratchpadStore();
  const files = useFiles();
  const isFused = wantsFused ?? graph.operators.length > MOST_PLAIN;
  const drawn = isFused ? loaded.fused : loaded.plain;
  const data = useMemo(() => graphData(loaded, isFused, best), [loaded, isFused, best]);
  const marks = useMemo(() => graphMarks(graph, drawn, best, step, pointed), [graph, drawn, best, step, pointed]);
  const operatorsOf = (node: number) => drawn.reading.nodes[node]!;
  const shownZoom = useRef(1);
  const turn = (factor: number) =>
    getState().show({ zoom: Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, shownZoom.current * factor)) });
  const title = `Graph of ${graph.name}`;
  const svg = () => graphSvg(data, PRINT);
  return (
    <section className={styles.results} aria-labelledby="graph-heading">
      <div className={styles.head}>
        <h3 id="graph-heading">Graph</h3>
        <SaveButtons
          what="the graph"
          saves={[
            ['SVG', () => files.saveSvg(title, svg(), {})],
            ['PNG', () => void files.savePng(title, svg(), {})],
            ['JSON', () => files.saveGraph(loaded)],
          ]}
        />
        <span className={styles.note}>{data.finding}</span>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={isFused}
            onChange={(event) => getState().show({ isFused: event.target.checked })}
          />
          Fuse chains
        </label>
        <span className={styles.zoom}>
          <Button look="icon" aria-label="Smaller" onClick={() => turn(1 / ZOOM_STEP)}>
            −
          </Button>
          <Button look="icon" aria-label="Larger" onClick={() => turn(ZOOM_STEP)}>
            +
          </Button>
          <Button
            look="ghost"
            aria-pressed={zoom === 'all'}
            title="Make the whole graph fit"
            onClick={() => getState().show({ zoom: zoom === 'all' ? 'readable' : 'all' })}
          >
            Fit
          </Button>
        </span>
      </div>
      <GraphChart
        data={data}
        marks={marks}
        zoom={zoom}
        onZoom={(shown) => void (shownZoom.current = shown)}
        heightPx={HEIGHT_PX}
        onPoint={(node) => onPoint(node === null ? null : { kind: 'operators', operators: operatorsOf(node) })}
        onChoose={(node) => {
          const chosen = best?.order.indexOf(operatorsOf(node)[0]!) ?? -1;
          if (chosen >= 0) onStep(chosen);
        }}
      />
      <p className={styles.note}>
        Shaded operators have run, the step’s own is darker; dashed tensors leave the scratchpad and come back.
      </p>
    </section>
  );
}
