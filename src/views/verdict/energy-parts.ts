import { ENERGY_COMPONENTS } from '../../../models/evaluate/explain/bounds';

type ComponentKey = (typeof ENERGY_COMPONENTS)[number]['key'];

const COLOURS = {
  memory: 'var(--c5)',
  onChip: 'var(--c3)',
  mac: 'var(--c1)',
  vector: 'var(--c6)',
  registers: 'color-mix(in oklab, var(--c3) 55%, var(--panel))',
  control: 'color-mix(in oklab, var(--c1) 55%, var(--panel))',
  link: 'var(--c2)',
  leakage: 'var(--c4)',
  idle: 'var(--c4)',
} as const satisfies Readonly<Record<ComponentKey, string>>;

/** The components of energy with their colours. */
export const ENERGY_PARTS = ENERGY_COMPONENTS.map(({ key, label }) => ({ key, label, colour: COLOURS[key] }));
