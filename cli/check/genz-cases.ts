/**
 * Reads cases of GenZ-LLM-Analyzer 0.0.16 and turns each into a design: its units are powers of two (GiB/s, MiB), its
 * compute rate is the BF16 peak at two operations a multiply-accumulate.
 */
import type { Design, FormatRule, KeyValueCompression } from '../../models/design/types';
import type { Accelerator } from '../../models/hardware/types';
import type { ChunkedStep, DecodingRequests, PromptChunk } from '../../models/workload/lowering/genz/chunked';
import type { Parallelism } from '../../models/workload/lowering/types';
import type { DecoderWorkload } from '../../models/workload/types';
import { isRecord, numberAt, stringAt, valueAt } from './suite';

export type GenzCase =
  | { readonly kind: 'prefill' | 'decode'; readonly design: Design }
  | { readonly kind: 'chunked'; readonly design: Design; readonly step: ChunkedStep }
  | { readonly kind: 'speculative'; readonly design: Design; readonly speculation: Speculation };

export interface Speculation {
  readonly draft: DecoderWorkload;
  readonly acceptance: number;
  readonly drafted: number;
}

export type ParsedCase = GenzCase | { readonly unsupported: string } | { readonly unreadable: string };

const GIB = 2 ** 30;

const FORMAT_OF_BITS: Readonly<Record<string, string>> = {
  f32: 'fp32',
  bf16: 'bf16',
  fp8: 'fp8_e4m3',
  int8: 'int8',
  fp6: 'fp6_e2m3',
  fp4: 'fp4_e2m1',
  int4: 'int4',
  int2: 'int2',
};

class Unreadable extends Error {}

function number(value: unknown, path: string): number {
  const found = numberAt(value, path);
  if (found === undefined) throw new Unreadable(`${path}: must be a finite number`);
  return found;
}

function text(value: unknown, path: string): string {
  const found = stringAt(value, path);
  if (found === undefined) throw new Unreadable(`${path}: must be a string`);
  return found;
}

/** One case of the file, given the file's models by name. */
export function parseGenzCase(body: unknown, models: unknown): ParsedCase {
  try {
    return parse(body, models);
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message };
    throw error;
  }
}

function parse(body: unknown, models: unknown): ParsedCase {
  const stage = text(body, 'stage');
  const name = text(body, 'model');
  const model = modelNamed(models, name);
  if (numberAt(model, 'mamba_d_state') !== undefined) return { unsupported: 'state-space layers' };
  const design = designOf(body, workloadOf(name, model, stage === 'chunked'), stage === 'chunked');
  switch (stage) {
    case 'prefill':
    case 'decode':
      return { kind: stage, design };
    case 'chunked':
      return { kind: 'chunked', design, step: stepOf(body) };
    case 'spec_decode':
      return { kind: 'speculative', design, speculation: speculationOf(body, models) };
    default:
      return { unsupported: `stage ${stage}` };
  }
}

function modelNamed(models: unknown, name: string): unknown {
  const model = isRecord(models) ? models[name] : undefined;
  if (model === undefined) throw new Unreadable(`models: no model "${name}"`);
  return model;
}

function speculationOf(body: unknown, models: unknown): Speculation {
  const name = text(body, 'draft_model');
  return {
    draft: workloadOf(name, modelNamed(models, name), false),
    acceptance: number(body, 'acceptance'),
    drafted: number(body, 'num_parallel_tokens'),
  };
}

/**
 * The model as the tool's own table has it. Only its mixed step knows experts of a width of their own and shared
 * experts; elsewhere an expert is as wide as the dense layer.
 */
function workloadOf(name: string, model: unknown, mixed: boolean): DecoderWorkload {
  const experts = number(model, 'num_experts');
  const ownWidths = mixed && text(model, 'ffn_implementation') === 'deepseek';
  const ffn = { gated: number(model, 'num_ffi') === 2, activation: 'silu', bias: false } as const;
  const headDim = number(model, 'head_dim');
  const moe = {
    ...ffn,
    experts,
    expertsPerToken: number(model, 'expert_top_k'),
    expertWidth: number(model, ownWidths ? 'moe_intermediate_size' : 'intermediate_size'),
    sharedWidth: ownWidths ? number(model, 'n_shared_experts') * number(model, 'shared_expert_intermediate_size') : 0,
  };
  const attention = {
    heads: number(model, 'num_attention_heads'),
    kvHeads: number(model, 'num_key_value_heads'),
    headDim,
    valueHeadDim: headDim,
    sharedKeyValue: false,
    outputGate: false,
    rotaryFraction: 1,
    bias: false,
  };
  const dense = { ...ffn, width: number(model, 'intermediate_size') };
  const layer = {
    mixer: { kind: 'full', ...attention },
    ffn: experts > 1 ? { dense: null, moe } : { dense, moe: null },
    norms: 2,
    normKind: 'rms',
  } as const;
  return {
    kind: 'decoder',
    name,
    hiddenSize: number(model, 'hidden_size'),
    vocabularySize: number(model, 'vocab_size'),
    tiedEmbeddings: false,
    groups: [{ repeat: number(model, 'num_decoder_layers'), layers: [layer] }],
    maxContext: numberAt(model, 'max_model_len') ?? null,
  };
}

function designOf(body: unknown, workload: DecoderWorkload, mixed: boolean): Design {
  const system = valueAt(body, 'system_params');
  const efficiency = number(body, 'system_eff');
  const parallelism = { tensor: number(body, 'tp'), pipeline: number(body, 'pp'), expert: number(body, 'ep') };
  const batch = number(body, 'batch');
  return {
    name: text(body, 'id'),
    accelerator: acceleratorOf(text(body, 'system'), system),
    system: { nodes: [{ accelerator: 'main', count: null, role: 'all' }], network: [networkOf(system, parallelism)] },
    workload,
    formats: [formatOfBits(text(body, 'bits'))],
    deployment: {
      prefillBatch: batch,
      decodeBatch: batch,
      // A mixed step brings its own tokens.
      promptTokens: mixed ? 1 : number(body, 'input_tokens'),
      outputTokens: numberAt(body, 'output_tokens') ?? 1,
      beams: numberAt(body, 'beam') ?? 1,
      prefillParallelism: parallelism,
      decodeParallelism: parallelism,
      offload: valueAt(body, 'offload') === true,
      keyValueCompression: compressionOf(valueAt(system, 'gear')),
    },
    efficiency: {
      compute: efficiency,
      memory: efficiency,
      link: number(system, 'comm_efficiency'),
      operatorOverheadSeconds: 0,
    },
    assumptions: { base: 'genz-0.0.16', level: 'roofline', overrides: {} },
    origin: { accelerator: null, workload: null },
  };
}

function formatOfBits(bits: string): FormatRule {
  const format = FORMAT_OF_BITS[bits];
  if (format === undefined) throw new Unreadable(`bits: no format "${bits}"`);
  return { match: {}, format };
}

function compressionOf(gear: unknown): KeyValueCompression | null {
  if (!isRecord(gear)) return null;
  return {
    baseFormat: formatOfBits(text(gear, 'b')).format,
    sparsePercent: number(gear, 's'),
    rank: number(gear, 'r'),
  };
}

function acceleratorOf(name: string, system: unknown): Accelerator {
  const none = { fp32: null, tf32: null, fp16: null, fp8: null, int8: null, fp6: null, fp4: null, int4: null };
  const tier = { label: '', scope: 'chip', dramType: null } as const;
  return {
    name,
    matrix: { kind: 'rates', macsPerSecond: { ...none, bf16: (number(system, 'flops_tops') * 1e12) / 2 } },
    vector: { laneOpsPerSecond: null, specialOpsPerSecond: null },
    tiers: [
      {
        ...tier,
        id: 'onChip',
        kind: 'sram',
        capacityBytes: null,
        bytesPerSecond: number(system, 'onchip_bw_GiBps') * GIB,
      },
      {
        ...tier,
        id: 'memory',
        kind: 'dram',
        capacityBytes: number(system, 'mem_size_GiB') * GIB,
        bytesPerSecond: number(system, 'mem_bw_GiBps') * GIB,
      },
      {
        ...tier,
        id: 'host',
        kind: 'host',
        capacityBytes: null,
        bytesPerSecond: number(system, 'offload_bw_GiBps') * GIB,
      },
    ],
    technology: { nodeNm: null, dramJoulesPerBit: null, linkJoulesPerBit: null },
    published: { thermalDesignPowerWatts: null, dieAreaSquareMetres: null },
  };
}

/** One flat level: the tool's collectives ignore topology. */
function networkOf(system: unknown, { tensor, pipeline, expert }: Parallelism) {
  return {
    id: 'link',
    label: 'Link',
    fanOut: tensor * pipeline * expert,
    bytesPerSecond: number(system, 'ici_bw_GiBps') * GIB,
    latencySeconds: number(system, 'ici_latency_us') * 1e-6,
    topology: 'ring',
  } as const;
}

function stepOf(body: unknown): ChunkedStep {
  return {
    sequences: 1,
    prompts: items(body, 'prefill_kv').map(promptChunk),
    decoding: items(body, 'decode_kv').map(decodingRequests),
  };
}

function items(body: unknown, path: string): readonly unknown[] {
  const list = valueAt(body, path);
  if (!Array.isArray(list)) throw new Unreadable(`${path}: must be an array`);
  return list as readonly unknown[];
}

function entry(list: readonly unknown[], index: number): number {
  const found = list[index];
  if (typeof found !== 'number' || !Number.isFinite(found)) throw new Unreadable('prefill_kv, decode_kv: hold numbers');
  return found;
}

function promptChunk(item: unknown): PromptChunk {
  if (!Array.isArray(item)) throw new Unreadable('prefill_kv: must hold arrays');
  return { past: entry(item, 0), tokens: entry(item, 1) };
}

/** A context; or requests and the context of each; or beams over the prompt and the output, and both contexts. */
function decodingRequests(item: unknown): DecodingRequests {
  if (typeof item === 'number') return { kind: 'independent', requests: 1, context: item };
  if (!Array.isArray(item)) throw new Unreadable('decode_kv: must hold numbers or arrays');
  if (item.length === 2) return { kind: 'independent', requests: entry(item, 0), context: entry(item, 1) };
  return {
    kind: 'beams',
    promptBeams: entry(item, 0),
    outputBeams: entry(item, 1),
    promptContext: entry(item, 2),
    outputContext: entry(item, 3),
  };
}
