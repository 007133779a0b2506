import { useEffect, useRef, useState } from 'react';
import type { PlotlyLibrary } from 'plotly.js-cartesian-dist-min';
import '../charts.css';
import { THEMES, type ChartTheme, type ThemeName } from '../theme';
import type { PlotlyFigure } from './figure';

export interface PlotlyChartProps {
  /** What the picture shows, in a sentence. */
  readonly finding: string;
  readonly figure: (theme: ChartTheme) => PlotlyFigure;
  readonly heightPx?: number;
}

const CONFIG = { displaylogo: false, responsive: true, modeBarButtonsToRemove: ['lasso2d', 'select2d'] };

/** A figure of the plotting library, which is loaded when the first one is drawn. It keeps its place meanwhile. */
export function PlotlyChart({ finding, figure, heightPx = 340 }: PlotlyChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const theme = usePageTheme();
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    let isShown = true;
    const { traces, layout } = figure(THEMES[theme]);
    loadLibrary()
      .then((library) => (isShown ? library.react(target, traces, layout, CONFIG) : undefined))
      .catch((error: unknown) => {
        if (isShown) setProblem(error instanceof Error ? error.message : String(error));
      });
    return () => {
      isShown = false;
    };
  }, [figure, theme]);
  useEffect(() => {
    const target = element.current;
    return () => {
      if (target !== null) void loadLibrary().then((library) => library.purge(target));
    };
  }, []);
  return (
    <figure className="chart" style={{ height: 'auto' }}>
      <figcaption className="chart-caption">
        <p className="chart-finding">{finding}</p>
      </figcaption>
      <div ref={element} role="img" aria-label={finding} style={{ height: heightPx, minWidth: 0 }} />
      {problem !== null && (
        <p role="alert" className="chart-note">
          The picture could not be drawn: {problem}. The table has the same numbers.
        </p>
      )}
    </figure>
  );
}

async function loadLibrary(): Promise<PlotlyLibrary> {
  return (await import('plotly.js-cartesian-dist-min')).default;
}

function pageTheme(): ThemeName {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
}

/** The theme of the page, followed as it changes: this library takes colours, not custom properties. */
function usePageTheme(): ThemeName {
  const [theme, setTheme] = useState(pageTheme);
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(pageTheme()));
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => observer.disconnect();
  }, []);
  return theme;
}
