/** JSON from files and links: its size and depth are limited before anything is built. */
import { toPlainJson } from '../workload/import-hf/plain-json';

export interface JsonLimits {
  readonly maxCharacters: number;
  readonly maxDepth: number;
}

/** A design has some thousands of characters, a space with many models some millions. */
export const FILE_LIMITS: JsonLimits = { maxCharacters: 16_000_000, maxDepth: 64 };

export type JsonText =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: 'too-large' | 'too-deep' | 'malformed'; readonly message: string };

/**
 * Parses JSON text; never throws. Bare `NaN` and `Infinity`, which some programs write, are read as values that no field
 * takes, so that the message names the field and not a position in the text.
 */
export function parseJsonText(text: string, limits: JsonLimits = FILE_LIMITS): JsonText {
  const { maxCharacters, maxDepth } = limits;
  if (text.length > maxCharacters) {
    const message = `The text has ${text.length} characters; at most ${maxCharacters} are read.`;
    return { ok: false, reason: 'too-large', message };
  }
  const plain = toPlainJson(text, maxDepth);
  if (plain === null) {
    return { ok: false, reason: 'too-deep', message: `The text nests more than ${maxDepth} levels deep.` };
  }
  try {
    return { ok: true, value: JSON.parse(plain.replace(/^\uFEFF/, '')) };
  } catch {
    return { ok: false, reason: 'malformed', message: 'The text is not valid JSON.' };
  }
}
