/**
 * Random tensors for measuring errors: the same on every engine for the same seed.
 *
 * Uniform numbers: xoshiro128++ (Blackman, Vigna, ACM TOMS 47(4), 2021), seeded with splitmix32. Normal numbers: the polar
 * method (Marsaglia, Bray, SIAM Review 6(3), 1964).
 */
import { log } from '../../units/deterministic-math';

export const DISTRIBUTIONS = ['gaussian', 'laplace', 'student_t5', 'student_t3', 'uniform'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

const TWO_32 = 4294967296;
const TWO_53 = 9007199254740992;

export class RandomNumbers {
  readonly #state = new Uint32Array(4);
  #spareNormal = NaN;

  /** `seed`: any whole number; its lowest 32 bits count. */
  constructor(seed: number) {
    let mixed = seed >>> 0;
    for (let i = 0; i < 4; i++) {
      mixed = (mixed + 0x9e3779b9) >>> 0;
      let word = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
      word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
      this.#state[i] = word ^ (word >>> 15);
    }
  }

  #word(): number {
    const s = this.#state;
    const [a, b, c, d] = [s[0]!, s[1]!, s[2]!, s[3]!];
    const sum = (a + d) >>> 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    const third = c ^ a;
    const fourth = d ^ b;
    s[1] = b ^ third;
    s[0] = a ^ fourth;
    s[2] = third ^ (b << 9);
    s[3] = (fourth << 11) | (fourth >>> 21);
    return result;
  }

  /** In [0, 1), 53 bits. */
  uniform(): number {
    const high = this.#word() >>> 11;
    return (high * TWO_32 + this.#word()) / TWO_53;
  }

  /** Mean 0, standard deviation 1. */
  normal(): number {
    const spare = this.#spareNormal;
    if (!Number.isNaN(spare)) {
      this.#spareNormal = NaN;
      return spare;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * log(square)) / square);
      this.#spareNormal = y * factor;
      return x * factor;
    }
  }

  /** Scale 1: density exp(-|x|) / 2. */
  laplace(): number {
    const centred = this.uniform() - 0.5;
    const magnitude = -log(1 - 2 * Math.abs(centred));
    return centred < 0 ? -magnitude : magnitude;
  }

  /** A normal number over the root of a chi-squared one by its degrees of freedom, a small whole number. */
  student(freedom: number): number {
    const numerator = this.normal();
    let chiSquared = 0;
    for (let i = 0; i < freedom; i++) {
      const normal = this.normal();
      chiSquared += normal * normal;
    }
    return numerator / Math.sqrt(chiSquared / freedom);
  }
}

function drawer(distribution: Distribution, random: RandomNumbers): () => number {
  switch (distribution) {
    case 'gaussian':
      return () => random.normal();
    case 'laplace':
      return () => random.laplace();
    case 'student_t5':
      return () => random.student(5);
    case 'student_t3':
      return () => random.student(3);
    case 'uniform':
      return () => 2 * random.uniform() - 1;
  }
}

/** Channels (columns) that are larger than the others, as activations of language models have them. */
export interface OutlierChannels {
  /** Every so many columns one is larger. */
  readonly every: number;
  readonly factor: number;
}

/** Rows of `columns` independent elements; some columns larger by a factor, where asked for. */
export function randomTensor(
  distribution: Distribution,
  seed: number,
  length: number,
  columns = length,
  outliers: OutlierChannels | null = null,
): Float32Array {
  const draw = drawer(distribution, new RandomNumbers(seed));
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const isOutlier = outliers !== null && (i % columns) % outliers.every === 0;
    values[i] = draw() * (isOutlier ? outliers.factor : 1);
  }
  return values;
}
