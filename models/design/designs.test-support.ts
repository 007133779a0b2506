/** Designs, spaces and values for property tests, made from the controls of the fields. */
import fc from 'fast-check';
import type { Control, Field, NumberControl } from './field-types';
import { fieldsOf } from './fields';
import { designFromPresets } from './presets/design-from-presets';
import type { DecoderWorkload } from '../workload/types';
import type { AxisValue, Design, Space } from './types';

/** Machines and models that between them have every kind of field, tier, mixer and feed-forward part. */
const MACHINES = ['tpu-v4', 'h100-sxm', 'tpu-v5e', 'mi300x'];
const MODELS = [
  'llama-3.1-8b',
  'gemma-2-9b',
  'llama-4-scout',
  'mixtral-8x7b-v0.1',
  'deepseek-v3',
  'nemotron-h-56b',
  'qwen3.5-27b',
  'opt-125m',
  'resnet-50',
  'bert-base',
];

export function presetDesign(machine: string, model: string): Design {
  const design = designFromPresets(machine, model);
  if (design === null) throw new Error(`no preset ${machine} or ${model}`);
  return design;
}

/** The model of a design that is known to have a decoder. */
export function decoderOf({ workload }: Design): DecoderWorkload {
  if (workload.kind !== 'decoder') throw new Error(`${workload.name} is no decoder`);
  return workload;
}

export const presetDesigns: fc.Arbitrary<Design> = fc
  .tuple(fc.constantFrom(...MACHINES), fc.constantFrom(...MODELS))
  .map(([machine, model]) => presetDesign(machine, model));

function numbers({ min, max, integer }: NumberControl): fc.Arbitrary<number> {
  if (integer) return fc.integer({ min, max });
  // Zero and minus zero are the same text, so the second never comes back from a file.
  return fc.double({ min, max, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));
}

/** Any value that a control takes, null not among them. */
export function valuesOf(control: Control): fc.Arbitrary<AxisValue> {
  switch (control.kind) {
    case 'number':
      return numbers(control);
    case 'choice':
      return fc.constantFrom(...control.options.map(({ value }) => value));
    case 'toggle':
      return fc.boolean();
    case 'workload':
      return fc.constantFrom(...MODELS).map((model) => presetDesign('tpu-v4', model).workload);
  }
}

function settings(field: Field): fc.Arbitrary<(design: Design) => Design> {
  const { control, set } = field;
  const values: fc.Arbitrary<AxisValue | null> =
    control.kind === 'number' && control.optional ? fc.option(valuesOf(control)) : valuesOf(control);
  return values.map((value) => (design) => set(design, value));
}

const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('<script>alert(1)</script>', '設計 №1 🏔', '', '"&\'', '\ud800', '__proto__'),
);

/** Valid designs: a preset with any of its fields set to anything that they take, and any name. */
export const arbitraryDesign: fc.Arbitrary<Design> = presetDesigns
  .chain((design) => {
    const changes = fc.subarray([...fieldsOf(design)]).chain((fields) => fc.tuple(...fields.map(settings)));
    return changes.map((steps) => steps.reduce((result, step) => step(result), design));
  })
  .chain((design) => names.map((name) => ({ ...design, name })));

export const METRIC_IDS_OF_TESTS = ['ttft', 'tpot', 'area', 'energyPerOutputToken'];

const bounds = fc.record({ metric: fc.constantFrom(...METRIC_IDS_OF_TESTS), max: fc.integer({ min: 0, max: 1000 }) });

/** Valid spaces of up to four axes. */
export const arbitrarySpace: fc.Arbitrary<Space> = arbitraryDesign.chain((base) => {
  const axes = fc
    .subarray([...fieldsOf(base)], { maxLength: 4 })
    .chain((fields) =>
      fc.tuple(
        ...fields.map(({ id, control }) =>
          fc.array(valuesOf(control), { minLength: 1, maxLength: 5 }).map((values) => ({ field: id, values })),
        ),
      ),
    );
  return fc.record({
    base: fc.constant(base),
    axes,
    constraints: fc.array(bounds, { maxLength: 3 }),
    objectives: fc.subarray(METRIC_IDS_OF_TESTS),
  });
});
