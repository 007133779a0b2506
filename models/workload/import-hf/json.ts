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

/** Tokens that Python's `json` writes and JSON does not know, longest first, and what is parsed in their place. */
const PYTHON_TOKENS: readonly (readonly [token: string, json: string])[] = [
  ['-Infinity', '-1e999'],
  ['Infinity', '1e999'],
  // JSON has no number for it; as a text it is refused wherever a number is wanted, and the message shows it.
  ['NaN', '"NaN"'],
];

function pythonTokenAt(text: string, at: number): readonly [token: string, json: string] | undefined {
  return PYTHON_TOKENS.find(([token]) => text.startsWith(token, at));
}

/** The position after the string that opens at `at`; the length of the text when it never closes. */
function skipString(text: string, at: number): number {
  let next = at + 1;
  while (next < text.length && text[next] !== '"') next += text[next] === '\\' ? 2 : 1;
  return Math.min(next + 1, text.length);
}

/**
 * Text that JSON.parse can read, or null when it nests too deeply. One pass that builds nothing, so that a hostile text
 * is refused before it is parsed; strings are left as they are.
 */
export function toPlainJson(text: string, maxDepth: number): string | null {
  const pieces: string[] = [];
  let depth = 0;
  let copied = 0;
  for (let at = 0; at < text.length;) {
    const character = text[at]!;
    if (character === '"') {
      at = skipString(text, at);
      continue;
    }
    if (character === '{' || character === '[') depth++;
    if (character === '}' || character === ']') depth--;
    if (depth > maxDepth) return null;
    const replaced = 'NI-'.includes(character) ? pythonTokenAt(text, at) : undefined;
    if (replaced === undefined) {
      at++;
      continue;
    }
    pieces.push(text.slice(copied, at), replaced[1]);
    at += replaced[0].length;
    copied = at;
  }
  pieces.push(text.slice(copied));
  return pieces.join('');
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
