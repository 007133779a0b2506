/** Where every number of a hardware preset comes from. Apart from the presets, so that a page loads it on demand. */
import { ARRAY_PROVENANCE, ARRAY_SOURCES, type ArrayProvenance } from './arrays-provenance';
import type { BuiltPreset } from './build';
import type { FieldConfidence, FieldProvenance, PresetRemarks } from './provenance-types';
import { RATES_PROVENANCE, type RatesProvenance } from './rates-provenance';

export type { Basis, FieldConfidence, FieldProvenance, PresetRemarks } from './provenance-types';

export interface PresetField {
  /** `accelerator.tiers.dram.bytesPerSecond`, `network.scale-up.fanOut`: tiers and levels by their id. */
  readonly path: string;
  readonly value: number | string;
}

type Fields = readonly PresetField[];

/** Names and enumerations of our own are not facts about a machine. */
const NOT_FACTS: readonly string[] = ['name', 'id', 'label', 'kind', 'scope'];

function fieldsOf(value: unknown, path: string): Fields {
  if (typeof value === 'number' || typeof value === 'string') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return (value as readonly { readonly id: string }[]).flatMap((item) => fieldsOf(item, `${path}.${item.id}`));
  }
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return entries
    .filter(([key]) => !NOT_FACTS.includes(key))
    .flatMap(([key, inner]) => fieldsOf(inner, `${path}.${key}`));
}

/** Every fact that a preset states, in the order of its types; what is null is not stated. */
export function presetFields({ accelerator, network }: BuiltPreset): Fields {
  return [...fieldsOf(accelerator, 'accelerator'), ...fieldsOf(network, 'network')];
}

function covers(prefix: string, path: string): boolean {
  return path === prefix || path.startsWith(`${prefix}.`);
}

function ofArray({ rules }: ArrayProvenance, path: string): FieldProvenance | null {
  const rule = rules.find(([paths]) => paths.split(' ').some((prefix) => covers(prefix, path)));
  if (!rule) return null;
  const [, basis, sources, confidence, note] = rule;
  return { basis, sources: sources.map((key) => ARRAY_SOURCES[key]), confidence, note: note ?? null };
}

/** The list that was read says how far to trust it; a contradiction between lists takes one step off. */
function confidenceOf({ read, conflicts }: RatesProvenance): FieldConfidence {
  if (read === 'primary') return conflicts.length > 0 ? 'medium' : 'high';
  return conflicts.length > 0 ? 'low' : 'medium';
}

const DERIVED_NOTES: readonly (readonly [prefix: string, note: string])[] = [
  ['accelerator.matrix.macsPerSecond', 'published dense peak, two operations to a multiply-accumulate'],
  ['accelerator.vector.laneOpsPerSecond', 'published FP32 peak, a fused multiply-add counted as one lane operation'],
  ['network.scale-up.linkType', 'by the name of the link'],
  ['network.scale-up.bytesPerSecond', 'published for both directions together, halved'],
];

/** What the row's list says of how far a link reaches is a domain's size at most; otherwise it is our default. */
function ofNetworkShape(row: RatesProvenance, path: string, id: string): FieldProvenance {
  if (id === 'gb200' && path.endsWith('.fanOut')) {
    return { basis: 'sourced', sources: row.sources, confidence: 'medium', note: 'a domain of 72 GPUs' };
  }
  const isBridge = id.endsWith('-pcie') || id.includes('-pcie-');
  const note = isBridge
    ? 'an NVLink bridge joins two boards'
    : 'not sourced: how many chips to join, and how, is yours to choose';
  return { basis: 'assumption', sources: [ARRAY_SOURCES.none], confidence: 'low', note };
}

/** Measured apart from what the lists say. */
const IDLE_POWER: Readonly<Record<string, FieldProvenance>> = {
  a100: {
    basis: 'sourced',
    sources: [
      "Antepara et al., Benchmark-driven Models for Energy Analysis and Attribution of GPU-Accelerated Supercomputing, SC'25, doi:10.1145/3712285.3759815, as quoted",
    ],
    confidence: 'medium',
    note: 'constant of a regression of board power: what does not depend on traffic or work',
  },
  h100: {
    basis: 'sourced',
    sources: ['H100 power characterisation, arXiv:2605.23918, Table 2, as quoted'],
    confidence: 'medium',
    note: 'of the whole board, idle',
  },
};

function ofRates(row: RatesProvenance, path: string, id: string): FieldProvenance {
  const idle = path === 'accelerator.technology.idleWatts' ? IDLE_POWER[id.slice(0, 4)] : undefined;
  if (idle !== undefined) return idle;
  if (covers('network', path) && !/\.(bytesPerSecond|linkType)$/.test(path)) return ofNetworkShape(row, path, id);
  const derived = DERIVED_NOTES.find(([prefix]) => covers(prefix, path));
  const capacity = path === 'accelerator.tiers.dram.capacityBytes' ? 'as published, GB read as 1e9 bytes' : null;
  return {
    basis: derived ? 'derived' : 'sourced',
    sources: row.sources,
    confidence: confidenceOf(row),
    note: derived?.[1] ?? capacity,
  };
}

/** Where one field of a preset comes from; null when the preset does not state it. */
export function fieldProvenance(presetId: string, path: string): FieldProvenance | null {
  const array = ARRAY_PROVENANCE[presetId];
  if (array) return ofArray(array, path);
  const row = RATES_PROVENANCE[presetId];
  return row ? ofRates(row, path, presetId) : null;
}

/** What to know about a preset as a whole; null for an unknown id. */
export function presetRemarks(presetId: string): PresetRemarks | null {
  return ARRAY_PROVENANCE[presetId] ?? RATES_PROVENANCE[presetId] ?? null;
}
