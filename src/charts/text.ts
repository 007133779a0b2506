/** Width of text in pixels, near enough to place labels without measuring: system fonts at these sizes differ by 5 %. */
export function textWidth(text: string, fontPx: number): number {
  let units = 0;
  for (const character of text) {
    if (/[il.,:;'|! \u00a0()[\]fjtrI1·]/u.test(character)) units += 0.36;
    else if (/[mwMW@%—–]/u.test(character)) units += 0.92;
    else if (/[A-Z0-9]/u.test(character)) units += 0.66;
    else if (character > '\u2e80') units += 1;
    else units += 0.56;
  }
  return units * fontPx;
}

/** Text broken at spaces into lines that fit; a word too long for a line stands alone. */
export function wrapped(text: string, widthPx: number, fontPx: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, fontPx) > widthPx) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** Cut with an ellipsis to fit. */
export function shortened(text: string, widthPx: number, fontPx: number): string {
  if (textWidth(text, fontPx) <= widthPx) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, fontPx) > widthPx) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** Positions as near as can be to the wanted ones, in their order, at least `gapPx` apart, within [low, high]. */
export function spread(wanted: readonly number[], gapPx: number, low: number, high: number): readonly number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = new Array<number>(wanted.length).fill(0);
  let previous = low - gapPx;
  for (const index of order) {
    placed[index] = Math.max(wanted[index]!, previous + gapPx);
    previous = placed[index];
  }
  let next = high + gapPx;
  for (const index of order.reverse()) {
    placed[index] = Math.min(placed[index]!, next - gapPx);
    next = placed[index];
  }
  return placed;
}
