import { evaluateNest, latencyCycles } from '../cost/loop-nest/evaluate';
import type { LoopNestProblem } from '../cost/loop-nest/problem';
import { makeScratch, type NestScratch, OFFLOAD_CYCLES, ONLOAD_CYCLES, STALL_CYCLES } from '../cost/loop-nest/scratch';
import { DIRECTIONS } from '../cost/loop-nest/types';
import type {
  Machine,
  MachineTier,
  MappedLoop,
  Product,
  ProductAnswer,
  ProductMapper,
  ProductMapping,
  ProductMisfit,
  ProductUnmapped,
  SpatialLoop,
  TierTraffic,
} from '../evaluate/mapped/product-mapper';
import { rowMapper } from '../evaluate/mapped/row-mapper';
import { TIER_OPERANDS, type TierOperand } from '../hardware/types';
import { hardwareOf, type MappedHardware, WORD_BITS } from './machine-hardware';
import { type Misfit, misfits } from './misfit';
import { type NestLoop, nestLoops } from './nest-loops';
import { MappingKeys } from './mapping-keys';
import { layerOfProduct } from './product-layer';
import { type LatencyGoal, searchSpatially, type SpatialLimits, type SpatiallyChosen } from './spatial-search';

/** What one product may cost to map: counted in states and nests, so that every engine finds the same nest. */
export interface MapperBudget extends Omit<SpatialLimits, 'shouldStop'> {
  /** Answers kept; the oldest goes first. */
  readonly mostAnswers: number;
}

/** Some milliseconds for a product of a language model. */
export const DESIGN_BUDGET: MapperBudget = {
  mostNodes: 400,
  mostStates: 300,
  mostEvaluations: 60,
  mostChoices: 3,
  mostOthers: 24,
  mostAnswers: 4000,
};

/** A mapper with answers of its own: whoever makes it owns them, and shares it as far as it wants them shared. */
export function createProductMapper(budget: MapperBudget = DESIGN_BUDGET): ProductMapper {
  const cached = new CachedMapper(budget);
  return rowMapper((product, machine) => cached.map(product, machine));
}

class CachedMapper implements Pick<ProductMapper, 'map'> {
  readonly #budget: MapperBudget;
  readonly #answers = new Map<string, ProductAnswer>();
  readonly #keys = new MappingKeys();

  constructor(budget: MapperBudget) {
    this.#budget = budget;
  }

  map(product: Product, machine: Machine): ProductAnswer {
    const key = this.#keys.of(product, machine);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = mapProduct(product, machine, this.#budget);
    if (this.#answers.size >= this.#budget.mostAnswers) this.#answers.delete(this.#answers.keys().next().value!);
    this.#answers.set(key, answer);
    return answer;
  }
}

function mapProduct(product: Product, machine: Machine, budget: MapperBudget): ProductAnswer {
  const mapped = hardwareOf(machine, product);
  if (typeof mapped === 'string') return { kind: 'unmapped', reason: mapped, misfits: [] };
  const layer = layerOfProduct(product);
  const { loadingBelowMinimum } = machine;
  const conventions = { loadingBelowMinimum, tilesBelowMinimum: loadingBelowMinimum };
  const goal: LatencyGoal = { objective: 'latency', latency: machine.loadingCounts ? 'complete' : 'stalled' };
  const limits = { ...budget, shouldStop: () => false };
  const found = searchSpatially(layer, mapped.hardware, conventions, goal, limits);
  return found.best === null ? unmapped(found.first, mapped) : mappingOf(found.best, found, mapped, goal);
}

function mappingOf(
  { problem, mapping }: NonNullable<SpatiallyChosen['best']>,
  { searched, all }: SpatiallyChosen,
  { tierOf }: MappedHardware,
  goal: LatencyGoal,
): ProductMapping {
  const scratch = makeScratch(problem);
  evaluateNest(problem, mapping.nest, scratch);
  const { result } = scratch;
  const counted = latencyCycles(result, goal.latency);
  const units = problem.hardware.array.reduce((product, { size }) => product * size, 1);
  const ideal = problem.macs / units;
  return {
    kind: 'mapped',
    cycles: {
      ideal,
      withoutStalls: problem.temporalCycles,
      stalls: result[STALL_CYCLES]!,
      onload: result[ONLOAD_CYCLES]!,
      offload: result[OFFLOAD_CYCLES]!,
      counted,
    },
    utilisation: ideal / counted,
    traffic: problem.hardware.memories.map(({ name }, memory) =>
      trafficOf(problem, scratch, memory, name, tierOf[memory]!),
    ),
    spatial: problem.unrolled.map(({ along, dim, factor }) => ({
      along: problem.hardware.array[along]!.name as SpatialLoop['along'],
      dim: problem.layer.dims[dim]!.name,
      factor,
    })),
    loops: mergedLoops(nestLoops(problem, mapping.nest)),
    gap: mapping.value / mapping.bound - 1,
    choices: { tried: searched, all },
  };
}

/** Loops of one dim that follow each other in the same memories are one loop. */
function mergedLoops(loops: readonly NestLoop[]): readonly MappedLoop[] {
  const merged: MappedLoop[] = [];
  for (const { dim, size, memories } of loops) {
    const tiers = memories as Readonly<Record<TierOperand, string>>;
    const last = merged.at(-1);
    const continues = last?.dim === dim && TIER_OPERANDS.every((operand) => last.tiers[operand] === tiers[operand]);
    if (continues) merged[merged.length - 1] = { ...last, size: last.size * size };
    else merged.push({ dim, size, tiers });
  }
  return merged;
}

function trafficOf(
  problem: LoopNestProblem,
  { words }: NestScratch,
  memory: number,
  id: string,
  tier: MachineTier | null,
): TierTraffic {
  const bytesOf = (operand: TierOperand, isRead: boolean) => {
    const plan = problem.operands.find(({ name }) => name === operand)!;
    const level = plan.memories.indexOf(memory);
    if (level < 0) return 0;
    // Even directions read a memory, odd ones write it; words are single bytes.
    const first = plan.firstLink + level * DIRECTIONS + (isRead ? 0 : 1);
    return words[first]! + words[first + 2]!;
  };
  const of = (isRead: boolean) =>
    Object.fromEntries(TIER_OPERANDS.map((name) => [name, bytesOf(name, isRead)])) as Record<TierOperand, number>;
  const [readBytes, writtenBytes] = [of(true), of(false)];
  const joules =
    tier === null
      ? 0
      : energy(readBytes, tier.readJoulesPerBit * WORD_BITS) + energy(writtenBytes, tier.writeJoulesPerBit * WORD_BITS);
  return { tier: id, label: tier === null ? 'Register of an element' : tier.label, readBytes, writtenBytes, joules };
}

function energy(bytes: Readonly<Record<TierOperand, number>>, joulesPerByte: number): number {
  const sum = bytes.input + bytes.weight + bytes.output;
  return sum === 0 ? 0 : sum * joulesPerByte;
}

/** What the way to lay loops along the array that lacks least would need. */
function unmapped(problems: readonly LoopNestProblem[], { hardware, tierOf }: MappedHardware): ProductUnmapped {
  const lacking = problems.map((problem) => misfits(problem)).filter((found) => found.length > 0);
  const missing = (found: readonly Misfit[]) => found.reduce((sum, { bitsMissing }) => sum + bitsMissing, 0);
  const [least = []] = lacking.toSorted((a, b) => missing(a) - missing(b));
  const found = least.flatMap(({ memory, needs, bitsAvailable, bitsMissing }): readonly ProductMisfit[] => {
    const tier = tierOf[hardware.memories.findIndex(({ name }) => name === memory)];
    if (tier === null || tier === undefined) return [];
    return [
      {
        ...{ tier: tier.id, label: tier.label, capacityBytes: bitsAvailable / WORD_BITS },
        needs: needs.map(({ operand, bits }) => ({
          operand: operand as TierOperand,
          bytes: Math.ceil(bits / WORD_BITS),
        })),
        neededBytes: Math.ceil((bitsAvailable + bitsMissing) / WORD_BITS),
      },
    ];
  });
  return {
    kind: 'unmapped',
    reason: found.length > 0 ? 'No loop nest fits.' : 'No loop nest was found.',
    misfits: found,
  };
}
