/** What a space may be: a valid design, axes within the ranges of their fields, known metrics. */
import * as v from 'valibot';
import { parseDesign, DesignSchema } from './schema';
import type { Issue } from './issues';
import { anyFiniteNumber, check, list, record, text } from './schema-parts';
import { WorkloadSchema } from './schema-workload';
import { axisIssues, metricIssues } from './space-checks';
import type { Axis, AxisValue, MetricConstraint, Space } from './types';
import { refusal } from './value-rules';

const MAX_AXES = 32;
const MAX_VALUES = 4096;
const MAX_CONSTRAINTS = 64;
const MAX_OBJECTIVES = 8;

/** What a value may be at all; whether its field takes it is checked once the field is known. */
const PlainValueSchema = v.custom<AxisValue>(
  (value) => typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value),
  (issue) => refusal('must be a finite number, a text, true, false or a model', issue.input),
);

const AxisValueSchema = v.lazy<v.GenericSchema<AxisValue>>((input) =>
  typeof input === 'object' && input !== null && !Array.isArray(input) ? WorkloadSchema : PlainValueSchema,
);

const ValueAxisSchema = record({ field: text, values: list(AxisValueSchema, { min: 1, max: MAX_VALUES }) });
const TiedAxisSchema = record({ field: text, tiedTo: text, factor: anyFiniteNumber });

const AxisSchema = v.lazy<v.GenericSchema<Axis>>((input) =>
  typeof input === 'object' && input !== null && Object.hasOwn(input, 'tiedTo') ? TiedAxisSchema : ValueAxisSchema,
);

const ConstraintSchema: v.GenericSchema<MetricConstraint> = record({
  metric: text,
  min: v.optional(anyFiniteNumber),
  max: v.optional(anyFiniteNumber),
});

/** Shape of a space; its values and metrics are checked against the fields and metrics that there are. */
export const SpaceSchema: v.GenericSchema<Space> = record({
  base: DesignSchema,
  axes: list(AxisSchema, { min: 0, max: MAX_AXES }),
  constraints: list(ConstraintSchema, { min: 0, max: MAX_CONSTRAINTS }),
  objectives: list(text, { min: 0, max: MAX_OBJECTIVES }),
});

export interface SpaceContext {
  /** Ids of the metrics that the models answer with; constraints and objectives name some of them. */
  readonly metricIds: readonly string[];
}

export type ParsedSpace =
  { readonly ok: true; readonly space: Space } | { readonly ok: false; readonly issues: readonly Issue[] };

/** Checks a space from outside, as `parseDesign` checks a design. A space that passes can be compiled. Never throws. */
export function parseSpace(json: unknown, { metricIds }: SpaceContext): ParsedSpace {
  const shape = check(SpaceSchema, json);
  if (!shape.ok) return shape;
  const space = shape.value;
  const base = parseDesign(space.base);
  if (!base.ok) {
    return { ok: false, issues: base.issues.map(({ path, message }) => ({ path: `base.${path}`, message })) };
  }
  const issues = [...axisIssues(space), ...metricIssues(space, metricIds)];
  return issues.length === 0 ? { ok: true, space } : { ok: false, issues };
}
