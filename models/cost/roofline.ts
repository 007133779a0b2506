/**
 * Time of one operator from the times of its resources: the roofline, with the coefficients that tools differ in.
 *
 * Scalars only: these functions run for every operator of every design.
 * Source: Williams, Waterman, Patterson, "Roofline", CACM 52(4), 2009, eq. (1).
 * Not modelled: launch latency, imperfect overlap within an operator, cache reuse.
 */
export function overlapped(first: number, second: number, serialShare: number): number {
  return Math.max(first, second) + serialShare * Math.min(first, second);
}

/**
 * Seconds of an operator on its matrix unit, memories and vector unit.
 *
 * @param matrix seconds of the matrix unit
 * @param memory seconds of all memory traffic
 * @param vector seconds of the vector unit
 * @param vectorSerial 0 when vector work overlaps, 1 when it comes after
 */
export function operatorSeconds(matrix: number, memory: number, vector: number, vectorSerial: number): number {
  return overlapped(Math.max(matrix, memory), vector, vectorSerial);
}

/**
 * Seconds of an operator from the times of all its resources; the memories' times overlap or add up.
 *
 * @param memorySerial 0 when off-chip and on-chip transfers overlap, 1 when they follow each other
 */
export function resourceSeconds(
  matrix: number,
  offChip: number,
  onChip: number,
  lanes: number,
  special: number,
  memorySerial: number,
  vectorSerial: number,
): number {
  return operatorSeconds(matrix, overlapped(offChip, onChip, memorySerial), Math.max(lanes, special), vectorSerial);
}

/**
 * Bandwidth of a memory whose overflow streams from a farther one: both at the same time, the slower counts.
 *
 * @returns bytes per second seen by all traffic when `needed` bytes are spread over both memories
 */
export function offloadedBytesPerSecond(needed: number, capacity: number, near: number, far: number): number {
  return needed / Math.max(Math.min(needed, capacity) / near, (needed - capacity) / far);
}
