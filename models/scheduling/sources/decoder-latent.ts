import type { LatentAttention } from '../../workload/types';
import type { LayerDrawing } from './decoder-drawing';

/**
 * Draws multi-head latent attention (DeepSeek-V2, arXiv 2405.04434): in prefill keys and values are expanded from the
 * latent vectors, in decode queries go down to them and results come up again, so that only latent vectors are read.
 * All heads together: they share the latent tensors.
 */
export function drawLatentAttention(drawing: LayerDrawing, mixer: LatentAttention, input: string): string {
  const { rows, hiddenSize, shape, options } = drawing;
  const { heads, queryRank, kvRank, nopeHeadDim, ropeHeadDim, valueHeadDim } = mixer;
  const queryDim = heads * (nopeHeadDim + ropeHeadDim);
  const step = (part: string, inputs: readonly string[], elements: number, weights = 0) =>
    drawing.operator(`attention.${part}`, inputs, elements, 'attention', weights);

  if (options.attention === 'heads') drawing.builder.note('Heads of latent attention are drawn together.');
  const squeezed = queryRank === null ? input : step('query.down', [input], rows * queryRank, hiddenSize * queryRank);
  const queries = step('query', [squeezed], rows * queryDim, (queryRank ?? hiddenSize) * queryDim);
  const latentDim = kvRank + ropeHeadDim;
  const latent = drawing.operator('attention.latent', [input], rows * latentDim, 'attention', hiddenSize * latentDim, {
    isCached: true,
  });
  const [absorbed, expanded] = [heads * nopeHeadDim * kvRank, heads * valueHeadDim * kvRank];
  let context: string;
  if (shape.phase === 'prefill') {
    const pairs = heads * (nopeHeadDim + valueHeadDim);
    const keysValues = step('expanded', [latent], rows * pairs, absorbed + expanded);
    const operands = [queries, keysValues, latent];
    context = products(operands, [keysValues], rows * heads * shape.promptTokens, rows * heads * valueHeadDim);
  } else {
    const down = step('query.absorbed', [queries], rows * heads * latentDim, absorbed);
    const cached = [latent, ...drawing.cache('latent', shape.batch * (shape.keys - 1) * latentDim)];
    const inner = products([down, ...cached], cached, rows * heads * shape.keys, rows * heads * kvRank);
    context = step('values', [inner], rows * heads * valueHeadDim, expanded);
  }
  return step('output', [context], rows * hiddenSize, heads * valueHeadDim * hiddenSize);

  function products(left: readonly string[], right: readonly string[], scores: number, result: number): string {
    if (options.attention === 'fused') return drawing.operator('attention', [...left, ...right], result, 'attention');
    return step('context', [step('scores', left, scores), ...right], result);
  }
}
