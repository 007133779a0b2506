/**
 * Inflates raw deflate (RFC 1951) with a preset dictionary. Links are small, so it reads bit by bit; the page that shows a
 * link in another one loads this in place of a whole compression library.
 */

const LONGEST_CODE = 15;
const LITERALS = 256;
const END_OF_BLOCK = 256;
const FIXED_SYMBOLS = 288;
const DISTANCES = 30;

/** Lengths of the code that code lengths are written in, in the order in which they stand (3.2.7). */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Prefix codes as deflate defines them: how many of each length, and their symbols in order. */
interface Codes {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

function codesOf(lengths: Uint8Array): Codes {
  const counts = new Uint16Array(LONGEST_CODE + 1);
  for (const length of lengths) counts[length]!++;
  counts[0] = 0;
  const starts = new Uint16Array(LONGEST_CODE + 2);
  let left = 1;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    left = 2 * left - counts[length]!;
    if (left < 0) throw new Error('more codes than there are bits for');
    starts[length + 1] = starts[length]! + counts[length]!;
  }
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length > 0) symbols[starts[length]!++] = symbol;
  });
  return { counts, symbols };
}

/** The codes of blocks that bring none of their own (3.2.6). */
function fixedCodes(): readonly [literals: Codes, distances: Codes] {
  const lengths = new Uint8Array(FIXED_SYMBOLS).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
  return [codesOf(lengths), codesOf(new Uint8Array(DISTANCES).fill(5))];
}

/** Reads bits, the lowest of each byte first. Throws beyond the end. */
class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit++, this.#at++) {
      const byte = this.#bytes[this.#at >> 3];
      if (byte === undefined) throw new Error('the data ends too early');
      value |= ((byte >> (this.#at & 7)) & 1) << bit;
    }
    return value;
  }

  /** On to the next whole byte. */
  align(): void {
    this.#at = (this.#at + 7) & ~7;
  }

  symbol({ counts, symbols }: Codes): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= LONGEST_CODE; length++) {
      code |= this.take(1);
      const count = counts[length]!;
      if (code - first < count) return symbols[index + code - first]!;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Error('a code that is not there');
  }
}

/** What has been unpacked so far, behind the dictionary that it may refer back to. */
class Output {
  readonly #start: number;
  readonly #limit: number;
  #bytes: Uint8Array;
  #length: number;

  constructor(dictionary: Uint8Array, most: number) {
    this.#start = dictionary.length;
    this.#limit = dictionary.length + most;
    this.#bytes = new Uint8Array(dictionary.length + 4096);
    this.#bytes.set(dictionary);
    this.#length = dictionary.length;
  }

  get isOver(): boolean {
    return this.#length > this.#limit;
  }

  push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = byte;
  }

  copy(distance: number, length: number): void {
    if (distance > this.#length) throw new Error('a reference to before the start');
    for (let i = 0; i < length; i++) this.push(this.#bytes[this.#length - distance]!);
  }

  result(): Uint8Array {
    return this.#bytes.slice(this.#start, this.#length);
  }
}

/** The unpacked bytes, or null when they are more than `most`. Throws when the input is not deflated. */
export function inflate(input: Uint8Array, dictionary: Uint8Array, most: number): Uint8Array | null {
  const bits = new Bits(input);
  const out = new Output(dictionary, most);
  for (let isLast = false; !isLast;) {
    isLast = bits.take(1) === 1;
    const kind = bits.take(2);
    if (kind === 3) throw new Error('a block of unknown kind');
    if (kind === 0) readStored(bits, out);
    else readBlock(bits, out, ...(kind === 1 ? fixedCodes() : readCodes(bits)));
    if (out.isOver) return null;
  }
  return out.result();
}

function readStored(bits: Bits, out: Output): void {
  bits.align();
  const length = bits.take(16);
  if (length !== (bits.take(16) ^ 0xffff)) throw new Error('a stored block of two lengths');
  for (let i = 0; i < length; i++) out.push(bits.take(8));
}

function readBlock(bits: Bits, out: Output, literals: Codes, distances: Codes): void {
  while (!out.isOver) {
    const symbol = bits.symbol(literals);
    if (symbol === END_OF_BLOCK) return;
    if (symbol < LITERALS) out.push(symbol);
    else {
      const length = readLength(bits, symbol - END_OF_BLOCK - 1);
      out.copy(readDistance(bits, bits.symbol(distances)), length);
    }
  }
}

/** Lengths 3 to 258: eight codes without extra bits, then four for each further bit, and one for the longest. */
function readLength(bits: Bits, code: number): number {
  if (code > 28) throw new Error('a length that is not there');
  if (code === 28) return 258;
  if (code < 8) return code + 3;
  const extra = (code >> 2) - 1;
  return ((4 + (code & 3)) << extra) + bits.take(extra) + 3;
}

/** Distances 1 to 32768: four codes without extra bits, then two for each further bit. */
function readDistance(bits: Bits, code: number): number {
  if (code >= DISTANCES) throw new Error('a distance that is not there');
  if (code < 4) return code + 1;
  const extra = (code >> 1) - 1;
  return ((2 + (code & 1)) << extra) + bits.take(extra) + 1;
}

/** The codes that a block brings along, written in a code of their own (3.2.7). */
function readCodes(bits: Bits): readonly [literals: Codes, distances: Codes] {
  const literals = bits.take(5) + 257;
  const distances = bits.take(5) + 1;
  const own = new Uint8Array(LENGTH_ORDER.length);
  const given = bits.take(4) + 4;
  for (let i = 0; i < given; i++) own[LENGTH_ORDER[i]!] = bits.take(3);
  const codes = codesOf(own);
  const lengths = new Uint8Array(literals + distances);
  for (let at = 0; at < lengths.length;) {
    const symbol = bits.symbol(codes);
    if (symbol < 16) lengths[at++] = symbol;
    else {
      if (symbol === 16 && at === 0) throw new Error('a repeat of nothing');
      const value = symbol === 16 ? lengths[at - 1]! : 0;
      const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
      if (at + times > lengths.length) throw new Error('more lengths than codes');
      lengths.fill(value, at, at + times);
      at += times;
    }
  }
  return [codesOf(lengths.subarray(0, literals)), codesOf(lengths.subarray(literals))];
}
