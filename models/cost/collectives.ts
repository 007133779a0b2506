/**
 * Seconds of collectives between `ranks` equal ranks by the alpha-beta model: `alpha` seconds a message, `beta` bytes a
 * second per direction and rank. Payload sizes are in bytes, and what they count is said at each function.
 *
 * Sources: Thakur, Rabenseifner, Gropp, "Optimization of collective communication operations in MPICH", 2005; Chan et
 * al., "Collective communication: theory, practice, and experience", 2007; NCCL-tests performance notes.
 * Not modelled: contention between collectives, in-network reduction, protocol overheads, link-level framing.
 */

/** Ring: reduce-scatter, then all-gather. `bytes` is the full tensor that every rank holds. */
export function ringAllReduce(bytes: number, ranks: number, alpha: number, beta: number): number {
  return 2 * (ranks - 1) * alpha + (2 * (ranks - 1) * (bytes / ranks)) / beta;
}

/** Over a switch every rank reaches every other directly: two messages, or a single one that moves everything. */
export function switchAllReduce(bytes: number, ranks: number, alpha: number, beta: number): number {
  const twoShot = 2 * alpha + (2 * (ranks - 1) * (bytes / ranks)) / beta;
  const oneShot = alpha + ((ranks - 1) * bytes) / beta;
  return Math.min(twoShot, oneShot);
}

/** Ring all-gather, or the reduce-scatter it mirrors. `bytes` is the gathered tensor. */
export function ringAllGather(bytes: number, ranks: number, alpha: number, beta: number): number {
  return (ranks - 1) * alpha + ((ranks - 1) * (bytes / ranks)) / beta;
}

/** Every rank sends an equal part of the `bytes` it holds to every other, `rounds` messages one after the other. */
export function allToAll(bytes: number, ranks: number, alpha: number, beta: number, rounds: number): number {
  return rounds * alpha + ((ranks - 1) * (bytes / ranks)) / beta;
}

/** One transfer from a rank to another. */
export function sendReceive(bytes: number, alpha: number, beta: number): number {
  return alpha + bytes / beta;
}
