const DIGITS = 3;

/** `× 1.25`, `× 0.04`: three digits, and no power of ten where none is needed. */
export function ratioText(ratio: number): string {
  return `×\u202f${Number(ratio.toPrecision(DIGITS))}`;
}
