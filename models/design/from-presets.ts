/** Designs that start from a machine and a model. The presets themselves are handed in: workers reach this file. */
import type { Accelerator, NetworkLevel } from '../hardware/types';
import type { Parallelism } from '../workload/lowering/types';
import type { Workload } from '../workload/types';
import type { Deployment, Design, FormatRule, Origin, PresetOrigin } from './types';

/** A machine to start from: one chip, and the network that would join more of them. */
export interface MachineStart {
  readonly accelerator: Accelerator;
  readonly network: readonly NetworkLevel[];
}

const NO_ORIGIN: Origin = { accelerator: null, workload: null };

const DEFAULT_FORMATS: readonly FormatRule[] = [
  { match: { role: 'weight' }, format: 'bf16' },
  { match: { role: 'activation' }, format: 'bf16' },
  { match: { role: 'kv' }, format: 'bf16' },
];

const ONE_CHIP = { tensor: 1, pipeline: 1, expert: 1 } as const;

const DEFAULT_DEPLOYMENT: Deployment = {
  prefillBatch: 1,
  decodeBatch: 1,
  promptTokens: 2048,
  outputTokens: 256,
  beams: 1,
  prefillParallelism: ONE_CHIP,
  decodeParallelism: ONE_CHIP,
  offload: false,
  keyValueCompression: null,
};

/** Everything in BF16, one request, as few chips as one instance needs, pure bounds, the default assumptions. */
export function designFrom(machine: MachineStart, workload: Workload, origin: Origin = NO_ORIGIN): Design {
  return {
    name: '',
    accelerator: machine.accelerator,
    system: { nodes: [{ accelerator: 'main', count: null, role: 'all' }], network: machine.network },
    workload,
    formats: DEFAULT_FORMATS,
    deployment: DEFAULT_DEPLOYMENT,
    efficiency: { compute: 1, memory: 1, link: 1, operatorOverheadSeconds: 0 },
    assumptions: { base: 'ridgeline@1', level: 'roofline', overrides: {} },
    origin,
  };
}

/**
 * The design on another machine. Model, formats, deployment and assumptions stay. What described the old machine goes:
 * its network, offloading to a host memory that the new one lacks, and the level `array` without an array.
 */
export function withAcceleratorPreset(design: Design, machine: MachineStart, origin: PresetOrigin | null): Design {
  const { accelerator, network } = machine;
  const hasHost = accelerator.tiers.some(({ kind }) => kind === 'host');
  const keepsLevel = accelerator.matrix.kind === 'array';
  return {
    ...design,
    accelerator,
    system: { ...design.system, network },
    deployment: { ...design.deployment, offload: design.deployment.offload && hasHost },
    assumptions: { ...design.assumptions, level: keepsLevel ? design.assumptions.level : 'roofline' },
    origin: { ...design.origin, accelerator: origin },
  };
}

function hasExperts(workload: Workload): boolean {
  return (
    workload.kind === 'decoder' && workload.groups.some(({ layers }) => layers.some(({ ffn }) => ffn.moe !== null))
  );
}

/** The part of a split that a model can have: without experts none over them, of a table of layers none at all. */
function splitFor(workload: Workload, split: Parallelism): Parallelism {
  if (workload.kind === 'layers') return ONE_CHIP;
  return hasExperts(workload) ? split : { ...split, expert: 1 };
}

function sameSplit(a: Parallelism, b: Parallelism): boolean {
  return a.tensor === b.tensor && a.pipeline === b.pipeline && a.expert === b.expert;
}

/**
 * The design with another model. Machine, deployment and assumptions stay. What the new model can not have goes: format
 * rules for ranges of layers of the old one, and parallelism that it can not be split by.
 */
export function withWorkload(design: Design, workload: Workload, origin: PresetOrigin | null): Design {
  const { deployment, formats } = design;
  const [prefill, decode] = [deployment.prefillParallelism, deployment.decodeParallelism];
  const [prefillParallelism, decodeParallelism] = [splitFor(workload, prefill), splitFor(workload, decode)];
  const keepsSplit = sameSplit(prefill, prefillParallelism) && sameSplit(decode, decodeParallelism);
  return {
    ...design,
    workload,
    formats: formats.filter(({ match }) => match.layers === undefined),
    deployment: keepsSplit ? deployment : { ...deployment, prefillParallelism, decodeParallelism },
    origin: { ...design.origin, workload: origin },
  };
}
