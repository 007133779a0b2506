/**
 * What a design may be. Ranges of values that a field shows are those of the field; the rest stand here.
 *
 * Objects are strict: an unknown key is refused, since a misspelt one would silently mean the default.
 */
import * as v from 'valibot';
import { ASSUMPTION_SETS, SWITCH_IDS } from '../assumptions/sets';
import type { AssumptionChoice } from '../assumptions/types';
import { NO_ECONOMICS_ASSUMPTIONS, type EconomicsAssumptions } from '../hardware/economics/assumptions';
import { MODULES, TENSOR_ROLES } from '../workload/types';
import { designIssues } from './design-checks';
import type { Issue } from './issues';
import { AcceleratorSchema, SystemSchema } from './schema-accelerator';
import {
  assumedNumber,
  check,
  fieldChoice,
  fieldNumber,
  list,
  numberOf,
  record,
  recordWith,
  text,
  trueOrFalse,
  whole,
} from './schema-parts';
import { MAX_LAYERS } from './limits';
import { WorkloadSchema } from './schema-workload';
import type { Deployment, Design, Efficiency, FormatRule, Origin, TokenCount } from './types';

const MAX_FORMAT_RULES = 64;
const MAX_TOKEN_BINS = 256;

const numberFormat = fieldChoice<string>('formats[].format');

const FormatRuleSchema: v.GenericSchema<FormatRule> = record({
  match: record({
    module: v.optional(v.picklist(MODULES, `must be one of ${MODULES.join(', ')}`)),
    role: v.optional(v.picklist(TENSOR_ROLES, `must be one of ${TENSOR_ROLES.join(', ')}`)),
    layers: v.optional(
      record({ from: whole({ min: 0, max: MAX_LAYERS - 1 }), to: whole({ min: 1, max: MAX_LAYERS }) }),
    ),
  }),
  format: numberFormat,
});

/** One count for all requests, or a histogram of it within the same range. */
function tokenCount(shape: string): v.GenericSchema<TokenCount> {
  const count = fieldNumber(shape);
  const bin = record({ tokens: count, weight: numberOf('count', { min: 1e-12, max: 1e12 }) });
  const histogram = list(bin, { min: 1, max: MAX_TOKEN_BINS });
  return v.lazy<v.GenericSchema<TokenCount>>((input) => (Array.isArray(input) ? histogram : count));
}

function parallelism() {
  return record({
    tensor: fieldNumber('deployment.decodeParallelism.tensor'),
    pipeline: fieldNumber('deployment.decodeParallelism.pipeline'),
    expert: fieldNumber('deployment.decodeParallelism.expert'),
  });
}

const DeploymentSchema: v.GenericSchema<Deployment> = record({
  prefillBatch: fieldNumber('deployment.prefillBatch'),
  decodeBatch: fieldNumber('deployment.decodeBatch'),
  promptTokens: tokenCount('deployment.promptTokens'),
  outputTokens: tokenCount('deployment.outputTokens'),
  beams: fieldNumber('deployment.beams'),
  prefillParallelism: parallelism(),
  decodeParallelism: parallelism(),
  offload: trueOrFalse,
  keyValueCompression: v.nullable(
    record({
      baseFormat: numberFormat,
      sparsePercent: numberOf('count', { min: 0, max: 100 }),
      rank: whole({ min: 0, max: 1_000_000 }),
    }),
  ),
});

const EfficiencySchema: v.GenericSchema<Efficiency> = record({
  compute: fieldNumber('efficiency.compute'),
  memory: fieldNumber('efficiency.memory'),
  link: fieldNumber('efficiency.link'),
  operatorOverheadSeconds: fieldNumber('efficiency.operatorOverheadSeconds'),
});

function overrideEntries(): v.ObjectEntries {
  const { switches } = ASSUMPTION_SETS['ridgeline@1'];
  return Object.fromEntries(
    SWITCH_IDS.map((id) => {
      const number = typeof switches[id] === 'number';
      return [id, v.optional(number ? fieldNumber(`assumptions.overrides.${id}`) : trueOrFalse)];
    }),
  );
}

const AssumptionsSchema: v.GenericSchema<AssumptionChoice> = record({
  base: fieldChoice<AssumptionChoice['base']>('assumptions.base'),
  level: fieldChoice<AssumptionChoice['level']>('assumptions.level'),
  overrides: record(overrideEntries()),
});

const EconomicsSchema: v.GenericSchema<Partial<EconomicsAssumptions>> = recordWith(
  {},
  Object.fromEntries(Object.keys(NO_ECONOMICS_ASSUMPTIONS).map((key) => [key, assumedNumber(`economics.${key}`)])),
);

const PresetOriginSchema = v.nullable(record({ preset: text, dataVersion: text }));
const OriginSchema: v.GenericSchema<Origin> = record({ accelerator: PresetOriginSchema, workload: PresetOriginSchema });

/** Shape and ranges of a design; `designIssues` has the rules that need several of its values at once. */
export const DesignSchema: v.GenericSchema<Design> = record({
  name: text,
  accelerator: AcceleratorSchema,
  system: SystemSchema,
  workload: WorkloadSchema,
  formats: list(FormatRuleSchema, { min: 0, max: MAX_FORMAT_RULES }),
  deployment: DeploymentSchema,
  efficiency: EfficiencySchema,
  assumptions: AssumptionsSchema,
  origin: OriginSchema,
  economics: v.optional(EconomicsSchema),
});

export type ParsedDesign =
  { readonly ok: true; readonly design: Design } | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * Checks a design from outside. The result is a copy with its keys in the order of the schema. Never throws; each issue
 * continues a sentence that starts with its path: `accelerator.matrix.rows` `must be a whole number from 1 to 4,096`.
 */
export function parseDesign(json: unknown): ParsedDesign {
  const shape = check(DesignSchema, json);
  if (!shape.ok) return shape;
  const issues = designIssues(shape.value);
  return issues.length === 0 ? { ok: true, design: shape.value } : { ok: false, issues };
}
