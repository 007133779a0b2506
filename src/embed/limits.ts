/** An embedded chart has no workers: what it evaluates, it evaluates on the page that shows it. */
export const MOST_DESIGNS = 200_000;
