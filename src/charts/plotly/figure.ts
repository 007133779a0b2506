import { FONT, type ChartTheme } from '../theme';

/** A figure as the plotting library takes it: plain data. */
export interface PlotlyFigure {
  readonly traces: readonly object[];
  readonly layout: object;
}

export interface PlotlyAxis {
  readonly title: string;
  readonly log?: boolean;
  /** Names instead of numbers. */
  readonly names?: boolean;
  readonly fromZero?: boolean;
}

/** What all figures share, so that they look like the charts that are drawn without the library. */
export function themedLayout(theme: ChartTheme, x: PlotlyAxis, y: PlotlyAxis, more: object = {}): object {
  return {
    autosize: true,
    paper_bgcolor: theme.surface,
    plot_bgcolor: theme.surface,
    font: { family: FONT, size: 11, color: theme.inkSoft },
    margin: { l: 64, r: 18, t: 12, b: 44 },
    hoverlabel: { bgcolor: theme.panel, bordercolor: theme.axis, font: { family: FONT, size: 12, color: theme.ink } },
    legend: { orientation: 'h', y: 1.02, yanchor: 'bottom', x: 0, font: { size: 12 } },
    xaxis: axisOf(x, theme),
    yaxis: axisOf(y, theme),
    ...more,
  };
}

function axisOf({ title, log, names, fromZero }: PlotlyAxis, theme: ChartTheme): object {
  return {
    title: { text: title, font: { size: 12 }, standoff: 8 },
    type: names === true ? 'category' : log === true ? 'log' : 'linear',
    gridcolor: theme.grid,
    linecolor: theme.axis,
    zerolinecolor: theme.axis,
    tickfont: { size: 11, color: theme.inkFaint },
    automargin: true,
    ...(fromZero === true ? { rangemode: 'tozero' } : {}),
    ...(log === true ? { dtick: 1, exponentformat: 'power' } : {}),
  };
}
