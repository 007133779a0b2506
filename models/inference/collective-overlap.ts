/**
 * Seconds of collectives that computation does not hide: `max(0, exchange - overlap x work)`.
 *
 * `overlap` is the share of the compute time that can run beside a collective: 0, none of it; 1, as with two
 * microbatches that take turns. Source: MegaScale, arXiv 2402.15627, section 3. Not modelled: weights read twice.
 */
export function exposed(exchange: number, work: number, overlap: number): number {
  return overlap === 0 ? exchange : Math.max(0, exchange - overlap * work);
}
