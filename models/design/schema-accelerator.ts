import * as v from 'valibot';
import { COMPUTE_CLASSES, DATAPATH_KINDS, type ComputeClass } from '../formats/types';
import {
  MEMORY_KINDS,
  TIER_OPERANDS,
  TOPOLOGIES,
  type Accelerator,
  type MatrixUnit,
  type NetworkLevel,
  type PairDatapath,
  type Technology,
} from '../hardware/types';
import { MAX_TIERS } from './limits';
import {
  assumedChoice,
  assumedNumber,
  fieldChoice,
  fieldNumber,
  fieldNumberOrNull,
  identifier,
  list,
  numberOf,
  numberOrNullOf,
  oneOf,
  record,
  recordWith,
  text,
  textOrNull,
} from './schema-parts';
import type { System } from './types';
import { mustBeOneOf, refusal } from './value-rules';

const MAX_NETWORK_LEVELS = 4;
const MAX_NODES = 8;
const SCOPES = ['element', 'core', 'chip'] as const;
const ROLES = ['all', 'prefill', 'decode'] as const;
const MATRIX_KINDS = ['array', 'rates'];

function byClass(shape: string) {
  const entries = COMPUTE_CLASSES.map((name) => [name, fieldNumberOrNull(`${shape}.${name}`)]);
  return record(Object.fromEntries(entries) as Record<ComputeClass, v.GenericSchema<number | null>>);
}

const numberFormat = fieldChoice<string>('formats[].format');
const positive = numberOf('count', { min: 1e-3, max: 1e6 });
const DatapathSchema: v.GenericSchema<PairDatapath> = record({
  kind: oneOf(DATAPATH_KINDS),
  weights: numberFormat,
  activations: numberFormat,
  macsPerCycle: positive,
  energyCost: positive,
  areaCost: positive,
});

const MatrixSchema: v.GenericSchema<MatrixUnit> = v.variant(
  'kind',
  [
    record({ kind: v.literal('rates'), macsPerSecond: byClass('accelerator.matrix.macsPerSecond') }),
    record({
      kind: v.literal('array'),
      rows: fieldNumber('accelerator.matrix.rows'),
      columns: fieldNumber('accelerator.matrix.columns'),
      cores: fieldNumber('accelerator.matrix.cores'),
      dataflow: fieldChoice<'os' | 'ws' | 'is'>('accelerator.matrix.dataflow'),
      clockHz: fieldNumber('accelerator.matrix.clockHz'),
      macsPerCycle: byClass('accelerator.matrix.macsPerCycle'),
      datapath: v.optional(DatapathSchema),
    }),
  ],
  (issue) => refusal(issue.expected === 'Object' ? 'must be an object' : mustBeOneOf(MATRIX_KINDS), issue.input),
);

const TierSchema = record({
  id: identifier,
  label: text,
  kind: oneOf(MEMORY_KINDS),
  capacityBytes: fieldNumberOrNull('accelerator.tiers[].capacityBytes'),
  bytesPerSecond: fieldNumberOrNull('accelerator.tiers[].bytesPerSecond'),
  scope: oneOf(SCOPES),
  dramType: textOrNull,
  holds: v.optional(list(oneOf(TIER_OPERANDS), { min: 1, max: TIER_OPERANDS.length })),
});

const TechnologySchema: v.GenericSchema<Technology> = recordWith(
  {
    nodeNm: fieldNumberOrNull('accelerator.technology.nodeNm'),
    dramJoulesPerBit: fieldNumberOrNull('accelerator.technology.dramJoulesPerBit'),
    linkJoulesPerBit: fieldNumberOrNull('accelerator.technology.linkJoulesPerBit'),
  },
  {
    macJoules: assumedNumber('accelerator.technology.macJoules'),
    sramJoulesPerBit: assumedNumber('accelerator.technology.sramJoulesPerBit'),
    sramLeakage: assumedChoice('accelerator.technology.sramLeakage'),
    controlShare: assumedNumber('accelerator.technology.controlShare'),
    idleWatts: assumedNumber('accelerator.technology.idleWatts'),
    otherSquareMetres: assumedNumber('accelerator.technology.otherSquareMetres'),
  },
);

export const AcceleratorSchema: v.GenericSchema<Accelerator> = record({
  name: text,
  matrix: MatrixSchema,
  vector: record({
    laneOpsPerSecond: fieldNumberOrNull('accelerator.vector.laneOpsPerSecond'),
    specialOpsPerSecond: fieldNumberOrNull('accelerator.vector.specialOpsPerSecond'),
  }),
  tiers: list(TierSchema, { min: 1, max: MAX_TIERS }),
  technology: TechnologySchema,
  published: record({
    thermalDesignPowerWatts: numberOrNullOf('watts', { min: 0, max: 1e6 }),
    dieAreaSquareMetres: numberOrNullOf('squareMetres', { min: 0, max: 1 }),
  }),
});

const NetworkLevelSchema: v.GenericSchema<NetworkLevel> = recordWith(
  {
    id: identifier,
    label: text,
    fanOut: fieldNumber('system.network[].fanOut'),
    bytesPerSecond: fieldNumberOrNull('system.network[].bytesPerSecond'),
    latencySeconds: fieldNumberOrNull('system.network[].latencySeconds'),
    topology: oneOf(TOPOLOGIES),
  },
  { linkType: assumedChoice('system.network[].linkType') },
);

export const SystemSchema: v.GenericSchema<System> = record({
  nodes: list(
    record({ accelerator: oneOf(['main']), count: fieldNumberOrNull('system.nodes[].count'), role: oneOf(ROLES) }),
    { min: 1, max: MAX_NODES },
  ),
  network: list(NetworkLevelSchema, { min: 0, max: MAX_NETWORK_LEVELS }),
});
