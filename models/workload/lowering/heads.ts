/** Heads of one rank, replicated where there are more ranks than heads. */
export function headsPerRank(heads: number, ranks: number): number {
  return Math.max(1, Math.ceil(heads / ranks));
}
