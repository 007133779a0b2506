/** What a design says beyond its fields, by path: kinds of memories, rules of formats, networks, parts without a form. */
import type { Quantity } from '../../units';
import { canonicalJson } from '../canonical';
import type { Field, FieldSection } from '../field-types';
import type { Design, FormatRule } from '../types';

export type Leaf = number | string | boolean | null;

/** Values of a design at paths that none of its fields covers. Items of a list go by their id where they have one. */
export function leavesOf(design: Design, fields: readonly Field[]): ReadonlyMap<string, Leaf> {
  const {
    name: _name,
    origin: _origin,
    workload: _workload,
    formats,
    ...rest
  } = JSON.parse(canonicalJson(design)) as Design;
  const leaves = new Map<string, Leaf>();
  collect('', rest, leaves);
  for (const { id, label, kind, scope } of rest.accelerator.tiers) {
    describe(`accelerator.tiers.${id}`, { label, kind, scope }, leaves);
  }
  for (const { id, label, topology } of rest.system.network)
    describe(`system.network.${id}`, { label, topology }, leaves);
  const rules = otherRules(formats, fields);
  if (rules.length > 0) leaves.set('formats', rules.map(ruleText).join('; '));
  for (const { path } of fields) leaves.delete(byId(path, design));
  for (const key of ['tensor', 'pipeline', 'expert'] as const) {
    const { prefillParallelism, decodeParallelism } = design.deployment;
    // The form sets both at once.
    if (prefillParallelism[key] === decodeParallelism[key]) leaves.delete(`deployment.prefillParallelism.${key}`);
  }
  return leaves;
}

/** What a memory or a network level is, as one value in place of several. */
function describe(path: string, words: Readonly<Record<string, string>>, leaves: Map<string, Leaf>): void {
  for (const key of Object.keys(words)) leaves.delete(`${path}.${key}`);
  leaves.set(path, Object.values(words).join(', '));
}

function collect(path: string, value: unknown, leaves: Map<string, Leaf>): void {
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (Array.isArray(value)) {
    const ids = value.map((item: unknown, index) => idOf(item) ?? String(index));
    if (value.some((item) => idOf(item) !== null)) leaves.set(path, ids.join(', '));
    if (value.every((item) => typeof item !== 'object')) leaves.set(path, value.join(', '));
    else value.forEach((item: unknown, index) => collect(at(ids[index]!), item, leaves));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) if (key !== 'id') collect(at(key), part, leaves);
  } else leaves.set(path, value as Leaf);
}

function idOf(item: unknown): string | null {
  const id = typeof item === 'object' && item !== null ? (item as { readonly id?: unknown }).id : undefined;
  return typeof id === 'string' ? id : null;
}

/** `accelerator.tiers[1].kind` as it stands here: `accelerator.tiers.dram.kind`. */
function byId(path: string, { accelerator, system }: Design): string {
  return path
    .replace(/tiers\[(\d+)\]/, (_, at) => `tiers.${accelerator.tiers[Number(at)]?.id ?? ''}`)
    .replace(/network\[(\d+)\]/, (_, at) => `network.${system.network[Number(at)]?.id ?? ''}`)
    .replace(/\[(\d+)\]/g, '.$1');
}

/** Rules but those that a field stands for: the first one for a whole role. */
function otherRules(rules: readonly FormatRule[], fields: readonly Field[]): readonly FormatRule[] {
  const seen = new Set<string>();
  return rules.filter(({ match }) => {
    const isWhole = match.role !== undefined && match.module === undefined && match.layers === undefined;
    const id = `format.${match.role ?? ''}`;
    if (!isWhole || seen.has(id) || !fields.some((field) => field.id === id)) return true;
    seen.add(id);
    return false;
  });
}

/** `expert weight layers 0 to 11: mxfp4`. */
function ruleText({ match: { module, role, layers }, format }: FormatRule): string {
  const range = layers === undefined ? '' : `layers ${layers.from} to ${layers.to - 1}`;
  const where = [module ?? '', role ?? '', range].filter((word) => word !== '').join(' ');
  return `${where === '' ? 'everything' : where}: ${format}`;
}

const SECTIONS: readonly (readonly [RegExp, FieldSection])[] = [
  [/^accelerator\.tiers/, 'memory'],
  [/^accelerator/, 'accelerator'],
  [/^formats/, 'formats'],
  [/^deployment\.(promptTokens|outputTokens)/, 'workload'],
  [/^assumptions/, 'assumptions'],
  [/^economics/, 'economics'],
];

export function leafSection(path: string): FieldSection {
  return SECTIONS.find(([pattern]) => pattern.test(path))?.[1] ?? 'deployment';
}

const LABELS: readonly (readonly [RegExp, string])[] = [
  [/^accelerator\.name$/, 'Machine'],
  [/^accelerator\.matrix\.kind$/, 'Matrix unit given as'],
  [/^accelerator\.tiers$/, 'Memories, from inner to outer'],
  [/^accelerator\.tiers\.[^.]+$/, 'What it is'],
  [/^system\.network\.[^.]+$/, 'What it is'],
  [/^accelerator\.tiers\..+\.dramType$/, 'Kind of DRAM'],
  [/^accelerator\.tiers\..+\.holds$/, 'Operands that it holds'],
  [/^accelerator\.published\.thermalDesignPowerWatts$/, 'Published power'],
  [/^accelerator\.published\.dieAreaSquareMetres$/, 'Published die area'],
  [/^formats$/, 'Rules beside these'],
  [/^system\.network$/, 'Network levels, from inner to outer'],
  [/^deployment\.prefillParallelism\.tensor$/, 'Tensor parallel in prefill'],
  [/^deployment\.prefillParallelism\.pipeline$/, 'Pipeline parallel in prefill'],
  [/^deployment\.prefillParallelism\.expert$/, 'Expert parallel in prefill'],
  [/^deployment\.keyValueCompression\.baseFormat$/, 'Compressed cache: format'],
  [/^deployment\.keyValueCompression\.sparsePercent$/, 'Compressed cache: outliers in percent'],
  [/^deployment\.keyValueCompression\.rank$/, 'Compressed cache: rank'],
];

/** What a path is called, and the memory or network level that it belongs to. */
export function leafLabel(path: string): { readonly group: string | null; readonly label: string } {
  const group = /^(?:accelerator\.tiers|system\.network)\.([^.]+)/.exec(path)?.[1] ?? null;
  const known = LABELS.find(([pattern]) => pattern.test(path))?.[1];
  if (known !== undefined) return { group, label: known };
  const last = path.split('.').at(-1)!;
  return { group, label: group === null ? path : last.charAt(0).toUpperCase() + last.slice(1) };
}

const QUANTITIES: readonly (readonly [RegExp, Quantity])[] = [
  [/Watts$/, 'watts'],
  [/SquareMetres$/, 'squareMetres'],
  [/Bytes$/, 'bytes'],
  [/^deployment\.\w+Tokens\..+\.tokens$/, 'count'],
];

/** Null where the value is a text or a pure number. */
export function leafQuantity(path: string): Quantity | null {
  return QUANTITIES.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
