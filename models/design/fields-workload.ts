import { ASSUMPTION_SETS, DESIGN_SWITCH_IDS, SWITCHES } from '../assumptions/sets';
import type { AssumptionSetId, FidelityLevel, SwitchId } from '../assumptions/types';
import { findFormat, NUMBER_FORMATS } from '../formats/registry';
import { LINK_TYPES, type LinkType } from '../hardware/technology/links';
import type { NetworkLevel } from '../hardware/types';
import { levelOf } from '../workload/rules';
import type { TensorRole, Workload, WorkloadKind } from '../workload/types';
import { choiceControl, countControl, defineField, numberControl } from './define-field';
import type { ChoiceControl, Field } from './field-types';
import type { Deployment, Design, Efficiency, FormatRule, System } from './types';

const FORMAT_CHOICE: ChoiceControl = {
  ...choiceControl(NUMBER_FORMATS.map(({ id, label }) => [id, label] as const)),
  beyond: (value) => {
    const format = findFormat(value);
    return format === undefined ? null : { value, label: format.label };
  },
};

export function formatFields(): readonly Field[] {
  return [
    formatField('weight', 'Weights', false),
    formatField('activation', 'Activations', false),
    formatField('kv', 'KV cache', false),
    formatField('communication', 'Communication', true),
    formatField('state', 'Recurrent state', true),
  ];
}

/** The rule that holds for a whole role; exceptions come after it. */
function isBaseRule(rule: FormatRule, role: TensorRole): boolean {
  return rule.match.role === role && rule.match.module === undefined && rule.match.layers === undefined;
}

function formatField(role: TensorRole, label: string, advanced: boolean): Field {
  return defineField<string>(
    {
      id: `format.${role}`,
      label,
      help: null,
      section: 'formats',
      part: 'formats',
      advanced,
      control: FORMAT_CHOICE,
      path: `formats[role=${role}].format`,
    },
    (design) => design.formats.find((rule) => isBaseRule(rule, role))?.format ?? 'bf16',
    (design, value) => {
      const known = design.formats.some((rule) => isBaseRule(rule, role));
      const formats = known
        ? design.formats.map((rule) => (isBaseRule(rule, role) ? { ...rule, format: value } : rule))
        : [{ match: { role }, format: value }, ...design.formats];
      return { ...design, formats };
    },
  );
}

export function workloadFields(kind: WorkloadKind): readonly Field[] {
  const isTable = kind === 'layers';
  return [
    defineField<Workload>(
      {
        id: 'workload',
        label: 'Model',
        help: null,
        section: 'workload',
        part: 'workload',
        control: { kind: 'workload' },
        path: 'workload',
      },
      (design) => design.workload,
      (design, workload) => ({ ...design, workload }),
    ),
    deploymentNumber('decodeBatch', 'Batch', 1, 65536),
    deploymentNumber('prefillBatch', isTable ? 'Batch' : 'Prefill batch', 1, 65536),
    deploymentNumber('promptTokens', 'Prompt tokens', 1, 16_777_216),
    deploymentNumber('outputTokens', 'Output tokens', 1, 1_048_576),
  ];
}

function withDeployment(design: Design, change: Partial<Deployment>): Design {
  return { ...design, deployment: { ...design.deployment, ...change } };
}

type CountKey = 'decodeBatch' | 'prefillBatch' | 'promptTokens' | 'outputTokens' | 'beams';

function deploymentNumber(key: CountKey, label: string, min: number, max: number, advanced = false): Field {
  return defineField<number>(
    {
      id: `deployment.${key}`,
      label,
      help: null,
      section: key === 'beams' ? 'deployment' : 'workload',
      part: 'tokens',
      advanced,
      control: countControl(min, max),
      path: `deployment.${key}`,
    },
    (design) => {
      const value = design.deployment[key];
      return typeof value === 'number' ? value : null;
    },
    (design, value) => withDeployment(design, { [key]: value }),
  );
}

export function deploymentFields(system: System): readonly Field[] {
  return [
    parallelField('tensor', 'Tensor parallel', 1024),
    parallelField('pipeline', 'Pipeline parallel', 1024),
    parallelField('expert', 'Expert parallel', 4096),
    defineField<number>(
      {
        id: 'system.chips',
        label: 'Chips',
        help: null,
        section: 'deployment',
        part: 'system',
        control: numberControl('count', 1, 1_000_000, 'powersOfTwo', { integer: true, optional: true }),
        path: 'system.nodes[0].count',
      },
      (design) => design.system.nodes[0]?.count ?? null,
      (design, value) => ({
        ...design,
        system: {
          ...design.system,
          nodes: design.system.nodes.map((node, index) => (index === 0 ? { ...node, count: value } : node)),
        },
      }),
    ),
    ...system.network.flatMap(networkFields),
    deploymentNumber('beams', 'Beams', 1, 64, true),
    defineField<boolean>(
      {
        id: 'deployment.offload',
        label: 'Offload to host',
        help: null,
        section: 'deployment',
        advanced: true,
        part: 'system',
        control: { kind: 'toggle' },
        path: 'deployment.offload',
      },
      (design) => design.deployment.offload,
      (design, offload) => withDeployment(design, { offload }),
    ),
    ...efficiencyFields(),
  ];
}

function parallelField(key: 'tensor' | 'pipeline' | 'expert', label: string, max: number): Field {
  return defineField<number>(
    {
      id: `deployment.${key}Parallel`,
      label,
      help: null,
      section: 'deployment',
      part: 'parallelism',
      control: countControl(1, max),
      path: `deployment.decodeParallelism.${key}`,
    },
    (design) => design.deployment.decodeParallelism[key],
    (design, value) =>
      withDeployment(design, {
        prefillParallelism: { ...design.deployment.prefillParallelism, [key]: value },
        decodeParallelism: { ...design.deployment.decodeParallelism, [key]: value },
      }),
  );
}

function networkFields(level: NetworkLevel, index: number): readonly Field[] {
  const field = (
    key: 'bytesPerSecond' | 'latencySeconds' | 'fanOut',
    name: string,
    label: string,
    control: Field['control'],
  ) =>
    defineField<number>(
      {
        id: `network.${level.id}.${name}`,
        label,
        help: null,
        section: 'deployment',
        group: level.label,
        advanced: key !== 'bytesPerSecond',
        part: 'network',
        control,
        path: `system.network[${index}].${key}`,
      },
      (design) => design.system.network.find(({ id }) => id === level.id)?.[key] ?? null,
      (design, value) => ({
        ...design,
        system: {
          ...design.system,
          network: design.system.network.map((other) => (other.id === level.id ? { ...other, [key]: value } : other)),
        },
      }),
    );
  return [
    field('bytesPerSecond', 'bandwidth', 'Link bandwidth',
      numberControl('bytesPerSecond', 1e3, 1e16, 'log', { optional: true })),
    field('latencySeconds', 'latency', 'Link latency',
      numberControl('seconds', 0, 1, 'linear', { optional: true })),
    field('fanOut', 'fanOut', 'Chips per group', countControl(1, 1_000_000)),
    linkTypeField(level, index),
  ]; // prettier-ignore
}

const NOT_STATED = 'none';

function linkTypeField(level: NetworkLevel, index: number): Field {
  return defineField<string>(
    {
      id: `network.${level.id}.linkType`,
      label: 'Link type',
      help: null,
      section: 'deployment',
      group: level.label,
      advanced: true,
      part: 'network',
      control: choiceControl([[NOT_STATED, 'Not stated'], ...LINK_TYPES.map((type) => [type, type] as const)]),
      path: `system.network[${index}].linkType`,
    },
    (design) => design.system.network.find(({ id }) => id === level.id)?.linkType ?? NOT_STATED,
    (design, value) => ({
      ...design,
      system: {
        ...design.system,
        network: design.system.network.map((other) => (other.id === level.id ? withLinkType(other, value) : other)),
      },
    }),
  );
}

/** A type that is not stated is absent. */
function withLinkType({ linkType: _, ...level }: NetworkLevel, value: string): NetworkLevel {
  return value === NOT_STATED ? level : { ...level, linkType: value as LinkType };
}

function efficiencyFields(): readonly Field[] {
  const share = (key: 'compute' | 'memory' | 'link', label: string) =>
    efficiencyField(key, label, numberControl('ratio', 0.001, 1, 'linear'));
  return [
    share('compute', 'Compute efficiency'),
    share('memory', 'Memory efficiency'),
    share('link', 'Link efficiency'),
    efficiencyField('operatorOverheadSeconds', 'Overhead per operator', numberControl('seconds', 0, 1, 'linear')),
  ];
}

function efficiencyField(key: keyof Efficiency, label: string, control: Field['control']): Field {
  return defineField<number>(
    {
      id: `efficiency.${key}`,
      label,
      help: null,
      section: 'deployment',
      group: 'Efficiency',
      advanced: true,
      part: 'efficiency',
      control,
      path: `efficiency.${key}`,
    },
    (design) => design.efficiency[key],
    (design, value) => ({ ...design, efficiency: { ...design.efficiency, [key]: value } }),
  );
}

export function assumptionFields(): readonly Field[] {
  const sets = Object.values(ASSUMPTION_SETS);
  return [
    defineField<string>(
      {
        id: 'assumptions.base',
        label: 'Assumption set',
        help: null,
        section: 'assumptions',
        part: 'rules',
        control: choiceControl(sets.map((set) => [set.id, set.label] as const)),
        path: 'assumptions.base',
      },
      (design) => design.assumptions.base,
      (design, value) => withAssumptions(design, { base: value as AssumptionSetId, overrides: {} }),
    ),
    defineField<string>(
      {
        id: 'assumptions.level',
        label: 'Level',
        help: null,
        section: 'assumptions',
        part: 'rules',
        control: choiceControl([['roofline', 'Roofline'], ['array', 'Array'], ['mapped', 'Mapped']]), // prettier-ignore
        path: 'assumptions.level',
      },
      (design) => levelOf(design.assumptions),
      (design, value) => withAssumptions(design, { level: value as FidelityLevel }),
    ),
    ...DESIGN_SWITCH_IDS.map(switchField),
  ];
}

function withAssumptions(design: Design, change: Partial<Design['assumptions']>): Design {
  return { ...design, assumptions: { ...design.assumptions, ...change } };
}

function switchField(id: SwitchId): Field {
  const number = typeof ASSUMPTION_SETS['ridgeline@1'].switches[id] === 'number';
  const quantity = id === 'collectiveOverlap' ? 'ratio' : 'seconds';
  return defineField<boolean | number>(
    {
      id: `assumptions.${id}`,
      label: SWITCHES[id].label,
      help: null,
      section: 'assumptions',
      group: 'Switches',
      advanced: true,
      part: 'rules',
      control: number ? numberControl(quantity, 0, 1, 'linear') : { kind: 'toggle' },
      path: `assumptions.overrides.${id}`,
    },
    ({ assumptions }) => assumptions.overrides[id] ?? ASSUMPTION_SETS[assumptions.base].switches[id],
    (design, value) => withAssumptions(design, { overrides: { ...design.assumptions.overrides, [id]: value } }),
  );
}
