import { version } from '../../../package.json';
import { DATA_VERSION } from '../../../models/workload/presets/llm-preset';
import { download } from '../../export/download';
import { fileName, type FigureSource } from '../../export/figure-source';
import { exportJson } from '../../export/json';
import { svgToPng } from '../../export/png';
import { exportFigureSvg } from '../../export/svg';
import { tableCsv, unitsOfColumns, type Table } from '../../export/table';
import { shareOf } from '../../state/share';
import type { LoadedGraph } from '../../../workers/graph-job';
import { addressWith } from '../parts/page-address';
import { useRidgelineStore } from '../store-context';

type Units = FigureSource['units'];

export interface Files {
  readonly saveSvg: (title: string, svg: string, units: Units) => void;
  readonly savePng: (title: string, svg: string, units: Units) => Promise<void>;
  readonly saveCsv: (table: Table) => void;
  readonly saveJson: (title: string, data: unknown, units: Units) => void;
  /** As a graph that can be opened here and on the command line: where it comes from stands beside it. */
  readonly saveGraph: (loaded: LoadedGraph) => void;
}

/** Saves what the tab shows. Each file carries a link that opens the tab with it, the versions and the units. */
export function useFiles(): Files {
  const { getState } = useRidgelineStore();
  const sourceWith = (units: Units): FigureSource => ({
    permalink: addressWith(shareOf(getState()).link),
    ...{ appVersion: version, dataVersion: DATA_VERSION, units },
  });
  return {
    saveSvg: (title, svg, units) => download(fileName(title, 'svg'), exportFigureSvg(svg, sourceWith(units))),
    savePng: async (title, svg, units) => {
      try {
        const source = sourceWith(units);
        download(fileName(title, 'png'), await svgToPng(exportFigureSvg(svg, source), source));
      } catch (error) {
        const text = `The picture could not be made: ${error instanceof Error ? error.message : String(error)}.`;
        getState().tell({ id: 'export', tone: 'problem', text, details: [], action: null });
      }
    },
    saveCsv: (table) =>
      download(fileName(table.title, 'csv'), tableCsv(table, sourceWith(unitsOfColumns(table.columns)))),
    saveJson: (title, data, units) => download(fileName(title, 'json'), exportJson(data, sourceWith(units))),
    saveGraph: ({ graph, json }) => {
      const { name: _name, ...content } = json as Readonly<Record<string, unknown>>;
      const about = { exporter: 'Ridgeline', ...sourceWith({ size: 'B' }) };
      download(
        fileName(`Graph of ${graph.name}`, 'json'),
        `${JSON.stringify({ name: graph.name, ...content, about })}\n`,
      );
    },
  };
}
