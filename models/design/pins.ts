import type { Design } from './types';

/** Designs that are kept beside the one at hand, to be compared with it and with each other. */
export interface Pins {
  readonly designs: readonly Design[];
  /** Position of the design that changes and ratios refer to; 0 where there are none. */
  readonly reference: number;
}

export const NO_PINS: Pins = { designs: [], reference: 0 };

/** More do not fit beside each other. */
export const MAX_PINS = 6;
