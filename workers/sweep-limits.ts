/** Most designs whose metrics are kept one by one; beyond it, ask for frontier, density and counts only. */
export const MOST_COLUMN_ROWS = 4_000_000;
