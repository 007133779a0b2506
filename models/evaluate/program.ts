import type { Design, Space } from '../design/types';
import { describeStructure, loweringOf } from '../workload/lowering/lowerings';
import type { Phase } from '../workload/lowering/rows';
import type { Structure } from '../workload/lowering/types';
import type { Rules } from '../workload/rules';
import type { Workload } from '../workload/types';
import type { ArrayModel } from './array-model';
import { digitsOf, partsOfDigit, withDigit, type Digit } from './axes';
import type { StageId } from './context';
import { schedulesFor, type MetricId } from './metrics/metrics';
import type { ModelId, Models } from './models';
import { rowLists } from './row-lists';
import { PART_READERS, type PartId, type Parts } from './parts';
import { STAGES, type AnyStage } from './stages/registry';

/** Parts that decide the list of operators: an axis of theirs makes one program variant for each value. */
const STRUCTURAL: ReadonlySet<PartId> = new Set<PartId>(['workload', 'layerRanges', 'rules']);

/** How a stage or part depends on the digits of an index. */
export interface Dependence {
  /** Digits that it depends on, by position in `Program.digits`. */
  readonly digits: readonly number[];
  /** What one step of each digit of the program adds to the offset; 0 where it does not depend on it. */
  readonly strides: Float64Array;
  /** What moving on each digit of the program adds to the offset, all faster digits going back to their first value. */
  readonly steps: Float64Array;
  readonly size: number;
}

export interface CompiledStage {
  readonly stage: AnyStage;
  readonly dependence: Dependence;
}

/** A space with one list of operators. */
export interface Variant {
  readonly base: Design;
  readonly structure: Structure;
  readonly lists: ReturnType<typeof rowLists>;
  /** Null at level `roofline`. */
  readonly array: ArrayModel | null;
  readonly widths: Readonly<Record<StageId, number>>;
}

/**
 * A space made ready to run. Immutable: tables belong to a `Runner`, so that threads and tests share nothing.
 *
 * Index 0 .. size-1 is mixed radix over `digits`, the first turning slowest: structural axes, then those that feed early
 * stages, then those that only the last step reads.
 */
export interface Program {
  readonly space: Space;
  readonly digits: readonly Digit[];
  readonly radices: Float64Array;
  readonly size: number;
  /** Number of leading digits that choose the variant. */
  readonly structuralDigits: number;
  readonly variants: readonly Variant[];
  readonly stages: readonly CompiledStage[];
  readonly parts: Readonly<Record<PartId, Dependence>>;
  /** Phases whose graphs are scheduled. */
  readonly schedules: ReadonlySet<Phase>;
}

/**
 * Compiles a space whose design and axes are valid (see `design/schema.ts`). One design is a space without axes.
 *
 * @param models those of `modelsOf(space)` at least; throws where one is missing that nothing stands in for
 * @param wanted metrics that are asked for besides objectives and constraints: without it, metrics of schedules are missing
 */
export function compileWith(space: Space, models: Models, wanted: readonly MetricId[] = []): Program {
  const schedules = schedulesFor([...wanted, ...space.objectives, ...space.constraints.map(({ metric }) => metric)]);
  const all = digitsOf(space);
  const structural = all.filter(isStructural);
  const variants = structuralDesigns(space.base, structural).map((design) => compileVariant(design, models, schedules));
  const active = activeStages(variants);
  const digits = [...structural, ...orderDigits(all.filter((digit) => !isStructural(digit)))];
  const radices = Float64Array.from(digits, (digit) => digit.axis.values.length);
  const parts = Object.fromEntries(
    partIds().map((part) => [
      part,
      dependence(
        radices,
        digits.map((digit) => partsOfDigit(digit).has(part)),
      ),
    ]),
  ) as Record<PartId, Dependence>;
  return {
    space,
    digits,
    radices,
    size: radices.reduce((product, radix) => product * radix, 1),
    structuralDigits: structural.length,
    variants,
    stages: compileStages(digits, radices, active),
    parts,
    schedules,
  };
}

/** One design as a space without axes. */
export function spaceOf(design: Design): Space {
  return { base: design, axes: [], constraints: [], objectives: [] };
}

/** Number of designs of a space. */
export function sizeOf(space: Space): number {
  return digitsOf(space).reduce((product, { axis }) => product * axis.values.length, 1);
}

/** The models that any design of a space needs. */
export function modelsOf(space: Space): ReadonlySet<ModelId> {
  const designs = structuralDesigns(space.base, digitsOf(space).filter(isStructural));
  return new Set(
    designs.flatMap((design) => modelsOfDesign(PART_READERS.workload(design), PART_READERS.rules(design))),
  );
}

function modelsOfDesign(workload: Workload, rules: Rules): readonly ModelId[] {
  const lowering = loweringOf(workload, rules);
  return rules.level === 'roofline' ? [lowering] : [lowering, 'array'];
}

/** Whether any design of a program is at level `mapped`: each of them takes a mapper, and milliseconds. */
export function isMapping({ variants }: Program): boolean {
  return variants.some(({ widths }) => widths.mapping > 0);
}

/** Index of each digit's position, the design that an index stands for, and back. */
export function positionsAt(program: Program, index: number): number[] {
  const positions = new Array<number>(program.digits.length).fill(0);
  let rest = index;
  for (let digit = program.digits.length - 1; digit >= 0; digit--) {
    const radix = program.radices[digit]!;
    const next = Math.floor(rest / radix);
    positions[digit] = rest - next * radix;
    rest = next;
  }
  return positions;
}

/** The design at an index of a program. */
export function designAt(program: Program, index: number): Design {
  const positions = positionsAt(program, index);
  return program.digits.reduce((design, digit, i) => withDigit(design, digit, positions[i]!), program.space.base);
}

function partIds(): readonly PartId[] {
  return Object.keys(PART_READERS) as PartId[];
}

function isStructural(digit: Digit): boolean {
  return [...partsOfDigit(digit)].some((part) => STRUCTURAL.has(part));
}

/** Stages that write anything: a space without level `mapped` is not to depend on all that a mapping reads. */
function activeStages(variants: readonly Variant[]): ReadonlySet<AnyStage> {
  return new Set(STAGES.filter(({ id }) => variants.some(({ widths }) => widths[id] > 0)));
}

/**
 * By the earliest stage that a digit feeds; ties keep the order of the space. The stage `mapping` does not count: the
 * order is to be the same whatever the values of the axes are.
 */
function orderDigits(digits: readonly Digit[]): readonly Digit[] {
  return digits
    .map((digit, order) => ({ digit, order, rank: earliestStage(digit) }))
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ digit }) => digit);
}

function earliestStage(digit: Digit): number {
  const parts = partsOfDigit(digit);
  const index = STAGES.findIndex(({ id, reads }) => id !== 'mapping' && reads.some((part) => parts.has(part)));
  return index < 0 ? STAGES.length : index;
}

function dependence(radices: Float64Array, depends: readonly boolean[]): Dependence {
  const strides = new Float64Array(radices.length);
  const steps = new Float64Array(radices.length);
  let size = 1;
  for (let digit = radices.length - 1; digit >= 0; digit--) {
    // Faster digits go back from their last values, which is the last of the `size` offsets that they reach.
    steps[digit] = 1 - size;
    if (!depends[digit]) continue;
    strides[digit] = size;
    steps[digit] = 1;
    size *= radices[digit]!;
  }
  return { digits: depends.flatMap((yes, digit) => (yes ? [digit] : [])), strides, steps, size };
}

function compileStages(
  digits: readonly Digit[],
  radices: Float64Array,
  active: ReadonlySet<AnyStage>,
): readonly CompiledStage[] {
  const dependsOf = new Map<string, readonly boolean[]>();
  return STAGES.map((stage) => {
    const depends = digits.map((digit, i) => {
      if (!active.has(stage)) return false;
      const moved = partsOfDigit(digit);
      const reads = stage.reads.some((part) => moved.has(part)) || isStructural(digit);
      return reads || stage.after.some((before) => dependsOf.get(before)![i]);
    });
    dependsOf.set(stage.id, depends);
    return { stage, dependence: dependence(radices, depends) };
  });
}

/** A design for each combination of values of the structural digits, the first turning slowest. */
function structuralDesigns(base: Design, digits: readonly Digit[]): readonly Design[] {
  let designs: readonly Design[] = [base];
  for (const digit of digits) {
    designs = designs.flatMap((design) => digit.axis.values.map((_, position) => withDigit(design, digit, position)));
  }
  return designs;
}

function compileVariant(base: Design, models: Models, schedules: ReadonlySet<Phase>): Variant {
  const parts = Object.fromEntries([...STRUCTURAL].map((part) => [part, PART_READERS[part](base)])) as unknown as Pick<
    Parts,
    'workload' | 'layerRanges' | 'rules'
  >;
  const { workload, layerRanges, rules } = parts;
  const missing = modelsOfDesign(workload, rules).filter((id) => !isThere(models, id));
  if (missing.length > 0 && models.standIns === null) throw new Error(`not loaded: ${missing.join(', ')}`);
  const lowerings = missing.length === 0 ? models.lowerings : models.standIns!;
  const structure = describeStructure(workload, layerRanges, rules, lowerings);
  const widths = Object.fromEntries(STAGES.map((stage) => [stage.id, stage.width(structure, rules, schedules)]));
  const array = rules.level === 'roofline' ? null : models.array;
  return { base, structure, lists: rowLists(structure), array, widths: widths as Record<StageId, number> };
}

function isThere({ lowerings, array }: Models, id: ModelId): boolean {
  return (id === 'array' ? array : lowerings[id]) !== null;
}
