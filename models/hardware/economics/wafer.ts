/** Dies of a wafer and what a good one costs: scalar formulas of SI numbers, NaN when an input is missing. */
import { exp, log1p } from '../../units/deterministic-math';

/** All prices of `nodes.ts` are for wafers of 300 mm. */
export const WAFER_DIAMETER_METRES = 0.3;

/** Clustering of defects that the table of defect densities is used with. */
export const DEFAULT_CLUSTERING = 3;

/**
 * Whole dies on a wafer, as an average that need not be whole; NaN for a die so large that less than one fits.
 *
 * `dies = pi (d/2)^2 / A - pi d / sqrt(2 A)`: area less those that the edge cuts.
 *
 * Source: `ttm-cas`, dies_per_wafer_area. Not modelled: scribe lines, edge exclusion, notch, the die's aspect ratio,
 * the reticle's limit.
 */
export function diesPerWafer(dieSquareMetres: number): number {
  if (!(dieSquareMetres > 0)) return NaN;
  const radius = WAFER_DIAMETER_METRES / 2;
  const byArea = (Math.PI * radius * radius) / dieSquareMetres;
  const dies = byArea - (Math.PI * WAFER_DIAMETER_METRES) / Math.sqrt(2 * dieSquareMetres);
  return dies >= 1 ? dies : NaN;
}

/**
 * Share of dies without a fatal defect: negative binomial, `(1 + A D / alpha)^-alpha`.
 *
 * `clustering` (alpha) is small where defects cluster, which spares dies; Infinity is the Poisson limit
 * `exp(-A D)`. Written with log1p, so that a large alpha loses no digits.
 *
 * Source: `ttm-cas`, yield_rate. Not modelled: parametric yield, repair, redundancy, dies sold with parts off.
 */
export function dieYield(dieSquareMetres: number, defectsPerSquareMetre: number, clustering: number): number {
  const defects = dieSquareMetres * defectsPerSquareMetre;
  if (clustering === Infinity) return exp(-defects);
  return exp(-clustering * log1p(defects / clustering));
}

/** United States dollars of one good, untested die; NaN when no die is good. */
export function goodDieUsd(waferUsd: number, grossDies: number, yieldShare: number): number {
  return yieldShare > 0 ? waferUsd / (grossDies * yieldShare) : NaN;
}
