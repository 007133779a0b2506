import { PRESET_ROWS } from './catalog';
import { gemma4Moe26b, nemotronH56b, qwen35Dense27b } from './hybrids';
import { llmPreset, type LlmPreset } from './llm-preset';

/** Presets in the order in which they are offered; the first is the default. */
export const LLM_PRESETS: readonly LlmPreset[] = [
  ...PRESET_ROWS.map(llmPreset),
  { id: 'qwen3.5-27b', label: 'Qwen3.5 27B', family: 'Qwen3.5', build: qwen35Dense27b },
  { id: 'gemma-4-26b-a4b', label: 'Gemma 4 26B-A4B', family: 'Gemma', build: gemma4Moe26b },
  { id: 'nemotron-h-56b', label: 'Nemotron-H 56B', family: 'Nemotron', build: nemotronH56b },
];

export function findLlmPreset(id: string): LlmPreset | undefined {
  return LLM_PRESETS.find((preset) => preset.id === id);
}
