/**
 * Random words by their place: the same for the same seed, whatever was drawn before.
 *
 * Philox4x32-10: Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3, SC 2011. The counter is the
 * place over four, the key the seed; each block has the words of four places.
 */
const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
const KEY_STEPS = [0x9e3779b9, 0xbb67ae85] as const;
const ROUNDS = 10;
const TWO_32 = 4294967296;

/** Four words of 32 bits from four of counter and two of key. */
export function philox4x32(counter: readonly number[], key: readonly number[], words: Uint32Array): void {
  let [a, b, c, d] = counter as [number, number, number, number];
  let [first, second] = key as [number, number];
  for (let round = 0; round < ROUNDS; round++) {
    const highA = highProduct(MULTIPLIERS[0], a);
    const lowA = Math.imul(MULTIPLIERS[0], a);
    const highC = highProduct(MULTIPLIERS[1], c);
    const lowC = Math.imul(MULTIPLIERS[1], c);
    a = (highC ^ b ^ first) >>> 0;
    b = lowC >>> 0;
    c = (highA ^ d ^ second) >>> 0;
    d = lowA >>> 0;
    first = (first + KEY_STEPS[0]) >>> 0;
    second = (second + KEY_STEPS[1]) >>> 0;
  }
  words.set([a, b, c, d]);
}

/** The upper 32 bits of a product of two words, by halves. */
function highProduct(a: number, b: number): number {
  const [lowA, highA] = [a & 0xffff, a >>> 16];
  const [lowB, highB] = [b & 0xffff, b >>> 16];
  const middle = highA * lowB + ((lowA * lowB) >>> 16);
  return highA * highB + (middle >>> 16) + ((lowA * highB + (middle & 0xffff)) >>> 16);
}

export class CounterRandom {
  readonly #key: readonly number[];
  readonly #words = new Uint32Array(4);
  #block = -1;

  /** `seed`: a whole number; its lowest 32 bits count. */
  constructor(seed: number) {
    this.#key = [seed >>> 0, 0];
  }

  /** In [0, 1), 32 bits. `place`: a whole number from 0. */
  at(place: number): number {
    const block = Math.floor(place / 4);
    if (block !== this.#block) {
      this.#block = block;
      philox4x32([block >>> 0, Math.floor(block / TWO_32), 0, 0], this.#key, this.#words);
    }
    return this.#words[place % 4]! / TWO_32;
  }
}
