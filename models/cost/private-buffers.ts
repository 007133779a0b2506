import { gemmFetchesA, gemmFetchesB } from './flush-when-full';
import { bufferWritesOutput, type DataflowCode } from './systolic';

/** The simulator counts the active half of a buffer in steps of so many words. */
const WORDS_PER_STEP = 50;

/**
 * Off-chip bytes of one product C[M,N] = A[M,K] B[K,N] where each operand has a third of the memory to itself, half of
 * it active, and a buffer forgets all it holds the moment it is full: writes those of A, B and C at `out[at..at+2]`.
 *
 * Every set of outputs of a fold of K leaves, in the width of C, and none comes back. An operand of no width, which is
 * on the chip anyway, moves nothing. Words that the windows of a convolution share are not told apart: A is unfolded.
 *
 * Source: the double-buffered operand memories of one published simulator; see the switch `sharedMemoryTiles`.
 */
export function privateBufferBytes(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  rows: number,
  columns: number,
  bytesA: number,
  bytesB: number,
  bytesC: number,
  capacityBytes: number,
  out: Float64Array,
  at: number,
): void {
  const forA = activeWords(capacityBytes, bytesA);
  const forB = activeWords(capacityBytes, bytesB);
  out[at] = bytesA === 0 ? 0 : bytesA * gemmFetchesA(dataflow, m, n, k, columns, forA);
  out[at + 1] = bytesB === 0 ? 0 : bytesB * gemmFetchesB(dataflow, m, n, k, rows, columns, forB);
  out[at + 2] = bytesC * bufferWritesOutput(dataflow, m, n, k, rows);
}

function activeWords(capacityBytes: number, bytesEach: number): number {
  return WORDS_PER_STEP * Math.floor(capacityBytes / 3 / bytesEach / (2 * WORDS_PER_STEP));
}
