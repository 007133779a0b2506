/** Names of models in the tables, by the id of the workload preset that they are. */
const NAME_OF_PRESET: Readonly<Record<string, string>> = {
  'qwen3-0.6b': 'Qwen3-0.6B',
  'qwen3-1.7b': 'Qwen3-1.7B',
  'qwen3-4b': 'Qwen3-4B',
  'qwen3-8b': 'Qwen3-8B',
  'qwen3-14b': 'Qwen3-14B',
  'qwen3-32b': 'Qwen3-32B',
  'qwen3-30b-a3b': 'Qwen3-30B-A3B',
  'qwen3-235b-a22b': 'Qwen3-235B-A22B',
  'llama-2-7b-hf': 'Llama-2-7B',
  'llama-2-13b-hf': 'Llama-2-13B',
  'llama-2-70b-hf': 'Llama-2-70B',
  'llama-3-8b': 'Llama-3-8B',
  'llama-3-70b': 'Llama-3-70B',
  'llama-3.1-8b': 'Llama-3.1-8B',
  'llama-3.1-70b': 'Llama-3.1-70B',
  'llama-3.2-1b': 'Llama-3.2-1B',
  'llama-3.2-3b': 'Llama-3.2-3B',
  'mistral-7b-v0.1': 'Mistral-7B',
  'opt-1.3b': 'OPT-1.3B',
  'phi-2': 'Phi-2B',
};

/** The name under which tables know a preset; null: no table has it, or the workload is no preset. */
export function publishedModelName(preset: string | null): string | null {
  return preset !== null && Object.hasOwn(NAME_OF_PRESET, preset) ? (NAME_OF_PRESET[preset] ?? null) : null;
}

/** Every preset with a published figure. */
export function presetsWithAccuracy(): readonly string[] {
  return Object.keys(NAME_OF_PRESET);
}
