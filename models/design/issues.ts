/** What is wrong with a value from outside. Apart from the schemas, so that a page can load those later. */

/** What is wrong at one place. `message` continues a sentence that starts with `path`. */
export interface Issue {
  /** `accelerator.tiers[0].capacityBytes`; empty: the whole value. */
  readonly path: string;
  readonly message: string;
}

/** More are not worth reading, and a hostile file could ask for millions. */
export const MAX_ISSUES = 20;

/** Longest name or label. */
export const MAX_TEXT = 120;

/** An issue as one sentence. */
export function issueSentence({ path, message }: Issue): string {
  return path === '' ? `The value ${message}` : `${path}: ${message}`;
}
