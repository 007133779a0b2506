/**
 * `ridgeline map`: the best loop nest for one layer on one machine, with its proof or gap, or why nothing fits.
 */
import { evaluateNest, type Latency, latencyCycles } from '../models/cost/loop-nest/evaluate';
import { compileProblem, type LoopNestProblem } from '../models/cost/loop-nest/problem';
import {
  makeScratch,
  OFFLOAD_CYCLES,
  ONLOAD_CYCLES,
  STALL_CYCLES,
  JOULES,
  MAC_JOULES,
} from '../models/cost/loop-nest/scratch';
import type { ArrayUnrolling, EinsumLayer, NestConventions, NestHardware } from '../models/cost/loop-nest/types';
import { mapWithChoice } from '../models/mapping/choices';
import { DEFAULT_LIMITS, type Mapped, mapNest } from '../models/mapping/map-nest';
import { leastMisfits, type Misfit, misfits, unrollingOf } from '../models/mapping/misfit';
import { nestLoops, type NestLoop } from '../models/mapping/nest-loops';
import type { Objective } from '../models/mapping/objective';
import { nestText } from './map-nest-text';

/** Ours: no transfer is shortened below its minimum. */
export const CONVENTIONS: NestConventions = { loadingBelowMinimum: false, tilesBelowMinimum: false };

/** Spatial choices tried when none is given. */
const MOST_CHOICES = 64;

export interface MapRequest {
  readonly layer: EinsumLayer;
  readonly hardware: NestHardware;
  /** Null: the mapper chooses. */
  readonly unrolling: readonly ArrayUnrolling[] | null;
  readonly objective: Objective;
  readonly latency: Latency;
  readonly shouldStop: () => boolean;
}

export interface MapReport {
  readonly objective: Objective;
  readonly latency: Latency;
  /** Joules, cycles or joule-cycles. */
  readonly value: number;
  readonly bound: number;
  /** (value - bound) / bound, over the spatial choices that were tried. */
  readonly gap: number;
  /** No nest of any spatial choice, or of the given one, has a smaller value. */
  readonly isProven: boolean;
  readonly statesExpanded: number;
  readonly orders: 'all prime factors' | 'products of prime factors';
  /** Null when the spatial choice was given. */
  readonly spatialChoices: { readonly tried: number; readonly all: number } | null;
  readonly unrolling: readonly ArrayUnrolling[];
  /** Outermost first. */
  readonly loops: readonly NestLoop[];
  readonly text: string;
  readonly joules: number;
  readonly macJoules: number;
  readonly joulesPerMemory: Readonly<Record<string, number>>;
  readonly wordsPerMemory: Readonly<Record<string, number>>;
  readonly cycles: {
    readonly ideal: number;
    readonly withoutStalls: number;
    readonly stalls: number;
    readonly onload: number;
    readonly offload: number;
    readonly complete: number;
  };
  /** Ideal cycles over complete ones, 0..1. */
  readonly utilisation: number;
}

export type MapAnswer =
  | { readonly kind: 'mapped'; readonly report: MapReport }
  | { readonly kind: 'doesNotFit'; readonly misfits: readonly Misfit[] }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'refused'; readonly message: string };

export function runMap(request: MapRequest): MapAnswer {
  const { layer, hardware, objective, latency, shouldStop } = request;
  const limits = { ...DEFAULT_LIMITS, mostChoices: MOST_CHOICES, shouldStop };
  const compiled = compileProblem(layer, hardware, request.unrolling ?? [], CONVENTIONS);
  if (!compiled.ok) return { kind: 'refused', message: compiled.message };
  if (request.unrolling === null) {
    const chosen = mapWithChoice(layer, hardware, { objective, latency }, CONVENTIONS, limits);
    if (chosen === null) return { kind: 'doesNotFit', misfits: leastMisfits(layer, hardware, CONVENTIONS) };
    const counts = { tried: chosen.tried, all: chosen.choices };
    return { kind: 'mapped', report: reportOf(chosen.problem, chosen.mapping, request, counts) };
  }
  const mapping = mapNest(compiled.problem, { objective, latency }, limits);
  if (mapping.kind === 'doesNotFit') return { kind: 'doesNotFit', misfits: misfits(compiled.problem) };
  if (mapping.kind !== 'mapped') return { kind: 'notFound' };
  return { kind: 'mapped', report: reportOf(compiled.problem, mapping, request, null) };
}

function reportOf(
  problem: LoopNestProblem,
  { nest, value, bound, isCoarse, expanded }: Mapped,
  { objective, latency }: MapRequest,
  choices: MapReport['spatialChoices'],
): MapReport {
  const scratch = makeScratch(problem);
  evaluateNest(problem, nest, scratch);
  const at = (place: number) => scratch.result[place]!;
  const complete = latencyCycles(scratch.result, 'complete');
  const gap = value / bound - 1;
  return {
    ...{ objective, latency, value, bound, gap },
    isProven: gap <= 1e-12 && (choices === null || choices.tried === choices.all),
    statesExpanded: expanded,
    orders: isCoarse ? 'products of prime factors' : 'all prime factors',
    spatialChoices: choices,
    unrolling: unrollingOf(problem),
    loops: nestLoops(problem, nest),
    text: nestText(problem, nest),
    joules: at(JOULES),
    macJoules: at(MAC_JOULES),
    joulesPerMemory: perMemory(problem, (link) => scratch.words[link]! * problem.linkJoules[link]!),
    wordsPerMemory: perMemory(problem, (link) => scratch.words[link]!),
    cycles: {
      ideal: problem.idealCycles,
      withoutStalls: problem.temporalCycles,
      stalls: at(STALL_CYCLES),
      onload: at(ONLOAD_CYCLES),
      offload: at(OFFLOAD_CYCLES),
      complete,
    },
    utilisation: problem.idealCycles / complete,
  };
}

function perMemory(problem: LoopNestProblem, value: (link: number) => number): Readonly<Record<string, number>> {
  const sums = problem.hardware.memories.map(() => 0);
  problem.ports.forEach(({ memory, links }) => {
    for (const link of links) sums[memory]! += value(link);
  });
  return Object.fromEntries(problem.hardware.memories.map(({ name }, memory) => [name, sums[memory]!]));
}
