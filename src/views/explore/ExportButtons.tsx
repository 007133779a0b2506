import { version } from '../../../package.json';
import { DATA_VERSION } from '../../../models/workload/presets/llm-preset';
import { NO_PINS } from '../../../models/design/pins';
import type { Space } from '../../../models/design/types';
import { paretoSvg } from '../../charts/pareto/svg';
import { PRINT } from '../../charts/theme';
import { download } from '../../export/download';
import { fileName, type FigureSource } from '../../export/figure-source';
import { exportJson } from '../../export/json';
import { svgToPng } from '../../export/png';
import { exportFigureSvg } from '../../export/svg';
import { tableCsv, unitsOfColumns, type Table } from '../../export/table';
import { linkOf } from '../../state/link';
import type { SweepAnswer } from '../../state/sweep-types';
import { Button } from '../parts/Button';
import { addressWith } from '../parts/page-address';
import { useRidgelineStore } from '../store-context';
import { paretoData } from './pareto-data';
import { tableForFile, type FrontierTableData } from './frontier-table';

interface ExportButtonsProps {
  readonly answer: SweepAnswer;
  readonly table: FrontierTableData;
  /** In the order on screen. */
  readonly rows: readonly number[];
}

/** The frontier as a file, just as the table shows it, with all digits. */
export function ExportButtons({ answer, table, rows }: ExportButtonsProps) {
  const { getState } = useRidgelineStore();
  const { space } = answer.sweep;
  const made = () => {
    const file = tableForFile(table, rows, titleOf(answer));
    return { file, source: sourceOf(space, file) };
  };
  const saveCsv = () => {
    const { file, source } = made();
    download(fileName(file.title, 'csv'), tableCsv(file, source));
  };
  const saveJson = () => {
    const { file, source } = made();
    const { counts } = answer.result;
    const asked = { objectives: space.objectives, constraints: space.constraints, evaluated: answer.done, counts };
    download(fileName(file.title, 'json'), exportJson({ ...asked, columns: file.columns, rows: file.rows }, source));
  };
  const figure = (): string => exportFigureSvg(paretoSvg(drawnData(answer), FIGURE_SIZE, PRINT), made().source);
  const saveSvg = () => download(fileName(titleOf(answer), 'svg'), figure());
  const savePng = async () => {
    try {
      download(fileName(titleOf(answer), 'png'), await svgToPng(figure(), made().source));
    } catch (error) {
      const text = `The picture could not be made: ${error instanceof Error ? error.message : String(error)}.`;
      getState().tell({ id: 'export', tone: 'problem', text, details: [], action: null });
    }
  };
  return (
    <>
      <Button look="ghost" onClick={saveSvg} title="Save the chart as SVG" data-print="hide">
        SVG
      </Button>
      <Button look="ghost" onClick={() => void savePng()} title="Save the chart as PNG" data-print="hide">
        PNG
      </Button>
      <Button look="ghost" onClick={saveCsv} title="Save the frontier as CSV" data-print="hide">
        CSV
      </Button>
      <Button look="ghost" onClick={saveJson} title="Save the frontier as JSON" data-print="hide">
        JSON
      </Button>
    </>
  );
}

/** Fits a column of a paper and half a slide. */
const FIGURE_SIZE = { widthPx: 720, heightPx: 440 };

function drawnData(answer: SweepAnswer) {
  return paretoData(answer, answer.sweep.space.objectives, { current: null, baseline: null });
}

function titleOf({ sweep, done }: SweepAnswer): string {
  const { name } = sweep.space.base;
  const partial = done < sweep.request.size ? ' partial' : '';
  return `Frontier of ${sweep.request.size} designs${partial}${name === '' ? '' : ` around ${name}`}`;
}

function sourceOf({ base, axes, constraints, objectives }: Space, { columns }: Table): FigureSource {
  const work = { design: base, axes, constraints, objectives, pins: NO_PINS };
  return {
    permalink: addressWith(linkOf(work)),
    appVersion: version,
    dataVersion: DATA_VERSION,
    units: unitsOfColumns(columns),
  };
}
