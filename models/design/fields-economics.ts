import type { EconomicsAssumptions } from '../hardware/economics/assumptions';
import { defineField, numberControl } from './define-field';
import type { Field, NumberControl } from './field-types';
import type { Design } from './types';

const PER_KILOWATT_HOUR = 1 / 3.6e6;
const PER_GIGABYTE = 1e-9;
const PER_SQUARE_CENTIMETRE = 1e4;
const YEAR = 31_557_600;

type Key = keyof EconomicsAssumptions;

/**
 * Fields of cost and carbon: all of them optional, an empty one stands for the sourced figure, or for none. Their help is
 * in `field-help-texts.ts`.
 */
export function economicsFields(): readonly Field[] {
  const chip = 'Cost of a chip';
  const carbon = 'Carbon of making it';
  const site = 'Running it';
  return [
    field('dieSquareMetres', 'Die area', chip, 'squareMetres', 1e-8, 0.07, 'log'),
    field('waferUsd', 'Wafer price', chip, 'dollars', 1, 1e6, 'log'),
    field('defectsPerSquareMetre', 'Defects', chip, 'perSquareMetre', 0, 10 * PER_SQUARE_CENTIMETRE, 'linear'),
    field('clustering', 'Clustering of defects', chip, 'count', 0.1, 1e6, 'log'),
    field('packageUsd', 'Package and assembly', chip, 'dollars', 0, 10_000, 'linear'),
    field('memoryUsdPerByte', 'Memory price', chip, 'dollarsPerByte', 0.001 * PER_GIGABYTE, 1000 * PER_GIGABYTE, 'log'),
    field('chipPriceUsd', 'Purchase price', chip, 'dollars', 0.01, 1e8, 'log'),
    field('fabKilogramsPerJoule', 'Grid of the fab', carbon, 'kilogramsPerJoule', 0, 2 * PER_KILOWATT_HOUR, 'linear'),
    field('memoryKilogramsPerByte', 'Carbon of memory', carbon, 'kilogramsPerByte', 1e-12, 1e-6, 'log'),
    field('electricityUsdPerJoule', 'Electricity price', site, 'dollarsPerJoule', 0, 10 * PER_KILOWATT_HOUR, 'linear'),
    field('gridKilogramsPerJoule', 'Grid of the site', site, 'kilogramsPerJoule', 0, 2 * PER_KILOWATT_HOUR, 'linear'),
    field('powerUsageEffectiveness', 'PUE', site, 'count', 1, 10, 'linear'),
    field('lifetimeSeconds', 'Time in service', site, 'secondsOfService', YEAR / 100, 100 * YEAR, 'log'),
    field('utilisation', 'Time serving', site, 'ratio', 0.001, 1, 'linear'),
  ];
}

function field(
  key: Key,
  label: string,
  group: string,
  quantity: NumberControl['quantity'],
  min: number,
  max: number,
  scale: NumberControl['scale'],
): Field {
  const path = `economics.${key}`;
  const control = numberControl(quantity, min, max, scale, { optional: true });
  return defineField<number>(
    { id: path, label, help: null, section: 'economics', group, part: 'economics', control, path },
    (design) => design.economics?.[key] ?? null,
    (design, value: number | null) => withEconomics(design, key, value),
  );
}

/** An assumption that is not made is absent, so that a design without any looks as if there had never been one. */
function withEconomics({ economics, ...rest }: Design, key: Key, value: number | null): Design {
  const { [key]: _, ...others } = economics ?? {};
  const set = value === null ? others : { ...others, [key]: value };
  return Object.keys(set).length === 0 ? rest : { ...rest, economics: set };
}
