import { issueSentence } from '../models/design/issues';
import { parseDesign } from '../models/design/schema';
import type { Design } from '../models/design/types';
import type { Parsed } from './job';

/** Checks the design of a job's input. */
export function parseJobDesign(input: unknown): Parsed<Design> {
  const parsed = parseDesign(input);
  if (parsed.ok) return { ok: true, value: parsed.design };
  const [first] = parsed.issues;
  return { ok: false, reason: first === undefined ? 'The design is not valid.' : issueSentence(first) };
}
