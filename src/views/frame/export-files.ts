import { explainTiers } from '../../../models/evaluate/explain/explain-tiers';
import type { ProductMapper } from '../../../models/evaluate/mapped/product-mapper';
import type { RooflineSubject, RooflineTier } from '../../charts/roofline/roofs';
import { reportData } from '../../../models/evaluate/explain/report-data';
import { rooflineSvg } from '../../charts/roofline/svg';
import { LIGHT } from '../../charts/theme';
import { fileName, type FigureSource } from '../../export/figure-source';
import { exportJson } from '../../export/json';
import { operatorsTable } from '../../export/operators-table';
import { svgToPng } from '../../export/png';
import { exportFigureSvg } from '../../export/svg';
import type { Snapshot } from '../../state/snapshot';
import { tableCsv, unitsOfColumns } from '../../export/table';

export type FileKind = 'svg' | 'png' | 'csv' | 'json';

/** What is exported: the design on screen and the one pinned, under the design's title, as the roofline shows them. */
export interface Exported {
  readonly title: string;
  readonly snapshot: Snapshot;
  readonly baseline: Snapshot | null;
  readonly tier: RooflineTier;
  readonly mapper: ProductMapper | null;
  readonly source: Omit<FigureSource, 'units'>;
}

/** Fits a column of a paper and half a slide. */
const FIGURE_SIZE = { widthPx: 720, heightPx: 400 };

/** Figures are for print, so they are light whatever the page is. */
function figure(subject: RooflineSubject, { baseline, tier, mapper }: Exported): string {
  const pinned = baseline === null ? null : subjectOf(baseline, mapper);
  return rooflineSvg({ ...subject, tier, baseline: pinned }, FIGURE_SIZE, LIGHT);
}

function subjectOf({ reported, report }: Snapshot, mapper: ProductMapper | null): RooflineSubject {
  return { report, memories: explainTiers(reported, mapper) };
}

/** A file of what the Roofline tab shows: its figure, its table, or the whole report. */
export async function fileOf(
  kind: FileKind,
  exported: Exported,
): Promise<{ readonly name: string; readonly content: string | Uint8Array }> {
  const { title, snapshot, mapper } = exported;
  const subject = subjectOf(snapshot, mapper);
  const table = operatorsTable(subject, title);
  const source = { ...exported.source, units: unitsOfColumns(table.columns) };
  const contents = {
    svg: () => exportFigureSvg(figure(subject, exported), source),
    png: () => svgToPng(figure(subject, exported), source),
    csv: () => tableCsv(table, source),
    json: () => exportJson(reportData(subject.report, subject.memories), source),
  } as const;
  return { name: fileName(title, kind), content: await contents[kind]() };
}
