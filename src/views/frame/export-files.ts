import type { Report } from '../../../models/evaluate/report';
import { rooflineSvg } from '../../charts/roofline/svg';
import { LIGHT } from '../../charts/theme';
import { fileName, type FigureSource } from '../../export/figure-source';
import { exportJson } from '../../export/json';
import { operatorsTable } from '../../export/operators-table';
import { svgToPng } from '../../export/png';
import { exportFigureSvg } from '../../export/svg';
import { tableCsv, unitsOfColumns } from '../../export/table';

export type FileKind = 'svg' | 'png' | 'csv' | 'json';

/** What is exported: the report on screen, under the design's title. */
export interface Exported {
  readonly title: string;
  readonly report: Report;
  readonly baseline: Report | null;
  readonly source: Omit<FigureSource, 'units'>;
}

/** Fits a column of a paper and half a slide. */
const FIGURE_SIZE = { widthPx: 720, heightPx: 400 };

/** Figures are for print, so they are light whatever the page is. */
function figure({ report, baseline }: Exported): string {
  return rooflineSvg({ report, tier: 'memory', baseline }, FIGURE_SIZE, LIGHT);
}

/** A file of what the Roofline tab shows: its figure, its table, or the whole report. */
export async function fileOf(
  kind: FileKind,
  exported: Exported,
): Promise<{ readonly name: string; readonly content: string | Uint8Array }> {
  const { title, report } = exported;
  const table = operatorsTable(report, title);
  const source = { ...exported.source, units: unitsOfColumns(table.columns) };
  const contents = {
    svg: () => exportFigureSvg(figure(exported), source),
    png: () => svgToPng(figure(exported), source),
    csv: () => tableCsv(table, source),
    json: () => exportJson(report, source),
  } as const;
  return { name: fileName(title, kind), content: await contents[kind]() };
}
