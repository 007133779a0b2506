import type { Quantity } from '../units';
import type { AxisValue, Design } from './types';

/**
 * The part of a design that a field belongs to. Cost stages declare the parts they read, so this one word decides what
 * must be computed anew when the field changes.
 */
export type DesignPart =
  | 'workload'
  | 'layerRanges'
  | 'rules'
  | 'tokens'
  | 'parallelism'
  | 'formats'
  | 'matrix'
  | 'datapath'
  | 'clock'
  | 'vector'
  | 'tierSizes'
  | 'tierRates'
  | 'technology'
  | 'network'
  | 'efficiency'
  | 'system'
  | 'economics';

export const FIELD_SECTIONS = [
  'accelerator',
  'memory',
  'formats',
  'workload',
  'deployment',
  'assumptions',
  'economics',
] as const;
export type FieldSection = (typeof FIELD_SECTIONS)[number];

export interface NumberControl {
  readonly kind: 'number';
  readonly quantity: Quantity;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** How a slider is laid out, and how a range of values is spaced when the field becomes an axis. */
  readonly scale: 'linear' | 'log' | 'powersOfTwo';
  /** Whether the field may be empty: not known. */
  readonly optional: boolean;
}

export interface ChoiceControl {
  readonly kind: 'choice';
  readonly options: readonly ChoiceOption[];
  /** The option that a value beyond the list stands for, such as a format that a user describes; null: none. */
  readonly beyond?: (value: string) => ChoiceOption | null;
}

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
}

export interface ToggleControl {
  readonly kind: 'toggle';
}

/** A whole model, chosen from presets or imported. */
export interface WorkloadControl {
  readonly kind: 'workload';
}

export type Control = NumberControl | ChoiceControl | ToggleControl | WorkloadControl;

/** One thing that a user can set: forms, axes, messages and documentation derive from this. */
export interface Field {
  readonly id: string;
  readonly label: string;
  /** What it means, in a sentence or two; null: `field-help.ts` knows it by the field's path. */
  readonly help: string | null;
  readonly section: FieldSection;
  /** Heading within the section, such as the tier that the field belongs to. */
  readonly group: string | null;
  readonly part: DesignPart;
  readonly control: Control;
  /** Shown only when the reader opens the details of a section. */
  readonly advanced: boolean;
  /** Path of the value in the design's JSON, for messages: `accelerator.tiers[1].capacityBytes`. */
  readonly path: string;
  readonly get: (design: Design) => AxisValue | null;
  readonly set: (design: Design, value: AxisValue | null) => Design;
}
