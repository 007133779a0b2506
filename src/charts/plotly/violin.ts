import type { ChartTheme } from '../theme';
import { themedLayout, type PlotlyFigure } from './figure';

export interface ViolinData {
  readonly groups: readonly { readonly label: string; readonly values: ArrayLike<number> }[];
  readonly yTitle: string;
}

/** How values of several groups spread, each with its box. */
export function violinFigure({ groups, yTitle }: ViolinData, theme: ChartTheme): PlotlyFigure {
  return {
    traces: groups.map(({ label, values }) => ({
      type: 'violin',
      name: label,
      y: Array.from(values).filter(Number.isFinite),
      box: { visible: true },
      meanline: { visible: true },
      points: false,
      spanmode: 'hard',
      line: { color: theme.blue, width: 1 },
      fillcolor: theme.sky,
      opacity: 0.8,
      hoverinfo: 'y+name',
    })),
    layout: themedLayout(theme, { title: '', names: true }, { title: yTitle }, { showlegend: false }),
  };
}
