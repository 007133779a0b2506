/**
 * The inputs of a ZigZag reference case: layer, machine, spatial choice and the nest to evaluate. Of what a case expects,
 * only the temporal mapping is read, as the question that the numbers answer.
 */
import type { LoopNest } from '../../models/cost/loop-nest/nest';
import { compileProblem, type LoopNestProblem } from '../../models/cost/loop-nest/problem';
import type { NestConventions } from '../../models/cost/loop-nest/types';
import { isFault, readHardware, readLayer, readUnrolling } from '../map-json';
import { type RawCase, valueAt } from './suite';

/** ZigZag 3.8.5, commit 3d12a96e, where it differs from what we would choose. */
export const ZIGZAG_CONVENTIONS: NestConventions = { loadingBelowMinimum: true, tilesBelowMinimum: true };

export type ProblemOfCase = { readonly problem: LoopNestProblem } | { readonly unreadable: string };

export function problemOfCase(body: RawCase['body'], conventions = ZIGZAG_CONVENTIONS): ProblemOfCase {
  const mapping = valueAt(body, 'mapping_input');
  const choice: unknown = Array.isArray(mapping) ? mapping[0] : undefined;
  const layer = readLayer(body['layer'], valueAt(choice, 'memory_operand_links'));
  if (isFault(layer)) return { unreadable: `layer.${layer.fault}` };
  const hardware = readHardware(body['hardware']);
  if (isFault(hardware)) return { unreadable: `hardware.${hardware.fault}` };
  const unrolling = readUnrolling(valueAt(choice, 'spatial_mapping'));
  if (isFault(unrolling)) return { unreadable: `mapping_input.${unrolling.fault}` };
  const compiled = compileProblem(layer, hardware, unrolling, conventions);
  return compiled.ok ? { problem: compiled.problem } : { unreadable: compiled.message };
}

type Loops = readonly (readonly [dim: string, size: number])[];

function readLevels(json: unknown): readonly Loops[] | null {
  if (!Array.isArray(json)) return null;
  const isLoop = (loop: unknown) =>
    Array.isArray(loop) && loop.length === 2 && typeof loop[0] === 'string' && Number.isSafeInteger(loop[1]);
  const isLevel = (level: unknown) => Array.isArray(level) && level.every(isLoop);
  return json.every(isLevel) ? (json as readonly Loops[]) : null;
}

/**
 * One order with a cut per operand and memory, out of lists of loops per operand and memory. The lists of all operands
 * must be cuts of the same order; loops of one iteration are left out.
 */
export function nestOfCase(
  problem: LoopNestProblem,
  body: RawCase['body'],
): LoopNest | { readonly unreadable: string } {
  const cuts = new Int32Array(problem.cutCount);
  let order: Loops | null = null;
  for (const plan of problem.operands) {
    const path = `temporal_mapping_inner_to_outer.${plan.name}`;
    const levels = readLevels(valueAt(body['expected'], path));
    if (levels === null || levels.length !== plan.memories.length) {
      return { unreadable: `${path}: must have a list of loops for each of ${plan.memories.length} memories` };
    }
    const kept = levels.map((level) => level.filter(([, size]) => size > 1));
    kept.slice(0, -1).forEach((level, index) => {
      cuts[plan.firstCut + index + 1] = cuts[plan.firstCut + index]! + level.length;
    });
    const loops = kept.flat();
    if (order !== null && JSON.stringify(order) !== JSON.stringify(loops)) {
      return { unreadable: `${path}: must be the same loops in the same order as for the other operands` };
    }
    order = loops;
  }
  const dims = (order ?? []).map(([dim]) => problem.layer.dims.findIndex(({ name }) => name === dim));
  const products = problem.layer.dims.map((_, dim) =>
    (order ?? []).reduce((product, [, size], index) => (dims[index] === dim ? product * size : product), 1),
  );
  const wrong = products.findIndex((product, dim) => product !== problem.temporalSizes[dim]);
  if (wrong >= 0) {
    const { name } = problem.layer.dims[wrong]!;
    return {
      unreadable: `temporal mapping: loops over ${name} make ${products[wrong]!}, not ${problem.temporalSizes[wrong]!}`,
    };
  }
  return { dims: Int32Array.from(dims), sizes: Float64Array.from(order ?? [], ([, size]) => size), cuts };
}
