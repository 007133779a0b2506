import type { SoftmaxAttention } from '../../workload/types';
import type { LayerDrawing } from './decoder-drawing';

/** Keys that a token sees, itself among them. */
function visibleKeys(mixer: SoftmaxAttention, { shape }: LayerDrawing): number {
  const keys = shape.phase === 'prefill' ? shape.promptTokens : shape.keys;
  if (mixer.kind === 'sliding') return Math.min(keys, mixer.window);
  return mixer.kind === 'chunked' ? Math.min(keys, mixer.chunk) : keys;
}

/**
 * Draws softmax attention from its projections to the one of its result. Heads that share keys and values read the same
 * tensors. In prefill scores are rows by visible keys, masked ones included.
 */
export function drawAttention(drawing: LayerDrawing, mixer: SoftmaxAttention, input: string): string {
  const { rows, hiddenSize, options } = drawing;
  const { heads, kvHeads, headDim, valueHeadDim } = mixer;
  const keys = visibleKeys(mixer, drawing);
  const apart = options.attention === 'heads';
  const groups = apart ? kvHeads : 1;
  const parts = apart ? heads : 1;
  const contexts: string[] = [];
  for (let group = 0; group < groups && !drawing.builder.isFull; group++) {
    const suffix = apart ? `.${group}` : '';
    const cached = (drawing.shape.batch * (keys - 1) * kvHeads) / groups;
    const store = (part: string, dim: number) => {
      const elements = (kvHeads / groups) * dim;
      const name = `attention.${part}${suffix}`;
      const fresh = drawing.operator(name, [input], rows * elements, 'attention', hiddenSize * elements, {
        isCached: true,
      });
      return [fresh, ...(drawing.shape.phase === 'decode' ? drawing.cache(`${part}${suffix}`, cached * dim) : [])];
    };
    const keyTensors = store('key', headDim);
    const valueTensors = mixer.sharedKeyValue ? keyTensors : store('value', valueHeadDim);
    for (let part = (group * parts) / groups; part < ((group + 1) * parts) / groups; part++) {
      if (drawing.builder.isFull) break;
      contexts.push(drawHeads(drawing, mixer, input, { part, parts, keys, keyTensors, valueTensors }));
    }
  }
  const outputs = heads * valueHeadDim;
  const weights = hiddenSize * outputs;
  if (!mixer.outputGate) return drawing.operator('attention.output', contexts, rows * hiddenSize, 'attention', weights);
  const gate = drawing.operator('attention.gate', [input], rows * outputs, 'attention', weights);
  const gated = drawing.operator('attention.gated', [...contexts, gate], rows * outputs, 'attention');
  return drawing.operator('attention.output', [gated], rows * hiddenSize, 'attention', weights);
}

interface Part {
  readonly part: number;
  readonly parts: number;
  readonly keys: number;
  readonly keyTensors: readonly string[];
  readonly valueTensors: readonly string[];
}

/** Queries, scores and context of all heads or of one. */
function drawHeads(
  drawing: LayerDrawing,
  { heads, headDim, valueHeadDim }: SoftmaxAttention,
  input: string,
  { part, parts, keys, keyTensors, valueTensors }: Part,
): string {
  const { rows, hiddenSize, options } = drawing;
  const own = heads / parts;
  const suffix = parts > 1 ? `.${part}` : '';
  const queries = own * headDim;
  const query = drawing.operator(
    `attention.query${suffix}`,
    [input],
    rows * queries,
    'attention',
    hiddenSize * queries,
  );
  const context = rows * own * valueHeadDim;
  if (options.attention === 'fused') {
    return drawing.operator('attention', [query, ...keyTensors, ...valueTensors], context, 'attention');
  }
  const scores = drawing.operator(`attention.scores${suffix}`, [query, ...keyTensors], rows * own * keys, 'attention');
  return drawing.operator(`attention.context${suffix}`, [scores, ...valueTensors], context, 'attention');
}
