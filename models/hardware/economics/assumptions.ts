/** What a user may set of cost and carbon; null: the sourced figure where there is one, else missing. */
export interface EconomicsAssumptions {
  /** Area of the compute die, in place of the modelled or the published one. */
  readonly dieSquareMetres: number | null;
  /** Dollars for one processed 300 mm wafer. */
  readonly waferUsd: number | null;
  readonly defectsPerSquareMetre: number | null;
  /** Alpha of the negative binomial yield; Infinity is the Poisson limit. */
  readonly clustering: number | null;
  /** Dollars of package, assembly and test of one chip. */
  readonly packageUsd: number | null;
  readonly memoryUsdPerByte: number | null;
  /** What a chip is bought for. It replaces the cost of making it in the cost per token or inference. */
  readonly chipPriceUsd: number | null;
  /** Kilograms of CO2 equivalent per joule of the fab's electricity. */
  readonly fabKilogramsPerJoule: number | null;
  readonly memoryKilogramsPerByte: number | null;
  readonly electricityUsdPerJoule: number | null;
  /** Kilograms of CO2 equivalent per joule of the site's electricity. */
  readonly gridKilogramsPerJoule: number | null;
  /** Energy drawn by the site for each joule of its computers, at least 1. */
  readonly powerUsageEffectiveness: number | null;
  readonly lifetimeSeconds: number | null;
  /** Share of the lifetime that the chip is at work, above 0 and at most 1. */
  readonly utilisation: number | null;
}

export const NO_ECONOMICS_ASSUMPTIONS: EconomicsAssumptions = {
  dieSquareMetres: null,
  waferUsd: null,
  defectsPerSquareMetre: null,
  clustering: null,
  packageUsd: null,
  memoryUsdPerByte: null,
  chipPriceUsd: null,
  fabKilogramsPerJoule: null,
  memoryKilogramsPerByte: null,
  electricityUsdPerJoule: null,
  gridKilogramsPerJoule: null,
  powerUsageEffectiveness: null,
  lifetimeSeconds: null,
  utilisation: null,
};
