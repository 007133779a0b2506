/** How well a word is found in a text: at the start of a word, inside one, or as letters of one word or of initials. */
function wordScore(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === 0 || (at > 0 && /[^a-z0-9]/.test(text.charAt(at - 1)))) return 4;
  if (at > 0) return 2;
  const words = text.split(/[^a-z0-9]+/).filter(Boolean);
  const initials = words.map((found) => found.charAt(0)).join('');
  return initials.includes(word) || words.some((found) => abbreviates(word, found)) ? 1 : 0;
}

/** Whether the letters of `short` stand in `word` in their order, the first one first. */
function abbreviates(short: string, word: string): boolean {
  if (!word.startsWith(short.charAt(0))) return false;
  let from = 0;
  for (const letter of short) {
    from = word.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}

/** How well a text answers a query, each word of which must be found; 0: it does not. Shorter texts are nearer. */
export function matchScore(text: string, query: string): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  let sum = 0;
  for (const word of words) {
    const score = wordScore(lower, word);
    if (score === 0) return 0;
    sum += score;
  }
  return words.length === 0 ? 1 : sum / words.length + 1 / (1 + lower.length);
}

/** Items that answer a query, best first; equally good ones stay in their order. */
export function matching<T>(items: readonly T[], textOf: (item: T) => string, query: string): readonly T[] {
  return items
    .map((item) => ({ item, score: matchScore(textOf(item), query) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
