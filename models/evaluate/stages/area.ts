import { COMPUTE_CLASSES } from '../../formats/types';
import { defineStage } from '../stage';
import { TECHNOLOGY } from './technology';

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
  reads: ['matrix'],
  after: ['technology'],
  width: () => AREA.WIDTH,
  run: ({ matrix }, { technology }, _structure, out, at) => {
    let element = NaN;
    if (matrix.kind === 'array') {
      element = 0;
      COMPUTE_CLASSES.forEach((computeClass, index) => {
        const perCycle = matrix.macsPerCycle[computeClass];
        const each = technology.data[technology.at + TECHNOLOGY.MAC_SQUARE_METRES + index]!;
        if (perCycle !== null) element = largest(element, perCycle * each);
      });
      element *= matrix.rows * matrix.columns * matrix.cores;
    }
    out[at + AREA.MACS] = element;
    out[at + AREA.MEMORY] = technology.data[technology.at + TECHNOLOGY.MEMORY_SQUARE_METRES]!;
    out[at + AREA.LEAKAGE_WATTS] = technology.data[technology.at + TECHNOLOGY.LEAKAGE_WATTS]!;
  },
});

/** The larger of two, missing when either is. */
function largest(a: number, b: number): number {
  return Number.isNaN(b) ? b : Math.max(a, b);
}
