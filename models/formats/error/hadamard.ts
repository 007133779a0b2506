import { RandomNumbers } from './distributions';

/**
 * Multiplies runs of `size` neighbours by a normalised Hadamard matrix with random signs, H diag(s) / sqrt(size), in
 * place. It spreads outliers over their run: the crest factor approaches that of normal numbers. Its own inverse is
 * H diag(s) transposed; errors keep their length, since the matrix is orthogonal.
 *
 * `size` must be a power of two, and the length a multiple of it (throws). Source: QuaRot, arXiv:2404.00456, section 3;
 * arXiv:2510.25602 calls it random Hadamard transform.
 */
export function rotateByHadamard(values: Float32Array, size: number, seed: number): void {
  if (!(size >= 1) || (size & (size - 1)) !== 0 || values.length % size !== 0) {
    throw new Error(`runs must be of a power of two that divides ${values.length}, not ${size}`);
  }
  const signs = randomSigns(size, seed);
  const run = new Float64Array(size);
  const scale = 1 / Math.sqrt(size);
  for (let at = 0; at < values.length; at += size) {
    for (let i = 0; i < size; i++) run[i] = values[at + i]! * signs[i]!;
    butterflies(run);
    for (let i = 0; i < size; i++) values[at + i] = run[i]! * scale;
  }
}

function randomSigns(size: number, seed: number): Float64Array {
  const random = new RandomNumbers(seed);
  return Float64Array.from({ length: size }, () => (random.uniform() < 0.5 ? -1 : 1));
}

/** The fast Walsh-Hadamard transform, in place. */
function butterflies(run: Float64Array): void {
  for (let half = 1; half < run.length; half *= 2) {
    for (let start = 0; start < run.length; start += 2 * half) {
      for (let i = start; i < start + half; i++) {
        const [a, b] = [run[i]!, run[i + half]!];
        run[i] = a + b;
        run[i + half] = a - b;
      }
    }
  }
}
