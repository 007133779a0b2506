/** Names, units and formulas in words: for reports only. */
import type { EconomicsInputId } from './inputs';
import type { EconomicsResultId } from './results';

export const ECONOMICS_FORMULAS: Readonly<Record<EconomicsResultId, string>> = {
  diesPerWafer: 'pi (d/2)^2 / A - pi d / sqrt(2 A), d = 300 mm',
  dieYield: '(1 + A x defects / alpha)^-alpha; exp(-A x defects) for infinite alpha',
  goodDieUsd: 'wafer price / (dies per wafer x yield)',
  memoryUsd: 'bytes x price per byte',
  chipUsd: 'good die + package + memory',
  capitalUsd: 'the purchase price that is set, else the cost of making it',
  dieKilograms: 'A x (fab electricity x its grid + gases + materials) / yield',
  memoryKilograms: 'bytes x kilograms per byte',
  embodiedKilograms: 'die + package + memory',
  usdPerJoule: 'PUE x electricity price',
  kilogramsPerJoule: 'PUE x carbon of the grid',
  productiveSeconds: 'time in service x utilisation',
};

export const ECONOMICS_INPUTS: Readonly<Record<EconomicsInputId, { readonly label: string; readonly unit: string }>> = {
  dieSquareMetres: { label: 'Die area', unit: 'm2' },
  memoryBytes: { label: 'Memory', unit: 'B' },
  waferUsd: { label: 'Wafer price', unit: 'USD' },
  defectsPerSquareMetre: { label: 'Defects', unit: '1/m2' },
  clustering: { label: 'Clustering of defects', unit: '' },
  packageUsd: { label: 'Package and assembly', unit: 'USD' },
  memoryUsdPerByte: { label: 'Memory price', unit: 'USD/B' },
  chipPriceUsd: { label: 'Purchase price of the chip', unit: 'USD' },
  fabJoulesPerSquareMetre: { label: 'Electricity of the fab', unit: 'J/m2' },
  fabKilogramsPerJoule: { label: 'Carbon of the fab’s grid', unit: 'kg/J' },
  gasKilogramsPerSquareMetre: { label: 'Process gases', unit: 'kg/m2' },
  materialKilogramsPerSquareMetre: { label: 'Raw materials', unit: 'kg/m2' },
  packageKilograms: { label: 'Carbon of the package', unit: 'kg' },
  memoryKilogramsPerByte: { label: 'Carbon of the memory', unit: 'kg/B' },
  electricityUsdPerJoule: { label: 'Electricity price', unit: 'USD/J' },
  gridKilogramsPerJoule: { label: 'Carbon of the site’s grid', unit: 'kg/J' },
  powerUsageEffectiveness: { label: 'PUE', unit: '' },
  lifetimeSeconds: { label: 'Time in service', unit: 's' },
  utilisation: { label: 'Utilisation', unit: '' },
};

export const ECONOMICS_INPUT_IDS = Object.keys(ECONOMICS_INPUTS) as readonly EconomicsInputId[];

/** What a workload serves: the tokens of a language model, the inferences of a table of layers. */
export type Served = 'token' | 'inference';

export type ServedRowId = 'energyUsd' | 'hardwareUsd' | 'usd' | 'energyKilograms' | 'hardwareKilograms' | 'kilograms';

/** Names of what a million tokens or inferences cost and emit. */
export function servedRow(id: ServedRowId, served: Served) {
  const many = `a million ${served}s`;
  const byEnergy = `10^6 x joules per ${served} x`;
  const byChip = `/ (${served}s per second and chip x time that it serves) x 10^6`;
  return {
    energyUsd: {
      label: `Electricity for ${many}`,
      unit: 'USD',
      formula: `${byEnergy} price of energy at the chip`,
    },
    hardwareUsd: { label: `Chip for ${many}`, unit: 'USD', formula: `price of a chip ${byChip}` },
    usd: { label: `Cost of ${many}`, unit: 'USD', formula: 'electricity + chip' },
    energyKilograms: {
      label: `Carbon of the electricity for ${many}`,
      unit: 'kg',
      formula: `${byEnergy} carbon of energy at the chip`,
    },
    hardwareKilograms: {
      label: `Carbon of the chip for ${many}`,
      unit: 'kg',
      formula: `carbon of making a chip ${byChip}`,
    },
    kilograms: { label: `Carbon of ${many}`, unit: 'kg', formula: 'electricity + chip' },
  }[id];
}
