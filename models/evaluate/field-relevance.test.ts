/** Fields that forms leave out for a kind of workload change nothing of its designs. */
import { describe, expect, it } from 'vitest';
import { concerns, isShown } from '../design/field-relevance';
import type { Field } from '../design/field-types';
import { fieldOf, fieldsOf } from '../design/fields';
import type { AxisValue, Design } from '../design/types';
import type { WorkloadKind } from '../workload/types';
import { metricsOf } from './metrics/metrics';
import { sampleDesign } from './sample-designs.test-support';
import { evaluateSingle } from './single';

const SAMPLES: readonly (readonly [WorkloadKind, Design])[] = [
  ['layers', sampleDesign('tpu-v4', 'resnet-50')],
  ['decoder', sampleDesign('tpu-v4', 'llama-3.1-8b')],
];

/** A value that the field does not have; null where it has no other. */
function otherValue({ control, get }: Field, design: Design): AxisValue | null {
  const value = get(design);
  if (control.kind === 'toggle') return value !== true;
  if (control.kind === 'choice') return control.options.find((option) => option.value !== value)?.value ?? null;
  if (control.kind !== 'number') return null;
  const wanted = typeof value === 'number' && value * 2 <= control.max ? value * 2 : control.min;
  return wanted === value ? null : wanted;
}

describe.each(SAMPLES)('a design of kind %s', (kind, sample) => {
  const ids = metricsOf([kind]).map(({ id }) => id);

  it.each(['roofline', 'array'])('at level %s depends on no field that forms leave out', (level) => {
    const design = fieldOf(sample, 'assumptions.level').set(sample, level);
    const { metrics } = evaluateSingle(design);
    // Parallelism splits a model: a table of layers can not be, and says so, so that its field comes back.
    const left = fieldsOf(design).filter((field) => !isShown(field, design) && !/Parallel$/.test(field.id));
    for (const field of left) {
      const value = otherValue(field, design);
      if (value === null) continue;
      const changed = evaluateSingle(field.set(design, value)).metrics;
      for (const id of ids) expect([field.id, id, changed[id]]).toEqual([field.id, id, metrics[id]]);
    }
    expect(left.map(({ id }) => id)).toContain(kind === 'layers' ? 'format.kv' : 'assumptions.fusedElementwise');
  });

  it('depends on fields that forms show', () => {
    const { metrics } = evaluateSingle(sample);
    for (const id of ['matrix.clock', 'tier.dram.bandwidth', 'format.weight']) {
      const field = fieldOf(sample, id);
      const changed = evaluateSingle(field.set(sample, otherValue(field, sample))).metrics;
      expect([id, concerns(field, kind), ids.some((metric) => changed[metric] !== metrics[metric])]).toEqual([id, true, true]); // prettier-ignore
    }
  });
});

it('a field that keeps a table of layers from being built is shown, so that it can be reset', () => {
  const design = sampleDesign('tpu-v4', 'resnet-50');
  const tensor = fieldOf(design, 'deployment.tensorParallel');
  expect(isShown(tensor, design)).toBe(false);
  const split = tensor.set(design, 2);
  expect([isShown(tensor, split), evaluateSingle(split).ok]).toEqual([true, false]);
});
