/** Sets as rows of 32-bit words inside larger arrays. */

export function wordsFor(count: number): number {
  return Math.max(1, (count + 31) >>> 5);
}

export function setBit(words: Int32Array, row: number, bit: number): void {
  words[row + (bit >>> 5)]! |= 1 << (bit & 31);
}

export function hasBit(words: Int32Array, row: number, bit: number): boolean {
  return ((words[row + (bit >>> 5)]! >>> (bit & 31)) & 1) === 1;
}

/** The number of the lowest bit of a word that is not zero. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** The numbers of the bits of a row, lowest first. */
export function bitsOf(sets: Int32Array, row: number, words: number): readonly number[] {
  const bits: number[] = [];
  for (let word = 0; word < words; word++) {
    for (let left = sets[row + word]!; left !== 0; left &= left - 1) bits.push(word * 32 + lowestBit(left));
  }
  return bits;
}

/** Adds to one set of a list all of another one. */
export function addRow(sets: Int32Array, to: number, from: number, words: number): void {
  for (let word = 0; word < words; word++) sets[to * words + word]! |= sets[from * words + word]!;
}
