import { fieldsOf } from '../../design/fields';
import type { Field } from '../../design/field-types';
import type { AxisValue, Design } from '../../design/types';
import { NUMBER_FORMATS } from '../../formats/registry';
import { formatQuantity } from '../../units';
import type { WorkloadKind } from '../../workload/types';
import type { MetricId } from '../metrics/metrics';
import type { ProductMapper } from '../mapped/product-mapper';
import { evaluateSingle } from '../single';

/** A single change of a design and what it does to one metric. */
export interface Suggestion {
  readonly field: string;
  readonly label: string;
  readonly value: AxisValue;
  /** New over old value of the metric: below 1 is an improvement of a time or an energy. */
  readonly ratio: number;
}

/** Fields that grow by a tenth: rates that money buys in small steps. */
const RATES = /^(matrix\.clock|matrix\.peak\..*|vector\..*|tier\..*\.bandwidth|network\..*\.bandwidth)$/;
/** Fields that double: sizes that come in powers of two. */
const SIZES = /^(matrix\.(rows|columns|cores)|tier\..*\.capacity|deployment\.(tensor|pipeline)Parallel)$/;

/** Formats that matter most to each kind of workload. */
const NARROWED: Readonly<Record<WorkloadKind, readonly string[]>> = {
  decoder: ['format.weight', 'format.kv'],
  layers: ['format.weight', 'format.activation'],
};

/**
 * Tries one change at a time and sorts by what it does to a metric (smaller is better), best first.
 *
 * Rates grow by 10 %, sizes and parallelism double, formats step to the next narrower one. Changes that leave the
 * design infeasible, or the metric within 0.05 %, are left out. Not a gradient: each change is evaluated in full.
 */
export function suggestChanges(
  design: Design,
  metric: MetricId,
  mapper: ProductMapper | null = null,
): readonly Suggestion[] {
  const now = evaluateSingle(design, { mapper }).metrics[metric];
  if (!(now > 0)) return [];
  return fieldsOf(design)
    .flatMap((field): Suggestion[] => {
      const change = changeOf(field, design);
      if (change === null) return [];
      const { ok, metrics } = evaluateSingle(field.set(design, change.value), { mapper });
      const ratio = metrics[metric] / now;
      if (!ok || Number.isNaN(ratio) || Math.abs(ratio - 1) < 5e-4) return [];
      return [{ field: field.id, label: change.label, value: change.value, ratio }];
    })
    .sort((a, b) => a.ratio - b.ratio);
}

function changeOf(field: Field, design: Design): { readonly label: string; readonly value: AxisValue } | null {
  const value = field.get(design);
  const name =
    field.group === null || field.section !== 'memory' ? field.label : `${field.group} ${lowerFirst(field.label)}`;
  if (typeof value === 'number' && field.control.kind === 'number') {
    const factor = RATES.test(field.id) ? 1.1 : SIZES.test(field.id) ? 2 : 1;
    const changed = value * factor;
    if (factor === 1 || changed > field.control.max) return null;
    const shown = formatQuantity(changed, field.control.quantity);
    return { label: factor === 2 ? `${name} × 2 (${shown.text})` : `${name} + 10 %`, value: changed };
  }
  if (typeof value === 'string' && NARROWED[design.workload.kind].includes(field.id)) {
    const narrower = nextNarrowerFormat(value);
    return narrower === null ? null : { label: `${name} in ${narrower.label}`, value: narrower.id };
  }
  return null;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The widest format that is at least a quarter narrower and not looked up: one real step, not a different block scale. */
export function nextNarrowerFormat(id: string): (typeof NUMBER_FORMATS)[number] | null {
  const bits = NUMBER_FORMATS.find((format) => format.id === id)?.bitsPerElement ?? 0;
  const narrower = NUMBER_FORMATS.filter((format) => {
    return format.encoding !== 'codebook' && format.bitsPerElement <= 0.75 * bits;
  });
  const widest = Math.max(...narrower.map((format) => format.bitsPerElement));
  return narrower.find((format) => format.bitsPerElement === widest) ?? null;
}
