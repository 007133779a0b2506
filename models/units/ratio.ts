/** Below this distance from one a third digit would show no difference. */
const NEAR_ONE = 0.01;

/** How many times a reference a value is, such as `×1.25`: three digits, and near one as many as show the difference. */
export function formatRatio(ratio: number): string {
  const isNear = ratio !== 1 && Math.abs(ratio - 1) < NEAR_ONE;
  return `×${Number(ratio.toPrecision(isNear ? 4 : 3))}`;
}
