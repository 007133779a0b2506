import * as v from 'valibot';
import type { Parsed } from './job';

/** Checks what a job is given, which may come from a link or a file; the reason names what is at fault. */
export function parseBy<Schema extends v.GenericSchema>(schema: Schema) {
  return (input: unknown): Parsed<v.InferOutput<Schema>> => {
    const parsed = v.safeParse(schema, input);
    return parsed.success ? { ok: true, value: parsed.output } : { ok: false, reason: v.summarize(parsed.issues) };
  };
}
