import { canonicalJson } from '../canonical';
import type { Design } from '../types';

/** A text that is the same for values that are the same, whatever the order of their keys. */
export function sameText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

/** The inputs of a design in canonical form: neither its name nor where values came from. Throws when it breaks the schema. */
export function inputsText(design: Design): string {
  return canonicalJson({ ...design, name: '', origin: { accelerator: null, workload: null } });
}

/** Of each design, the position of the first one that has the same inputs; its own where there is none before it. */
export function firstOfSame(designs: readonly Design[]): readonly number[] {
  const texts = designs.map(inputsText);
  return texts.map((text) => texts.indexOf(text));
}
