import * as v from 'valibot';
import { RANGES } from '../workload/ranges';
import type { Layer, Mixer, Workload } from '../workload/types';
import { MAX_LAYERS } from './limits';
import { LayerTableSchema } from './schema-layer-table';
import { list, numberOf, oneOf, record, text, trueOrFalse, whole, wholeOrNull } from './schema-parts';
import { mustBeOneOf, refusal } from './value-rules';

export const MAX_GROUPS = 512;

const head = whole(RANGES.heads);
const headDim = whole(RANGES.headDim);
const small = whole(RANGES.small);

const SOFTMAX_ENTRIES = {
  heads: head,
  kvHeads: head,
  headDim,
  valueHeadDim: headDim,
  sharedKeyValue: trueOrFalse,
  outputGate: trueOrFalse,
  rotaryFraction: numberOf('ratio', RANGES.share),
  bias: trueOrFalse,
};

const MIXERS = [
  record({ kind: v.literal('full'), ...SOFTMAX_ENTRIES }),
  record({ kind: v.literal('sliding'), ...SOFTMAX_ENTRIES, window: whole(RANGES.context) }),
  record({ kind: v.literal('chunked'), ...SOFTMAX_ENTRIES, chunk: whole(RANGES.context) }),
  record({
    kind: v.literal('latent'),
    heads: head,
    queryRank: wholeOrNull(RANGES.rank),
    kvRank: whole(RANGES.rank),
    nopeHeadDim: whole({ min: 0, max: RANGES.headDim.max }),
    ropeHeadDim: whole({ min: 0, max: RANGES.headDim.max }),
    valueHeadDim: headDim,
  }),
  record({
    kind: v.literal('stateSpace'),
    variant: oneOf(['mamba1', 'mamba2']),
    innerSize: whole(RANGES.width),
    heads: whole(RANGES.width),
    headDim,
    stateSize: headDim,
    groups: head,
    convolutionWidth: small,
    timeStepRank: whole({ min: 0, max: RANGES.rank.max }),
  }),
  record({
    kind: v.literal('linear'),
    variant: oneOf(['gatedDeltaNet', 'lightning']),
    keyHeads: head,
    valueHeads: head,
    keyHeadDim: headDim,
    valueHeadDim: headDim,
    convolutionWidth: whole({ min: 0, max: RANGES.small.max }),
  }),
  record({ kind: v.literal('convolution'), channels: whole(RANGES.width), width: small }),
  record({ kind: v.literal('none') }),
] as const;

const MIXER_KINDS = MIXERS.map(({ entries }) => entries.kind.literal);

const MixerSchema: v.GenericSchema<Mixer> = v.variant('kind', MIXERS, (issue) =>
  refusal(issue.expected === 'Object' ? 'must be an object' : mustBeOneOf(MIXER_KINDS), issue.input),
);

const FFN_ENTRIES = { gated: trueOrFalse, activation: oneOf(['silu', 'gelu', 'relu', 'relu2']), bias: trueOrFalse };

const LayerSchema: v.GenericSchema<Layer> = record({
  mixer: MixerSchema,
  ffn: record({
    dense: v.nullable(record({ width: whole(RANGES.width), ...FFN_ENTRIES })),
    moe: v.nullable(
      record({
        experts: whole(RANGES.experts),
        expertsPerToken: whole(RANGES.experts),
        expertWidth: whole(RANGES.width),
        sharedWidth: whole(RANGES.optionalWidth),
        ...FFN_ENTRIES,
      }),
    ),
  }),
  norms: whole({ min: 0, max: 16 }),
  normKind: oneOf(['rms', 'layer']),
});

const DecoderSchema: v.GenericSchema<Workload> = record({
  kind: v.literal('decoder', (issue) => refusal(mustBeOneOf(['decoder', 'layers']), issue.input)),
  name: text,
  hiddenSize: whole(RANGES.hiddenSize),
  vocabularySize: whole(RANGES.vocabulary),
  tiedEmbeddings: trueOrFalse,
  groups: list(
    record({ repeat: whole({ min: 1, max: MAX_LAYERS }), layers: list(LayerSchema, { min: 1, max: MAX_LAYERS }) }),
    { min: 1, max: MAX_GROUPS },
  ),
  maxContext: wholeOrNull(RANGES.context),
  learnedPositions: v.optional(whole(RANGES.context)),
});

/** Shape and ranges of a model; `workload-checks.ts` has the rules that need several values at once. */
export const WorkloadSchema: v.GenericSchema<Workload> = v.lazy((input) =>
  (input as { readonly kind?: unknown } | null)?.kind === 'layers' ? LayerTableSchema : DecoderSchema,
);
