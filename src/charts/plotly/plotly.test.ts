import { describe, expect, it } from 'vitest';
import { DARK, LIGHT } from '../theme';
import { heatMapFigure } from './heat-map';
import { histogramFigure } from './histogram';
import { violinFigure } from './violin';

const HEAT = {
  columns: ['Gaussian', 'Laplace'],
  rows: ['MXFP4'],
  values: [[17.25, NaN]],
  valueLabel: 'QSNR, dB',
  xTitle: 'Distribution',
  yTitle: 'Format',
};

describe('figures of the plotting library', () => {
  it('leave a gap where a value is missing and say so in the cell', () => {
    const [trace] = heatMapFigure(HEAT, LIGHT).traces;
    expect(trace).toMatchObject({ z: [[17.25, null]], text: [['17.3', '–']] });
  });

  it('follow the theme of the page', () => {
    expect(heatMapFigure(HEAT, LIGHT).layout).toMatchObject({ paper_bgcolor: LIGHT.surface });
    expect(heatMapFigure(HEAT, DARK).layout).toMatchObject({ paper_bgcolor: DARK.surface });
  });

  it('draw bins where they are and levels as marks on the axis', () => {
    const data = { edges: [0, 1, 3], counts: [5, 7], levels: [0.5, 2], levelsLabel: 'levels', xTitle: 'Value' };
    expect(histogramFigure(data, LIGHT).traces).toMatchObject([
      { x: [0.5, 2], width: [1, 2], y: [5, 7] },
      { x: [0.5, 2], y: [0, 0] },
    ]);
  });

  it('leave values out that are no numbers', () => {
    const data = { groups: [{ label: 'a', values: new Float64Array([1, NaN, 2]) }], yTitle: 'dB' };
    expect(violinFigure(data, LIGHT).traces).toMatchObject([{ y: [1, 2] }]);
  });
});
