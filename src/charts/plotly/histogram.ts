import type { ChartTheme } from '../theme';
import { themedLayout, type PlotlyFigure } from './figure';

export interface HistogramData {
  /** Edges of the bins, one more than counts. */
  readonly edges: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
  /** Where the format has levels, in the same unit as the edges. */
  readonly levels: readonly number[];
  readonly levelsLabel: string;
  readonly xTitle: string;
}

/** How often values occur, and the levels that a format has for them. */
export function histogramFigure(data: HistogramData, theme: ChartTheme): PlotlyFigure {
  const bins = Array.from({ length: data.counts.length }, (_, i) => i);
  const at = bins.map((i) => (data.edges[i]! + data.edges[i + 1]!) / 2);
  const widths = bins.map((i) => data.edges[i + 1]! - data.edges[i]!);
  return {
    traces: [
      {
        type: 'bar',
        name: 'values',
        x: at,
        y: bins.map((i) => data.counts[i]!),
        width: widths,
        marker: { color: theme.blue },
        hovertemplate: '%{y} values near %{x:.4g}<extra></extra>',
      },
      {
        type: 'scatter',
        mode: 'markers',
        name: data.levelsLabel,
        x: data.levels,
        y: data.levels.map(() => 0),
        marker: { symbol: 'line-ns', size: 14, line: { width: 1.5, color: theme.vermilion } },
        hovertemplate: 'level %{x:.4g}<extra></extra>',
      },
    ],
    layout: themedLayout(theme, { title: data.xTitle }, { title: 'Values', fromZero: true }, { bargap: 0 }),
  };
}
