/** The part of the library's interface that is used here; the package carries no types. */
declare module 'plotly.js-cartesian-dist-min' {
  namespace plotly {
    interface PlotlyLibrary {
      /** Draws, or redraws with as few changes as it can. */
      react(element: HTMLElement, traces: readonly object[], layout: object, config: object): Promise<HTMLElement>;
      /** Frees what a drawing holds. */
      purge(element: HTMLElement): void;
    }
  }
  const plotly: plotly.PlotlyLibrary;
  export = plotly;
}
