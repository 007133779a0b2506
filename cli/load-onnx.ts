import { done, refused, type Result } from './result';

/** `name=number`, as often as there are sizes that the file leaves open. */
export function sizesOf(words: readonly string[]): Result<Readonly<Record<string, number>>> {
  const sizes: [string, number][] = [];
  for (const word of words) {
    const at = word.lastIndexOf('=');
    const size = Number(word.slice(at + 1));
    if (at < 1 || !Number.isInteger(size) || size < 1) {
      return refused(`--size: must be NAME=NUMBER with a whole number of at least 1, not "${word}"`);
    }
    sizes.push([word.slice(0, at), size]);
  }
  return done(Object.fromEntries(sizes));
}
