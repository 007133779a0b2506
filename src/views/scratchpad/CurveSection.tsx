import { useMemo } from 'react';
import { CITATIONS } from '../../../models/hardware/technology/provenance';
import type { SourceId } from '../../../models/hardware/technology/source-ids';
import { mainMemoryFigures, type PricedStair, pricedStairs } from '../../../models/scheduling/traffic-cost';
import { formatQuantity } from '../../../models/units';
import { LineChart } from '../../charts/lines/LineChart';
import { linesSvg } from '../../charts/lines/svg';
import { PRINT } from '../../charts/theme';
import { selectDesign } from '../../state/design-slice';
import { SourceText } from '../design/SourceText';
import { Button } from '../parts/Button';
import { CopyButton } from '../parts/CopyButton';
import table from '../parts/table.module.css';
import { useRidgeline } from '../store-context';
import { curveData } from './curve-data';
import type { DesignScratchpad } from './design-scratchpad';
import { RunControls } from './RunControls';
import { SaveButtons } from './SaveButtons';
import { SweepButton } from './SweepButton';
import { stairsTable, tableTsv } from './tables';
import { useFiles } from './use-files';
import { useScratchpad, useScratchpadStore } from './use-scratchpad';
import { bytesText, exactBytesText } from './words';
import styles from './scratchpad.module.css';

/** How much is moved with how much room: a staircase, whose steps set the size. */
export function CurveSection({ scratchpad }: { readonly scratchpad: DesignScratchpad | null }) {
  const { getState } = useScratchpadStore();
  const run = useScratchpad((state) => state.curve);
  const loaded = useScratchpad((state) => state.loaded);
  const ownBytes = useScratchpad((state) => state.ownBytes);
  const { answer } = run;
  const { accelerator, efficiency } = useRidgeline(selectDesign);
  const memory = useMemo(() => mainMemoryFigures(accelerator, efficiency.memory), [accelerator, efficiency.memory]);
  const data = useMemo(() => {
    if (answer === null) return null;
    const { stairs, isDone } = answer.output;
    return curveData(answer.question.loaded.graph.name, stairs, isDone, scratchpad, ownBytes);
  }, [answer, scratchpad, ownBytes]);
  const isDesign = useScratchpad((state) => state.source.kind === 'design');
  const files = useFiles();
  if (loaded === null) return null;
  const stairs = pricedStairs(answer?.output.stairs ?? [], memory);
  const { name } = (answer?.question ?? { loaded }).loaded.graph;
  const title = `Bytes over sizes of the scratchpad, ${name}`;
  // Sizes of another graph are not offered for this one.
  const choose = (bytes: number | null) => {
    if (!isStale) getState().setOwnBytes(bytes);
  };
  const table = () => stairsTable(name, stairs);
  const svg = () => (data === null ? '' : linesSvg(data.line, FIGURE_SIZE, PRINT));
  const units: Readonly<Record<string, string>> =
    data === null ? {} : { scratchpad: data.units.x, moved: data.units.y };
  const isStale = answer !== null && answer.question.loaded !== loaded;
  return (
    <section className={styles.results} data-stale={isStale} aria-labelledby="curve-heading">
      <div className={styles.head}>
        <h3 id="curve-heading">What more room saves</h3>
        <RunControls run="curve" what="the curve" />
        {data !== null && (
          <>
            <CopyButton
              label="Copy stairs"
              title="Copy the stairs, tab-separated, bytes with all digits"
              text={() => tableTsv(table())}
            />
            <SaveButtons
              what="the curve"
              saves={[
                ['SVG', () => files.saveSvg(title, svg(), units)],
                ['PNG', () => void files.savePng(title, svg(), units)],
                ['CSV', () => files.saveCsv(table())],
              ]}
            />
          </>
        )}
        {isDesign && scratchpad !== null && (
          <SweepButton scratchpad={scratchpad} edges={isStale ? [] : stairs.map(({ fromBytes }) => fromBytes)} />
        )}
      </div>
      {data === null ? (
        <div className={styles.emptyCurve} />
      ) : (
        <LineChart
          data={data.line}
          heightPx={260}
          onChoose={(x) => choose(data.sizes[Array.from(data.line.at).indexOf(x)] ?? null)}
        />
      )}
      <Stairs stairs={stairs} isStale={isStale} onChoose={choose} />
      <p className={styles.note}>
        Energy and time are those of the moved bytes in {memory.label} alone, at its bandwidth, reads and writes in
        equal parts. {memory.gaps.join(' ')}
        {memory.source !== null && <Citation source={memory.source} />}
      </p>
    </section>
  );
}

/** Fits a column of a paper and half a slide. */
const FIGURE_SIZE = { widthPx: 720, heightPx: 320 };

function Citation({ source }: { readonly source: SourceId }) {
  const { text, read } = CITATIONS[source];
  return (
    <>
      Source of the energy: <SourceText text={text} />
      {read === 'secondary' && ' (as quoted)'}
    </>
  );
}

interface StairsProps {
  readonly stairs: readonly PricedStair[];
  readonly isStale: boolean;
  readonly onChoose: (bytes: number) => void;
}

function Stairs({ stairs, isStale, onChoose }: StairsProps) {
  return (
    <div className={styles.stairs} tabIndex={0} role="region" aria-label="Stairs">
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Scratchpad from</th>
            <th scope="col" data-numeric="true">
              Moved
            </th>
            <th scope="col" data-numeric="true">
              Energy
            </th>
            <th scope="col" data-numeric="true">
              Time
            </th>
            <th scope="col">Proof</th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          {stairs.map(({ fromBytes, bytes, lowerBound, joules, seconds }) => (
            <tr key={fromBytes}>
              <th scope="row">{exactBytesText(fromBytes)}</th>
              <td data-numeric="true">{bytesText(bytes)}</td>
              <td data-numeric="true">{formatQuantity(joules, 'joules').text}</td>
              <td data-numeric="true">{formatQuantity(seconds, 'seconds').text}</td>
              <td>{lowerBound < bytes ? `no less than ${bytesText(lowerBound)}` : 'optimal'}</td>
              <td>
                <Button
                  look="ghost"
                  disabled={isStale}
                  aria-label={`Use ${exactBytesText(fromBytes)}`}
                  onClick={() => onChoose(fromBytes)}
                >
                  Use
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
