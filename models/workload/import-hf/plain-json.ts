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
