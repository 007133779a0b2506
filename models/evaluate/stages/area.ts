import { COMPUTE_CLASSES } from '../../formats/types';
import { defineStage } from '../stage';
import { technologyOf } from './energy';

/** Square metres of one compute die, and watts that its memories leak. */
export const AREA = { MACS: 0, MEMORY: 1, LEAKAGE_WATTS: 2, WIDTH: 3 } as const;

/**
 * Area of the processing elements and of the memories on the die.
 *
 * A processing element is as large as its largest native multiply-accumulate, times how many it does a cycle. Missing
 * (NaN) for machines known by their peak rates only. Not modelled: control, vector units, network, pads, margins.
 */
export const areaStage = defineStage({
  id: 'area',
  reads: ['technology', 'tierSizes', 'matrix'],
  after: [],
  width: () => AREA.WIDTH,
  run: ({ technology, tierSizes, matrix }, _inputs, _structure, out, at) => {
    const figures = technologyOf(technology, tierSizes, matrix);
    let element = NaN;
    if (matrix.kind === 'array') {
      element = 0;
      for (const computeClass of COMPUTE_CLASSES) {
        const perCycle = matrix.macsPerCycle[computeClass];
        if (perCycle !== null) element = largest(element, perCycle * figures.macSquareMetres[computeClass]);
      }
      element *= matrix.rows * matrix.columns * matrix.cores;
    }
    out[at + AREA.MACS] = element;
    out[at + AREA.MEMORY] = sum(figures.squareMetres);
    out[at + AREA.LEAKAGE_WATTS] = sum(figures.leakageWatts);
  },
});

/** The larger of two, missing when either is. */
function largest(a: number, b: number): number {
  return Number.isNaN(b) ? b : Math.max(a, b);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
