import * as v from 'valibot';
import {
  type Certificate,
  CERTIFICATE_MODELS,
  certify,
  poseCertificate,
  type ProgrammeSolver,
} from '../models/scheduling/certificate/certify';
import type { GraphOutcome, OperatorGraph } from '../models/scheduling/graph';
import { readGraph } from '../models/scheduling/read-graph';
import type { PlacedSchedule } from '../models/scheduling/scheduler';
import { validateSchedule } from '../models/scheduling/validate';
import { defineJob, type Job } from './job';
import { parseBy } from './parse-input';
import { CERTIFICATE_JOB_ID } from './schedule-job-ids';

const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const InputSchema = v.strictObject({
  /** As `readGraph` takes it. */
  graph: v.unknown(),
  scratchpadBytes: v.number(),
  model: v.picklist(CERTIFICATE_MODELS),
  seconds: v.pipe(v.number(), v.minValue(0), v.maxValue(600)),
  /** The answer of the search, to start from. What the validator refuses is left aside. */
  known: v.nullable(
    v.strictObject({
      order: v.array(index),
      episodes: v.array(v.strictObject({ tensor: index, lower: index, upper: index, offset: bytes })),
      spilledBytes: bytes,
      retrievedBytes: bytes,
    }),
  ),
});
export type CertificateJobInput = v.InferOutput<typeof InputSchema>;

/** A programme that can not be posed is an answer, in one sentence. */
export type CertificateJobOutput = GraphOutcome<Certificate>;

/**
 * Proves a schedule by an integer programme. Reports the lower bound in bytes as progress. While the solver works it can not
 * be cancelled: whoever does not want to wait ends the worker.
 */
export function createCertificateJob(solver: ProgrammeSolver): Job {
  return defineJob<CertificateJobInput, CertificateJobOutput>({
    id: CERTIFICATE_JOB_ID,
    parse: parseBy(InputSchema),
    async run({ graph: json, scratchpadBytes, model, seconds, known }, context) {
      const graph = readGraph(json);
      if (!graph.ok) return graph;
      const posed = poseCertificate(graph.value, scratchpadBytes, model);
      if (!posed.ok) return posed;
      await context.nextSlice();
      if (context.shouldStop()) return { ok: false, reason: 'stopped' };
      const start = known === null ? null : soundSchedule(graph.value, scratchpadBytes, known);
      const report = (bound: number) => context.progress(bound);
      return { ok: true, value: await certify(model, posed.value, start, solver, seconds, report) };
    },
  });
}

function soundSchedule(graph: OperatorGraph, scratchpadBytes: number, known: PlacedSchedule): PlacedSchedule | null {
  const isInside =
    known.order.every((operator) => operator < graph.operators.length) &&
    known.episodes.every(({ tensor, upper }) => tensor < graph.tensors.length && upper <= known.order.length);
  return isInside && validateSchedule(graph, scratchpadBytes, known).faults.length === 0 ? known : null;
}
