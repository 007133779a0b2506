/**
 * What running a chip costs and emits, and what its making adds to a token or an inference: averages by default, the user's own by
 * preference. Money is in United States dollars, carbon in kilograms of CO2 equivalent.
 *
 * Not modelled: hosts, network gear, storage, building, staff, cost of capital, idle energy outside the utilised time.
 */
import { figure, type Known, missing, scaleKnown, type Sourced, withSpan } from '../technology/types';
import { JOULES_PER_KILOWATT_HOUR } from './nodes';

const MILLION = 1e6;

/** Published, but of many sites: that it holds for this one is the assumption, which its boundary says. */
const average = (value: number, source: Known['source'], confidence: Known['confidence']): Known =>
  figure(value, source, 'average', confidence);

/** Energy drawn by the site for each joule of its computers. */
export const AVERAGE_PUE: Sourced = average(1.58, 'uptime-2023', 'medium');

/** Dollars per joule: 8.06 cents per kWh. */
export const AVERAGE_USD_PER_JOULE: Sourced = scaleKnown(
  average(0.0806, 'eia-2023', 'low'),
  1 / JOULES_PER_KILOWATT_HOUR,
);

/** Kilograms per joule of the world's grids: 481 g/kWh. */
export const WORLD_GRID: Sourced = scaleKnown(average(481, 'act-grid', 'medium'), 1e-3 / JOULES_PER_KILOWATT_HOUR);

/** Kilograms per joule of the fab's grid: Taiwan, 642 g/kWh; the span holds 583 of the year before. */
export const FAB_GRID: Sourced = scaleKnown(
  withSpan(average(642, 'act-grid', 'medium'), [583]),
  1e-3 / JOULES_PER_KILOWATT_HOUR,
);

/** How long a chip serves and how busy it is are the owner's to say. */
export const LIFETIME_UNKNOWN: Sourced = missing('how long the chip is in service is not set');
export const UTILISATION_UNKNOWN: Sourced = missing('the share of its life that the chip is at work is not set');

/** What a million tokens or inferences cost or emit by the energy they take; `perJoule` includes the site's overhead. */
export function energyPerMillion(joulesEach: number, perJoule: number): number {
  return MILLION * joulesEach * perJoule;
}

/**
 * Share of a chip's price, or of the carbon of its making, that a million tokens or inferences bear: spread evenly over all
 * that the chip serves in its life. `productiveSeconds` is its lifetime times its utilisation.
 */
export function shareOfChipPerMillion(wholeChip: number, perSecondAndChip: number, productiveSeconds: number): number {
  return (MILLION * wholeChip) / (perSecondAndChip * productiveSeconds);
}
