/**
 * The first name that stands twice in an object of valid JSON text, or null. Parsers keep the last of its values without a
 * word, so that one of two tensors of a name would be lost.
 */
export function repeatedName(json: string): string | null {
  /** Names of the objects that are open; null for a list. */
  const open: (Set<string> | null)[] = [];
  const strings = /"(?:[^"\\]|\\.)*"|[[\]{}]/g;
  for (let token = strings.exec(json); token !== null; token = strings.exec(json)) {
    const [text] = token;
    if (text === '{' || text === '[') open.push(text === '{' ? new Set() : null);
    else if (text === '}' || text === ']') open.pop();
    else if (isName(json, strings.lastIndex)) {
      const name = JSON.parse(text) as string;
      const names = open.at(-1);
      if (names?.has(name) === true) return name;
      names?.add(name);
    }
  }
  return null;
}

/** Whether a colon comes next. */
function isName(json: string, from: number): boolean {
  let at = from;
  while (at < json.length && ' \t\n\r'.includes(json[at]!)) at++;
  return json[at] === ':';
}
