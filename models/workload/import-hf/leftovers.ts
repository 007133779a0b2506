import type { ConfigReader } from './reader';

/** Fields that change nothing that is modelled: tokens, training, numerics, routing scores, library bookkeeping. */
const HARMLESS =
  /token|dropout|initializer|_eps$|epsilon|dtype|version|cache|^architectures$|auto_map|_name_or_path|^id2label$|^label2id$|rope_|rotary_emb|mrope|logit|loss|^norm_topk_prob$|_group$|topk_method|scoring_func|scaling_factor|^ep_size$|pretraining_tp|qk_norm|^attention_multiplier$|^embedding_multiplier$|^residual_multiplier$|residual_in_fp32|rescale_prenorm|initial_context_length|^max_length$|swiglu_limit|limit$|return_dict|output_(attentions|hidden_states)|problem_type|^is_decoder$|query_pre_attn_scalar|routing_bias|router_|expert_bias|jitter|^mtp_|_mtp|nextn|^transformers|layernorm_type|^model_type$|^intermediate_size$|^summary_|^task_specific|^n_ctx$|^use_parallel_residual$|attn_implementation|experts_implementation|^layerdrop$|^init_std$|^bos|^eos|^pad|^chunk_size_feed_forward$|temperature/;

/** Fields that name a structure: to leave one out would be to model another network. */
const STRUCTURAL_REFUSED =
  /mamba|ssm|state_size|lora_rank|^linear_|hybrid|block_type|block_config|multi_query|new_decoder|is_encoder_decoder|kv_shared|per_layer_input|cross_attention|conv|expert|moe|^index_|attn_layer|attn_type|k_eq_v|double_wide|layer_types|global_head|num_global|sparse|chunk|latent|time_step|attn_output_gate|full_attention_interval|altup|laurel|^n_embd$|^n_layer|^n_head|^layers$|sliding|window|alibi|parallel_attn|num_ffn|v_head_dim|nope_head|hyper|hc_|per_layer|^gating$|attn_gate|attention_gate|gated_attention/;

/** Fields that look as if they named a size or a part. */
const LOOKS_STRUCTURAL =
  /head|layer|hidden|intermediate|ffn|mlp|rank|attn|attention|block|dim|size|width|kv|gate|shared|pattern|interval|tie|bias|vocab|embd|embed|norm|num_|^n_/;

function isActive(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== false && value !== 0 && value !== '';
}

const PREDICTION_FIELDS = ['num_nextn_predict_layers', 'num_mtp_modules', 'mtp_num_hidden_layers', 'use_mtp'];

/** Notes on parts that the file describes and the workload, a language model, leaves out on purpose. */
function noteLeftOut(reader: ConfigReader): void {
  const predicts = PREDICTION_FIELDS.filter((name) => isActive(reader.value(name)));
  if (predicts.length > 0) reader.note(`Multi-token-prediction layers (${predicts.join(', ')}) are left out.`);
  if (reader.object('quantization_config') !== null) {
    reader.note('quantization_config is not read: number formats are chosen in the design.');
  }
  for (const tower of ['vision_config', 'audio_config']) {
    if (isActive(reader.value(tower))) reader.note(`${tower}: this tower is left out; the language model is read.`);
  }
}

/** A list with an entry for each layer says that layers differ in a way that no one has read. */
function isPerLayer(value: unknown, layers: number): boolean {
  return Array.isArray(value) && layers > 2 && value.length === layers;
}

/**
 * Looks at every field that no one has read: harmless ones pass, those that name a structure refuse the file, and
 * those that merely look structural are named in a note.
 */
export function checkLeftovers(reader: ConfigReader, modelType: string, layers: number): void {
  noteLeftOut(reader);
  const open = reader.unread().filter((name) => !HARMLESS.test(name) && isActive(reader.value(name)));
  const refused = open.find((name) => STRUCTURAL_REFUSED.test(name) || isPerLayer(reader.value(name), layers));
  if (refused !== undefined) {
    reader.fail(refused.slice(0, 60), `names a structure that is not modelled for model type ${modelType}.`);
  }
  const noted = open.filter((name) => LOOKS_STRUCTURAL.test(name)).map((name) => name.slice(0, 60));
  if (noted.length > 0) reader.note(`Not interpreted: ${noted.slice(0, 20).join(', ')}.`);
}
