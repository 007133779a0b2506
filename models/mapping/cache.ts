import type { LoopNestProblem } from '../cost/loop-nest/problem';
import { type MapLimits, mapNest, type Mapping } from './map-nest';
import type { Goal } from './objective';

/**
 * Everything that a mapping depends on, as text. Names of dims and operands are left out, so that layers of the same
 * shape share it: a network costs its distinct shapes only.
 */
export function mappingKey(problem: LoopNestProblem, goal: Goal): string {
  const { layer, hardware, conventions, unrolled } = problem;
  const dimOf = (name: string) => layer.dims.findIndex((dim) => dim.name === name);
  const operands = layer.operands.map(({ role, slot, bits, finalBits, indices }) => {
    const places = indices.map((index) => index.map(({ dim, stride }) => [dimOf(dim), stride]));
    return [role, slot, bits, finalBits, places];
  });
  const sizes = layer.dims.map(({ size }) => size);
  return JSON.stringify([goal.objective, goal.latency, sizes, operands, unrolled, hardware, conventions]);
}

/** Mappings found before; limits are the same for all of them. */
export class MappingCache {
  readonly #found = new Map<string, Mapping>();
  readonly #limits: MapLimits;

  constructor(limits: MapLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#found.size;
  }

  /** The mapping of a problem. One that was cut short by `shouldStop` is not kept. */
  map(problem: LoopNestProblem, goal: Goal): Mapping {
    const key = mappingKey(problem, goal);
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const mapping = mapNest(problem, goal, this.#limits);
    if (!this.#limits.shouldStop()) this.#found.set(key, mapping);
    return mapping;
  }
}
