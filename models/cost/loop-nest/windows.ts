/**
 * Cycles of one longest period that lie in at least one window, when link `i` may move data in the first `window[i]`
 * cycles of each of its periods. Every period divides every longer one, as periods are products of the inner loops of
 * one order. Both arrays are reordered.
 *
 * Source: Mei et al., DATE 2022, section 4 (union of the windows of links that share a port).
 */
export function windowUnion(period: Float64Array, window: Float64Array, count: number): number {
  for (let i = 1; i < count; i++) {
    for (let j = i; j > 0 && period[j]! < period[j - 1]!; j--) {
      [period[j], period[j - 1]] = [period[j - 1]!, period[j]!];
      [window[j], window[j - 1]] = [window[j - 1]!, window[j]!];
    }
  }
  const longest = period[count - 1]!;
  return longest - idleBefore(period, window, count, longest);
}

/** Cycles before `end` in none of the windows of the first `count` links. */
function idleBefore(period: Float64Array, window: Float64Array, count: number, end: number): number {
  if (count === 0 || end <= 0) return Math.max(0, end);
  const last = count - 1;
  const [length, open] = [period[last]!, window[last]!];
  const whole = Math.floor(end / length);
  const rest = end - whole * length;
  let idle = 0;
  const idleInWindow = whole > 0 || rest > open ? idleBefore(period, window, last, open) : 0;
  if (whole > 0) idle += whole * (idleBefore(period, window, last, length) - idleInWindow);
  if (rest > open) idle += idleBefore(period, window, last, rest) - idleInWindow;
  return idle;
}
