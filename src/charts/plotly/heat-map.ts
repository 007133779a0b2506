import type { ChartTheme } from '../theme';
import { themedLayout, type PlotlyFigure } from './figure';

export interface HeatMapData {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** By row, then column; NaN where there is no value. */
  readonly values: readonly (readonly number[])[];
  readonly valueLabel: string;
  readonly xTitle: string;
  readonly yTitle: string;
}

/** One cell for each row and column, with its number in it. Magnitudes are read off cividis. */
export function heatMapFigure(data: HeatMapData, theme: ChartTheme): PlotlyFigure {
  const shown = data.values.map((row) => row.map((value) => (Number.isFinite(value) ? value : null)));
  return {
    traces: [
      {
        type: 'heatmap',
        x: data.columns,
        y: data.rows,
        z: shown,
        text: shown.map((row) => row.map((value) => (value === null ? '–' : value.toFixed(1)))),
        texttemplate: '%{text}',
        colorscale: 'Cividis',
        hoverongaps: false,
        hovertemplate: `%{y}<br>%{x}<br>${data.valueLabel} %{z:.2f}<extra></extra>`,
        colorbar: { title: { text: data.valueLabel, side: 'right' }, thickness: 12, outlinewidth: 0 },
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: themedLayout(theme, { title: data.xTitle, names: true }, { title: data.yTitle, names: true }),
  };
}
