/**
 * Reads a Hugging Face `config.json` into a workload: the language model of it.
 *
 * Nothing is treated as something else: a file that names a structure which cannot be told apart is refused in one
 * sentence that names the field; what is left out on purpose, or looks structural and is not read, is noted.
 */
import { groupLayers } from './group-layers';
import { conventionalFamily } from './import-hf/conventional';
import { DEEPSEEK } from './import-hf/deepseek';
import { GPT2, OPT } from './import-hf/early';
import type { Family } from './import-hf/family';
import { GEMMA4 } from './import-hf/gemma4';
import { isJsonObject, parseConfig, refuse, type JsonObject, type Refusal } from './import-hf/json';
import { checkLeftovers } from './import-hf/leftovers';
import { LLAMA4 } from './import-hf/llama4';
import { UNKNOWN_TYPE, conventionalModelType } from './import-hf/model-types';
import { NEMOTRON_H } from './import-hf/nemotron-h';
import { QWEN_NEXT } from './import-hf/qwen-next';
import { ConfigReader } from './import-hf/reader';
import { RANGES } from './ranges';
import { countParameters } from './parameters';
import type { DecoderWorkload } from './types';

export interface ImportedWorkload {
  readonly ok: true;
  readonly workload: DecoderWorkload;
  /** Sentences for the user: what was left out, assumed from a default, or not interpreted. */
  readonly notes: readonly string[];
  /** The file's `model_type`, and whether its layers are read by rules made for it. */
  readonly modelType: string;
  readonly knownModelType: boolean;
  readonly totalParameters: number;
  readonly activeParameters: number;
}

export type ImportResult = ImportedWorkload | Refusal;

const SPECIAL_FAMILIES: Readonly<Record<string, Family>> = {
  deepseek_v2: DEEPSEEK,
  deepseek_v3: DEEPSEEK,
  kimi_k2: DEEPSEEK,
  llama4_text: LLAMA4,
  gemma4_text: GEMMA4,
  qwen3_next: QWEN_NEXT,
  qwen3_5_text: QWEN_NEXT,
  qwen3_5_moe_text: QWEN_NEXT,
  nemotron_h: NEMOTRON_H,
  gpt2: GPT2,
  opt: OPT,
};

const TOO_MANY_PARAMETERS =
  'hidden_size and the other sizes multiply to more than 9e15 parameters, more than can be counted exactly.';

const NESTED_FIELDS = ['text_config', 'llm_config', 'language_config'];

/** The object that describes the language model: nested in multi-modal files, else the file itself. */
function languageConfig(top: JsonObject): { readonly config: JsonObject; readonly path: string } {
  const name = NESTED_FIELDS.find((field) => isJsonObject(top[field]));
  const nested = name === undefined ? undefined : top[name];
  return isJsonObject(nested) ? { config: nested, path: `${name}.` } : { config: top, path: '' };
}

function familyOf(modelType: string): Family | null {
  if (Object.hasOwn(SPECIAL_FAMILIES, modelType)) return SPECIAL_FAMILIES[modelType] ?? null;
  const conventional = conventionalModelType(modelType);
  return conventional === null ? null : conventionalFamily(conventional);
}

/** The type of the language model; a nested object without one takes that of the file. */
function modelTypeOf(top: JsonObject, config: JsonObject): string | null {
  if (typeof config['model_type'] === 'string') return config['model_type'];
  const outer = top['model_type'];
  if (typeof outer !== 'string') return null;
  return config !== top && familyOf(`${outer}_text`) !== null ? `${outer}_text` : outer;
}

/** An unknown type is read as Llama-like when the file has Llama's fields; its norm tells the two lines apart. */
function requireLlamaFields(reader: ConfigReader, modelType: string): void {
  for (const field of ['rms_norm_eps', 'intermediate_size', 'num_attention_heads']) {
    if (!reader.has(field)) {
      reader.fail('model_type', `${modelType} is not known, and without ${field} the file is not read as Llama-like.`);
    }
  }
  reader.note(`Model type ${modelType} is not known; its layers are read as Llama-like from the usual fields.`);
}

/** `tie_word_embeddings` of the whole file decides, then that of the language model, then the type's default. */
function readTied(top: ConfigReader, reader: ConfigReader, byDefault: boolean): boolean {
  const field = 'tie_word_embeddings';
  const inner = reader.has(field) ? reader.flag(field, byDefault) : null;
  const outer = top.has(field) ? top.flag(field, byDefault) : null;
  if (inner === null && outer === null) {
    reader.note(`${field} is absent: ${byDefault}, the default of its model type, is used.`);
  }
  if (inner !== null && outer !== null && inner !== outer) {
    reader.note(`${field} is ${outer} for the whole file and ${inner} in the language model; ${outer} is used.`);
  }
  return outer ?? inner ?? byDefault;
}

function readWorkload(top: ConfigReader, reader: ConfigReader, family: Family, name: string): DecoderWorkload {
  const hiddenSize = reader.integer(family.fields.hiddenSize, RANGES.hiddenSize);
  const layerCount = reader.integer(family.fields.layers, RANGES.layers);
  const { layers, learnedPositions } = family.read(reader, hiddenSize, layerCount);
  return {
    kind: 'decoder',
    name,
    hiddenSize,
    vocabularySize: reader.integer('vocab_size', RANGES.vocabulary),
    tiedEmbeddings: readTied(top, reader, family.tied),
    groups: groupLayers(layers),
    maxContext: reader.integerOr(family.fields.context, RANGES.context, null),
    ...(learnedPositions === undefined ? {} : { learnedPositions }),
  };
}

/** A name for the model: the file's, if it is more than `config.json`, else its type. */
function modelName(fileName: string | undefined, modelType: string): string {
  const base = (fileName ?? '')
    .split(/[\\/]/)
    .at(-1)!
    .replace(/(\.json)+$/i, '')
    .slice(0, 80);
  return base === '' || base === 'config' ? modelType : base.replace('--', '/');
}

/**
 * Reads the text of a `config.json`. Never throws: a file that cannot be read is an answer with the field at fault.
 *
 * `fileName` only names the workload.
 */
export function importHuggingFaceConfig(text: string, fileName?: string): ImportResult {
  const parsed = parseConfig(text);
  if (!parsed.ok) return parsed;
  const { config, path } = languageConfig(parsed.value);
  const modelType = modelTypeOf(parsed.value, config)?.slice(0, 60) ?? null;
  if (modelType === null)
    return refuse('model_type', 'model_type is missing or not a text; it says how the layers are built.');
  const known = familyOf(modelType);
  const family = known ?? conventionalFamily(UNKNOWN_TYPE);
  const top = new ConfigReader(parsed.value, '', path === '' ? family.defaults : {});
  const reader = path === '' ? top : new ConfigReader(config, path, family.defaults);
  if (known === null) requireLlamaFields(reader, modelType);
  const workload = readWorkload(top, reader, family, modelName(fileName, modelType));
  if (path !== '') noteTowers(top);
  checkLeftovers(reader, modelType, reader.integer(family.fields.layers, RANGES.layers));
  const problem = reader.problem ?? top.problem;
  if (problem !== null) return problem;
  const { total, activePerToken } = countParameters(workload);
  if (total > Number.MAX_SAFE_INTEGER) {
    return refuse(path + family.fields.hiddenSize, TOO_MANY_PARAMETERS);
  }
  return {
    ok: true,
    workload,
    notes: [...reader.notes, ...(path === '' ? [] : top.notes)],
    modelType,
    knownModelType: known !== null,
    totalParameters: total,
    activeParameters: activePerToken,
  };
}

function noteTowers(top: ConfigReader): void {
  for (const tower of ['vision_config', 'audio_config']) {
    if (top.has(tower)) top.note(`${tower}: this tower is left out; the language model is read.`);
  }
  if (top.flag('is_encoder_decoder', false))
    top.fail('is_encoder_decoder', 'must be false; encoder-decoders are not modelled.');
}
