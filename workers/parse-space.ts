import { issueSentence } from '../models/design/issues';
import { parseSpace } from '../models/design/space-schema';
import type { Space } from '../models/design/types';
import { METRIC_IDS } from '../models/evaluate/metrics/metrics';
import type { Parsed } from './job';

/** A space from outside as a job takes it: checked, or the first thing that is wrong with it in one sentence. */
export function parseSweepSpace(json: unknown): Parsed<Space> {
  const parsed = parseSpace(json, { metricIds: METRIC_IDS });
  if (parsed.ok) return { ok: true, value: parsed.space };
  const [first] = parsed.issues;
  return { ok: false, reason: first === undefined ? 'The space is not valid.' : issueSentence(first) };
}
