import { type OperandPlan, planOperand } from './operand-plan';
import { DIRECTIONS, type ArrayUnrolling, type EinsumLayer, FROM_HIGHER, TO_HIGHER } from './types';
import type { DirectionCode, NestConventions, NestHardware } from './types';
import { fitUnrolling, temporalSizes, type UnrolledLoop } from './unrolling';

export interface PortPlan {
  readonly memory: number;
  readonly name: string;
  readonly bitsPerCycle: number;
  readonly links: Int32Array;
  /** Whether it carries both inputs. */
  readonly sharedByInputs: boolean;
}

/** A layer on a machine with a spatial choice: all that the cost of a nest depends on but the nest. */
export interface LoopNestProblem {
  readonly layer: EinsumLayer;
  readonly hardware: NestHardware;
  readonly conventions: NestConventions;
  readonly unrolled: readonly UnrolledLoop[];
  readonly dimCount: number;
  /** Iterations per dim left to the nest. */
  readonly temporalSizes: Float64Array;
  /** Their product: cycles without stalls. */
  readonly temporalCycles: number;
  readonly macs: number;
  /** Cycles of an array that is always full. */
  readonly idealCycles: number;
  readonly operands: readonly OperandPlan[];
  readonly linkCount: number;
  readonly cutCount: number;
  /** Of each link: port width, word, granule, joules per word. NaN where the machine has no such link. */
  readonly linkBits: Float64Array;
  readonly linkWordBits: Float64Array;
  readonly linkGranule: Float64Array;
  /** 1 where transfers over it take whole cycles. */
  readonly linkWhole: Uint8Array;
  readonly linkJoules: Float64Array;
  readonly linkPort: Int32Array;
  /** Operand of each link, and the entry of its boundary: `plan.firstCut + boundary`. */
  readonly linkOperand: Int32Array;
  readonly linkEntry: Int32Array;
  readonly ports: readonly PortPlan[];
}

export type Compiled =
  { readonly ok: true; readonly problem: LoopNestProblem } | { readonly ok: false; readonly message: string };

/** Compiles a layer, a machine and a spatial choice; the message says which input does not fit the model. */
export function compileProblem(
  layer: EinsumLayer,
  hardware: NestHardware,
  wanted: readonly ArrayUnrolling[],
  conventions: NestConventions,
): Compiled {
  const message = problemWith(layer, hardware);
  if (message !== null) return { ok: false, message };
  const unrolled = fitUnrolling(layer, hardware, wanted);
  const temporal = Float64Array.from(temporalSizes(layer, unrolled));
  const operands: OperandPlan[] = [];
  let [firstLink, firstCut] = [0, 0];
  for (const operand of layer.operands) {
    const plan = planOperand(layer, hardware, operand, unrolled, temporal, firstLink, firstCut, conventions);
    operands.push(plan);
    firstLink += plan.memories.length * DIRECTIONS;
    firstCut += plan.memories.length;
  }
  const links = planLinks(layer, hardware, operands, firstLink);
  if (typeof links === 'string') return { ok: false, message: links };
  const macs = layer.dims.reduce((product, { size }) => product * size, 1);
  const units = hardware.array.reduce((product, { size }) => product * size, 1);
  return {
    ok: true,
    problem: {
      ...{ layer, hardware, conventions, unrolled, macs, operands, ...links, ...locateLinks(operands, firstLink) },
      temporalSizes: temporal,
      dimCount: layer.dims.length,
      temporalCycles: temporal.reduce((product, size) => product * size, 1),
      idealCycles: Math.ceil(macs / units),
      linkCount: firstLink,
      cutCount: firstCut,
    },
  };
}

function problemWith(layer: EinsumLayer, hardware: NestHardware): string | null {
  const outputs = layer.operands.filter(({ role }) => role === 'output');
  if (outputs.length !== 1) return `operands: exactly one must be the output, not ${outputs.length}`;
  const dims = new Set(layer.dims.map(({ name }) => name));
  for (const { name, slot, indices, role } of layer.operands) {
    const unknown = indices.flat().find(({ dim }) => !dims.has(dim));
    if (unknown !== undefined) return `operands.${name}: there is no dim ${unknown.dim}`;
    const longest = role === 'output' ? 1 : 2;
    if (indices.some((index) => index.length < 1 || index.length > longest)) {
      return `operands.${name}: an index must be ${longest === 1 ? 'one dim' : 'one dim or the sum of two'}`;
    }
    if (!hardware.memories.some(({ holds }) => holds.includes(slot))) {
      return `operands.${name}: no memory holds ${slot}`;
    }
  }
  return null;
}

function planLinks(layer: EinsumLayer, hardware: NestHardware, operands: readonly OperandPlan[], linkCount: number) {
  const linkBits = new Float64Array(linkCount).fill(NaN);
  const linkWordBits = new Float64Array(linkCount).fill(NaN);
  const linkGranule = new Float64Array(linkCount).fill(NaN);
  const linkWhole = new Uint8Array(linkCount);
  const linkJoules = new Float64Array(linkCount).fill(NaN);
  const linkPort = new Int32Array(linkCount).fill(-1);
  const ports: PortPlan[] = [];
  const slots = layer.operands.map(({ slot }) => slot);
  hardware.memories.forEach((memory, index) => {
    for (const port of memory.ports) {
      const links = port.serves.flatMap(({ slot, direction }) => {
        const operand = operands[slots.indexOf(slot)];
        const level = operand?.memories.indexOf(index) ?? -1;
        return level < 0 ? [] : [operand!.firstLink + level * DIRECTIONS + direction];
      });
      for (const link of links) {
        linkBits[link] = port.bitsPerCycle;
        linkWordBits[link] = port.wordBits;
        linkGranule[link] = port.granuleBits;
        linkWhole[link] = port.sharesCycles ? 0 : 1;
        linkJoules[link] = isRead((link % DIRECTIONS) as DirectionCode) ? memory.readJoules : memory.writeJoules;
        linkPort[link] = ports.length;
      }
      const inputs = port.serves.filter(({ slot }) => layer.operands[slots.indexOf(slot)]?.role === 'input');
      const sharedByInputs = new Set(inputs.map(({ slot }) => slot)).size > 1;
      ports.push({
        ...{ memory: index, name: port.name, bitsPerCycle: port.bitsPerCycle, sharedByInputs },
        links: Int32Array.from(links),
      });
    }
  });
  const missing = firstMissingLink(hardware, operands, linkPort);
  return missing ?? { linkBits, linkWordBits, linkGranule, linkWhole, linkJoules, linkPort, ports };
}

/** A link to or from below belongs to the boundary below its memory, the others to the one above. */
function locateLinks(operands: readonly OperandPlan[], linkCount: number) {
  const linkOperand = new Int32Array(linkCount);
  const linkEntry = new Int32Array(linkCount);
  operands.forEach((plan, index) => {
    for (let at = 0; at < plan.memories.length * DIRECTIONS; at++) {
      const direction = at % DIRECTIONS;
      const isAbove = direction === TO_HIGHER || direction === FROM_HIGHER;
      linkOperand[plan.firstLink + at] = index;
      linkEntry[plan.firstLink + at] = plan.firstCut + Math.floor(at / DIRECTIONS) + (isAbove ? 1 : 0);
    }
  });
  return { linkOperand, linkEntry };
}

/** Cycles that a link's port needs for so many bits. */
export function transferCycles({ linkBits, linkWhole }: LoopNestProblem, link: number, bits: number): number {
  const cycles = bits / linkBits[link]!;
  return linkWhole[link] === 1 ? Math.ceil(cycles) : cycles;
}

/** TO_LOWER and TO_HIGHER read a memory, the other two write it. */
function isRead(direction: DirectionCode): boolean {
  return direction % 2 === 0;
}

/** Directions in which data of an operand may pass: inputs go down, sums go up and come back. */
function firstMissingLink(
  hardware: NestHardware,
  operands: readonly OperandPlan[],
  linkPort: Int32Array,
): string | null {
  for (const { name, isOutput, memories, firstLink } of operands) {
    for (const [level, memory] of memories.entries()) {
      const isTop = level === memories.length - 1;
      const below: readonly DirectionCode[] = isOutput ? [0, 1] : [0];
      const above: readonly DirectionCode[] = isTop ? [] : isOutput ? [2, 3] : [3];
      const missing = [...below, ...above].find(
        (direction) => linkPort[firstLink + level * DIRECTIONS + direction]! < 0,
      );
      if (missing === undefined) continue;
      const words = ['to the level below', 'from the level below', 'to the level above', 'from the level above'];
      return `memories.${hardware.memories[memory]!.name}: no port serves ${name} ${words[missing]!}`;
    }
  }
  return null;
}
