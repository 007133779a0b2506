/** Decoders as graphs of operators and tensors: a pass over a prompt, or one step of decode. */
import { expandLayers } from '../../workload/expand-layers';
import type { DecoderWorkload, Layer } from '../../workload/types';
import { type DecoderShape, LayerDrawing } from './decoder-drawing';
import { drawLayer } from './decoder-layer';
import { GraphBuilder } from './graph-builder';
import type { DrawingOptions, DrawnOutcome } from './graph-json';

/**
 * The graph of the first layers of a decoder, or of all with the final norm and the head. Its input are the embedded
 * tokens; keys and values of the tokens are outputs, which go to the cache. In decode the cache of earlier tokens is
 * read as an input.
 *
 * Not modelled: embedding, rotary embedding (it runs with its projection), masks (scores are held whole), operators that
 * write over their inputs, splits over chips.
 */
export function decoderGraph(workload: DecoderWorkload, shape: DecoderShape, options: DrawingOptions): DrawnOutcome {
  const builder = new GraphBuilder(workload.name);
  const all = expandLayers(workload.groups);
  const drawn = all.slice(0, options.blocks ?? all.length);
  const rows = shape.phase === 'prefill' ? shape.batch * shape.promptTokens : shape.batch;
  const first = new LayerDrawing(builder, workload.hiddenSize, shape, options, 0);
  let hidden = builder.given('input', first.bytes(rows * workload.hiddenSize, 'attention', 'activation'), 'input');
  drawn.forEach((layer, index) => {
    if (builder.isFull) return;
    hidden = drawLayer(new LayerDrawing(builder, workload.hiddenSize, shape, options, index), layer, hidden);
  });
  if (drawn.length === all.length) drawHead(builder, workload, shape, options, hidden, all.length - 1);
  for (const note of notesOn(drawn, all.length, shape, options)) builder.note(note);
  return builder.finish();
}

/** Logits are computed for the last token of each sequence. */
function drawHead(
  builder: GraphBuilder,
  { hiddenSize, vocabularySize }: DecoderWorkload,
  shape: DecoderShape,
  options: DrawingOptions,
  hidden: string,
  index: number,
): void {
  const drawing = new LayerDrawing(builder, hiddenSize, shape, options, index);
  const normed = drawing.operator('norm', [hidden], shape.batch * hiddenSize, 'head', hiddenSize);
  drawing.operator('head', [normed], shape.batch * vocabularySize, 'head', hiddenSize * vocabularySize);
}

function notesOn(
  drawn: readonly Layer[],
  all: number,
  { phase, keys }: DecoderShape,
  { attention, weights }: DrawingOptions,
): readonly string[] {
  const isCut = drawn.length < all;
  const others = new Set(drawn.map(({ mixer }) => mixer.kind));
  const hasState = others.has('stateSpace') || others.has('linear') || others.has('convolution');
  return [
    isCut
      ? `The first ${drawn.length === 1 ? 'layer' : `${drawn.length} layers`} of ${all} ${drawn.length === 1 ? 'is' : 'are'} drawn, without embedding and head.`
      : 'The embedding is not drawn: the embedded tokens are the input.',
    phase === 'decode'
      ? `One step of decode that sees ${keys} tokens, its own among them; the cache is read as an input.`
      : 'Keys and values are outputs: they go to the cache.',
    'Softmax, activation functions and rotary embedding run with the operator before them.',
    ...(attention === 'fused' ? ['Scores of attention stay inside their operator.'] : []),
    ...(hasState ? ['Mixers with a constant state are one operator each; their state is not drawn.'] : []),
    ...(drawn.some(({ ffn }) => ffn.moe !== null)
      ? ['The experts of a layer are drawn together, as one operator for each of their matrices.']
      : []),
    ...(weights ? [] : ['Weights are taken to lie elsewhere: only activations pass through the scratchpad.']),
  ];
}
