/** Why a design can not be built as described. Codes travel in columns, sentences in reports. */
export const REASONS = [
  { id: 'none', sentence: '' },
  { id: 'tensorOverHeads', sentence: 'Tensor parallelism is larger than the number of attention heads.' },
  { id: 'expertWithoutExperts', sentence: 'Expert parallelism needs a model with experts.' },
  { id: 'expertSplit', sentence: 'Expert parallelism must divide the number of experts.' },
  { id: 'pipelineOverLayers', sentence: 'Pipeline parallelism is larger than the number of layers.' },
  { id: 'headsSplit', sentence: 'The attention heads of a rank must be a multiple of its KV heads.' },
  { id: 'emptyStage', sentence: 'The layers do not divide over the pipeline: its last stage would be empty.' },
  {
    id: 'tableSplit',
    sentence:
      'A table of layers runs whole on one chip: set tensor, pipeline and expert parallelism to 1. More chips run batches of their own.',
  },
  { id: 'beams', sentence: 'Beam search is not modelled by this assumption set.' },
] as const;

export type ReasonId = (typeof REASONS)[number]['id'];

export function reasonCode(id: ReasonId): number {
  return REASONS.findIndex((reason) => reason.id === id);
}
