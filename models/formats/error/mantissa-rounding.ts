/** Rounding of doubles to fewer mantissa bits, as a float accumulator of unlimited exponent has them. */
const EXPONENT_FIELD = 0x7ff00000;
const DOUBLE_MANTISSA_BITS = 52;

/** Rounds to nearest, ties to even, to so many stored mantissa bits, 0 to 51. */
export class MantissaRounding {
  readonly #cell = new Float64Array(1);
  readonly #words = new Int32Array(this.#cell.buffer);
  /** Which of the two words holds the exponent. */
  readonly #high: number;
  /** 1.5 times 2^(52 - mantissa bits): added and taken away again, it leaves no finer bits of a number of [1, 2). */
  readonly #shift: number;

  constructor(mantissaBits: number) {
    this.#cell[0] = 1;
    this.#high = this.#words[1] === 0 ? 0 : 1;
    let shift = 1.5;
    for (let bit = mantissaBits; bit < DOUBLE_MANTISSA_BITS; bit++) shift *= 2;
    this.#shift = shift;
  }

  /** Exact zeros stay; magnitudes must lie within 1e-290 and 1e290. */
  round(value: number): number {
    if (value === 0) return value;
    this.#cell[0] = value;
    this.#words[this.#high] = this.#words[this.#high]! & EXPONENT_FIELD;
    this.#words[1 - this.#high] = 0;
    const far = this.#cell[0] * this.#shift;
    return value + far - far;
  }
}
