import { isSoftmaxAttention } from '../../workload/mixer-kinds';
import { mixerModule, mixerWeights } from '../../workload/parameters';
import type { Layer, Mixer, Module, MoeFfn } from '../../workload/types';
import { drawAttention } from './decoder-attention';
import type { LayerDrawing } from './decoder-drawing';
import { drawLatentAttention } from './decoder-latent';

/** Draws one layer: norms, mixer, feed-forward part, residual additions. Says the name of what it hands on. */
export function drawLayer(drawing: LayerDrawing, { mixer, ffn, norms }: Layer, input: string): string {
  const hasFfn = ffn.dense !== null || ffn.moe !== null;
  const hasNorm = norms > 0;
  // With a single norm the mixer and the feed-forward part stand side by side behind it.
  const isParallel = norms <= 1 && hasFfn && mixer.kind !== 'none';
  const normed = hasNorm ? norm(drawing, 'norm', input) : input;
  if (mixer.kind === 'none') return hasFfn ? drawFfn(drawing, ffn, normed, [input], norms) : input;
  const own = drawMixer(drawing, mixer, normed);
  const mixed = norms >= 4 ? norm(drawing, 'attention.postNorm', own) : own;
  if (isParallel) return drawFfn(drawing, ffn, normed, [input, mixed], norms);
  const hidden = add(drawing, 'attention.add', [input, mixed]);
  return hasFfn ? drawFfn(drawing, ffn, norm(drawing, 'ffn.norm', hidden), [hidden], norms) : hidden;
}

/** The feed-forward part and the addition of its result to `others`. */
function drawFfn(
  drawing: LayerDrawing,
  { dense, moe }: Layer['ffn'],
  input: string,
  others: readonly string[],
  norms: number,
): string {
  const branches = [
    ...(dense === null ? [] : [drawDense(drawing, 'ffn', dense, input)]),
    ...(moe === null ? [] : drawExperts(drawing, moe, input)),
  ];
  const ended = norms >= 4 ? branches.map((branch) => norm(drawing, 'ffn.postNorm', branch)) : branches;
  return add(drawing, 'ffn.add', [...others, ...ended]);
}

function norm(drawing: LayerDrawing, part: string, input: string): string {
  return drawing.operator(part, [input], drawing.rows * drawing.hiddenSize, 'ffn', drawing.hiddenSize);
}

function add(drawing: LayerDrawing, part: string, inputs: readonly string[]): string {
  return drawing.operator(part, inputs, drawing.rows * drawing.hiddenSize, 'ffn');
}

function drawMixer(drawing: LayerDrawing, mixer: Exclude<Mixer, { kind: 'none' }>, input: string): string {
  if (isSoftmaxAttention(mixer)) return drawAttention(drawing, mixer, input);
  if (mixer.kind === 'latent') return drawLatentAttention(drawing, mixer, input);
  const { matrices, vectors } = mixerWeights(mixer, drawing.hiddenSize);
  const elements = drawing.rows * drawing.hiddenSize;
  return drawing.operator('mixer', [input], elements, mixerModule(mixer), matrices + vectors);
}

interface DenseShape {
  readonly width: number;
  readonly gated: boolean;
}

function drawDense(drawing: LayerDrawing, part: 'ffn' | 'shared', { width, gated }: DenseShape, input: string): string {
  return drawMatrices(drawing, part, part, [input], gated, drawing.rows * width, width * drawing.hiddenSize);
}

function drawExperts(drawing: LayerDrawing, moe: MoeFfn, input: string): readonly string[] {
  const { rows, hiddenSize } = drawing;
  const routed = rows * moe.expertsPerToken;
  const weights = Math.min(moe.experts, routed) * moe.expertWidth * hiddenSize;
  const router = drawing.operator('router', [input], rows * moe.experts, 'router', hiddenSize * moe.experts);
  const inner = routed * moe.expertWidth;
  const experts = drawMatrices(drawing, 'experts', 'expert', [input, router], moe.gated, inner, weights);
  if (moe.sharedWidth === 0) return [experts];
  return [experts, drawDense(drawing, 'shared', { width: moe.sharedWidth, gated: moe.gated }, input)];
}

/** Matrices of `weights` elements each, with `inner` elements between them. */
function drawMatrices(
  drawing: LayerDrawing,
  part: string,
  module: Module,
  inputs: readonly string[],
  isGated: boolean,
  inner: number,
  weights: number,
): string {
  const up = drawing.operator(`${part}.up`, inputs, inner, module, weights);
  let between = up;
  if (isGated) {
    const gate = drawing.operator(`${part}.gate`, inputs, inner, module, weights);
    between = drawing.operator(`${part}.product`, [gate, up], inner, module);
  }
  return drawing.operator(`${part}.down`, [between], drawing.rows * drawing.hiddenSize, module, weights);
}
