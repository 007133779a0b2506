/**
 * What bytes that are moved twice cost in main memory, in joules or seconds as `perByte` is; nothing for no bytes, whatever is
 * not known of the memory. Not modelled: energy in the scratchpad and on the way, latency, overlap with computing.
 *
 * @param perByte joules of a byte, or seconds at the bandwidth of main memory
 */
export function spillCost(bytes: number, perByte: number): number {
  return bytes === 0 ? 0 : bytes * perByte;
}
