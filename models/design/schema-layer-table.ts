/** Shape and ranges of a table of layers; `workload-checks.ts` has the rules that need several values at once. */
import * as v from 'valibot';
import type { LayerTable, TableLayer } from '../workload/layer-table/types';
import { MAX_LAYERS } from './limits';
import { list, oneOf, record, text, trueOrFalse, whole } from './schema-parts';
import { mustBeOneOf, refusal } from './value-rules';

/** Sizes along one axis. Products of them are held to what counts exactly once all are known. */
const size = whole({ min: 1, max: 1_000_000_000 });
const offset = whole({ min: 0, max: 1_000_000_000 });
const elements = whole({ min: 1, max: Number.MAX_SAFE_INTEGER });
const elementsOrNone = whole({ min: 0, max: Number.MAX_SAFE_INTEGER });

const BASE = {
  name: text,
  repeat: whole({ min: 1, max: MAX_LAYERS }),
  inputs: v.exactOptional(list(whole({ min: -1, max: MAX_LAYERS }), { min: 1, max: MAX_LAYERS })),
};

const WINDOW = {
  batch: size,
  inputHeight: size,
  inputWidth: size,
  inputChannels: size,
  kernelHeight: size,
  kernelWidth: size,
  strideHeight: size,
  strideWidth: size,
  padding: record({ top: offset, bottom: offset, left: offset, right: offset }),
  dilationHeight: size,
  dilationWidth: size,
};

const LAYERS = [
  record({
    kind: v.literal('convolution'),
    ...BASE,
    ...WINDOW,
    outputChannels: size,
    groups: size,
    bias: trueOrFalse,
  }),
  record({
    kind: v.literal('matmul'),
    ...BASE,
    m: size,
    n: size,
    k: size,
    batch: size,
    operand: oneOf(['weights', 'activations']),
    bias: trueOrFalse,
    attention: v.nullable(oneOf(['scores', 'context'])),
  }),
  record({
    kind: v.literal('pooling'),
    ...BASE,
    ...WINDOW,
    operation: oneOf(['max', 'average']),
    ceilMode: trueOrFalse,
  }),
  record({
    kind: v.literal('elementwise'),
    ...BASE,
    operation: text,
    inputElements: elementsOrNone,
    outputElements: elements,
    parameters: elementsOrNone,
  }),
  record({
    kind: v.literal('normalisation'),
    ...BASE,
    normalisation: oneOf(['batch', 'layer', 'rms', 'instance', 'group', 'local']),
    elements,
    parameters: elementsOrNone,
  }),
  record({ kind: v.literal('softmax'), ...BASE, rows: elements, columns: elements }),
  record({ kind: v.literal('lookup'), ...BASE, tableRows: elements, width: elements, lookups: elements }),
  record({
    kind: v.literal('movement'),
    ...BASE,
    operation: text,
    inputElements: elementsOrNone,
    outputElements: elements,
  }),
] as const;

const KINDS = LAYERS.map(({ entries }) => entries.kind.literal);

const LayerSchema: v.GenericSchema<TableLayer> = v.variant('kind', LAYERS, (issue) =>
  refusal(issue.expected === 'Object' ? 'must be an object' : mustBeOneOf(KINDS), issue.input),
);

export const LayerTableSchema: v.GenericSchema<LayerTable> = record({
  kind: v.literal('layers'),
  name: text,
  layers: list(LayerSchema, { min: 1, max: MAX_LAYERS }),
});
