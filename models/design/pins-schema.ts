import { designIssues } from './design-checks';
import { issueSentence } from './issues';
import { MAX_PINS, type Pins } from './pins';
import { DesignSchema } from './schema';
import { check, list, record, whole } from './schema-parts';

const PinsSchema = record({
  designs: list(DesignSchema, { min: 1, max: MAX_PINS }),
  reference: whole({ min: 0, max: MAX_PINS - 1 }),
});

export type ParsedPins = { readonly ok: true; readonly pins: Pins } | { readonly ok: false; readonly message: string };

/** Checks pinned designs from outside, as `parseDesign` checks a design. Never throws. */
export function parsePins(json: unknown): ParsedPins {
  const shape = check<Pins>(PinsSchema, json);
  const issues = shape.ok
    ? shape.value.designs.flatMap((design, at) =>
        designIssues(design).map(({ path, message }) => ({ path: `designs[${at}].${path}`, message })),
      )
    : shape.issues;
  const [first] = issues;
  if (first !== undefined) return { ok: false, message: issueSentence({ ...first, path: `pins.${first.path}` }) };
  if (!shape.ok || shape.value.reference >= shape.value.designs.length) {
    return { ok: false, message: 'pins.reference: must be the position of one of the designs' };
  }
  return { ok: true, pins: shape.value };
}
