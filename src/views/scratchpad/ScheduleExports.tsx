import { version } from '../../../package.json';
import { DATA_VERSION } from '../../../models/workload/presets/llm-preset';
import { scheduleSvg } from '../../charts/scratchpad/scene';
import type { ScheduleData } from '../../charts/scratchpad/data';
import { PRINT } from '../../charts/theme';
import { download } from '../../export/download';
import { fileName, type FigureSource } from '../../export/figure-source';
import { exportJson } from '../../export/json';
import { svgToPng } from '../../export/png';
import { exportFigureSvg } from '../../export/svg';
import { linkOf } from '../../state/link';
import type { ScheduleState } from '../../state/scratchpad/questions';
import { Button } from '../parts/Button';
import { useRidgelineStore } from '../store-context';
import { scheduleFile } from './schedule-file';

/** Fits a column of a paper and half a slide. */
const FIGURE_SIZE = { widthPx: 720, heightPx: 400 };

interface ScheduleExportsProps {
  readonly answer: NonNullable<ScheduleState['answer']>;
  readonly data: ScheduleData;
}

/** The schedule and its picture as files; the graph as one that can be opened here and on the command line. */
export function ScheduleExports({ answer, data }: ScheduleExportsProps) {
  const { getState } = useRidgelineStore();
  const { loaded } = answer.question;
  const title = `Schedule of ${loaded.graph.name}`;
  const source = (): FigureSource => ({
    permalink: `${location.href.replace(/#.*$/, '')}${linkOf(getState().history.present)}`,
    appVersion: version,
    dataVersion: DATA_VERSION,
    units: { address: 'B', bytes: 'B', step: '' },
  });
  const figure = () => exportFigureSvg(scheduleSvg(data, FIGURE_SIZE, PRINT), source());
  const savePng = async () => {
    try {
      download(fileName(title, 'png'), await svgToPng(figure(), source()));
    } catch (error) {
      const text = `The picture could not be made: ${error instanceof Error ? error.message : String(error)}.`;
      getState().tell({ id: 'export', tone: 'problem', text, details: [], action: null });
    }
  };
  const files: readonly (readonly [string, string, () => void])[] = [
    ['SVG', 'Save the chart as SVG', () => download(fileName(title, 'svg'), figure())],
    ['PNG', 'Save the chart as PNG', () => void savePng()],
    ['JSON', 'Save the schedule as JSON', () => download(fileName(title, 'json'), exportJson(scheduleFile(answer), source()))], // prettier-ignore
    ['Graph', 'Save the graph as JSON, to open here again or on the command line', () => download(fileName(loaded.graph.name, 'json'), `${JSON.stringify(loaded.json)}\n`)], // prettier-ignore
  ];
  return (
    <span data-print="hide">
      {files.map(([label, what, save]) => (
        <Button key={label} look="ghost" title={what} onClick={save}>
          {label}
        </Button>
      ))}
    </span>
  );
}
