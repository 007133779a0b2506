import { toPlainJson } from './plain-json';

/** Longest text that is parsed; config files have some thousands of characters. */
export const MAX_CONFIG_CHARACTERS = 4_000_000;
/** Deepest nesting of objects and lists that is parsed. */
export const MAX_CONFIG_DEPTH = 64;

export type JsonObject = Readonly<Record<string, unknown>>;

export interface Refusal {
  readonly ok: false;
  /** The field at fault, with dots for nesting; `file` when it is the text itself. */
  readonly field: string;
  /** One sentence that names the field and what is allowed. */
  readonly reason: string;
}

export function refuse(field: string, reason: string): Refusal {
  return { ok: false, field, reason };
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Parses a config file as Python writes them: bare `NaN` and `Infinity` are read, size and depth are limited before
 * anything is built. Never throws.
 */
export function parseConfig(text: string): { readonly ok: true; readonly value: JsonObject } | Refusal {
  if (text.length > MAX_CONFIG_CHARACTERS) {
    return refuse('file', `The file has ${text.length} characters; at most ${MAX_CONFIG_CHARACTERS} are read.`);
  }
  const plain = toPlainJson(text, MAX_CONFIG_DEPTH);
  if (plain === null) return refuse('file', `The file nests more than ${MAX_CONFIG_DEPTH} levels deep.`);
  try {
    const value: unknown = JSON.parse(plain.replace(/^\uFEFF/, ''));
    if (!isJsonObject(value)) return refuse('file', 'The file must hold one JSON object, as a config.json does.');
    return { ok: true, value };
  } catch {
    return refuse('file', 'The file is not valid JSON.');
  }
}
