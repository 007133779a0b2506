import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Certificate,
  type CertificateModel,
  certify,
  poseCertificate,
} from '../models/scheduling/certificate/certify';
import { largestOperator } from '../models/scheduling/footprint';
import { isGiven, type OperatorGraph } from '../models/scheduling/graph';
import { type PlacedSchedule, Scheduler } from '../models/scheduling/scheduler';
import { graphs } from '../models/scheduling/scheduling.test-support';
import { highsProgrammeSolver } from './highs-programme';

const solver = highsProgrammeSolver();

async function certificate(
  graph: OperatorGraph,
  capacity: number,
  model: CertificateModel,
  known: PlacedSchedule | null,
): Promise<Certificate> {
  const posed = poseCertificate(graph, capacity, model);
  if (!posed.ok) throw new Error(posed.reason);
  return certify(model, posed.value, known, solver, 20);
}

function searched(graph: OperatorGraph, capacity: number): Scheduler {
  const scheduler = new Scheduler(graph, capacity);
  while (!scheduler.isDone) scheduler.step(1000);
  return scheduler;
}

/**
 * The graph in which inputs are made by operators of their own and nothing has a copy in main memory: what the model of the
 * paper is about.
 */
function withoutCopies(graph: OperatorGraph): OperatorGraph {
  const loads = graph.tensors.flatMap(({ name, kind }, tensor) => {
    return isGiven(kind) ? [{ name: `load ${name}`, inputs: [], outputs: [tensor] }] : [];
  });
  const tensors = graph.tensors.map((tensor) => ({ ...tensor, kind: 'activation' as const }));
  return { ...graph, operators: [...loads, ...graph.operators], tensors };
}

const drawn = (most: number) => {
  return fc.sample(
    graphs({ operators: most }).chain((graph) => {
      const least = largestOperator(graph).bytes;
      return fc.record({ graph: fc.constant(graph), capacity: fc.integer({ min: least, max: least + 6 }) });
    }),
    { numRuns: 25, seed: 11 },
  );
};

describe('certificates by HiGHS', () => {
  it('of the compact model have the optimum of the search, with its schedule as a start and without', async () => {
    for (const { graph, capacity } of drawn(7)) {
      const { lowerBound, best } = searched(graph, capacity);
      const cold = await certificate(graph, capacity, 'compact', null);
      expect(cold).toMatchObject({ status: 'optimal', bytes: lowerBound, lowerBound });
      const warm = await certificate(graph, capacity, 'compact', best);
      expect(warm).toMatchObject({ status: 'optimal', lowerBound });
    }
  });

  it('of the model of the paper have the optimum of the search where nothing has a copy', async () => {
    for (const { graph, capacity } of drawn(4)) {
      const { upperBound, isProven } = searched(withoutCopies(graph), capacity);
      expect(isProven).toBe(true);
      const found = await certificate(graph, capacity, 'literal', searched(graph, capacity).best);
      expect(found).toMatchObject({ status: 'optimal', bytes: upperBound, lowerBound: upperBound });
    }
  });
});
