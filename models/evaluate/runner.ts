import { combine, newCombined, type Combined, type Deployed } from './combine';
import { withDigit } from './axes';
import type { CompiledStage, Dependence, Program, Variant } from './compile';
import type { Context, StageOutputs } from './context';
import { PART_READERS, type PartId, type Parts } from './parts';
import { STAGES } from './stages/registry';
import type { ProductMapper } from './product-mapper';
import type { Inputs } from './stage';

/** Largest table of one stage, in doubles; stages that would need more are recomputed when one of their digits moves. */
const TABLE_DOUBLES = 1 << 22;

/** The outputs of one stage: a table over the digits it depends on, filled as it is reached, or one scratch row. */
interface StageTable {
  readonly compiled: CompiledStage;
  readonly width: number;
  readonly data: Float64Array;
  /** One byte an entry where the table is whole, empty where it is a scratch row. */
  readonly filled: Uint8Array;
  /** Entry that the scratch row holds; -1: none. */
  held: number;
  /** What `run` is given of the design: one object, brought up to date before each run. */
  readonly parts: Partial<Record<PartId, unknown>>;
  readonly view: { data: Float64Array; at: number };
}

/**
 * Evaluates designs of a program one after the other. Owns all tables; make one for each thread.
 *
 * Moving from an index to the next touches only the stages that depend on a digit that moved.
 */
export class Runner {
  readonly #program: Program;
  readonly #mapper: ProductMapper | null;
  readonly #positions: number[];
  #variant = -1;
  #tables: readonly StageTable[] = [];
  /** For each digit, the tables to look at when it and faster ones move. */
  #movedBy: readonly (readonly StageTable[])[] = [];
  readonly #lastDeployedDigit: number;
  #context: Context | null = null;
  #deployed: Deployed | null = null;
  readonly #parts: Readonly<Record<PartId, PartValues>>;
  readonly combined: Combined = newCombined();

  /** @param mapper what level `mapped` asks; without one its times are missing */
  constructor(program: Program, mapper: ProductMapper | null = null) {
    this.#program = program;
    this.#mapper = mapper;
    this.#positions = new Array<number>(program.digits.length).fill(0);
    const { tokens, parallelism } = program.parts;
    this.#parts = Object.fromEntries(
      Object.entries(program.parts).map(([id, dependence]) => [id, newPartValues(dependence)]),
    ) as Record<PartId, PartValues>;
    this.#lastDeployedDigit = Math.max(-1, ...tokens.digits, ...parallelism.digits);
  }

  /** Context of the design evaluated last. */
  get context(): Context {
    if (this.#context === null) throw new Error('no design was evaluated yet');
    return this.#context;
  }

  get deployed(): Deployed {
    if (this.#deployed === null) throw new Error('no design was evaluated yet');
    return this.#deployed;
  }

  /** Moves to an index and evaluates it: one double a metric to `out`, the status as result. */
  evaluate(index: number, out: Float64Array, at: number): number {
    this.#seek(index);
    return combine(this.#context!, this.#deployed!, this.combined, out, at);
  }

  /** Moves to the index after the present one and evaluates it. */
  evaluateNext(out: Float64Array, at: number): number {
    const moved = this.#increment();
    this.#refresh(moved);
    return combine(this.#context!, this.#deployed!, this.combined, out, at);
  }

  #seek(index: number): void {
    const { radices } = this.#program;
    let rest = index;
    for (let digit = radices.length - 1; digit >= 0; digit--) {
      const next = Math.floor(rest / radices[digit]!);
      this.#positions[digit] = rest - next * radices[digit]!;
      rest = next;
    }
    this.#refresh(0);
  }

  /** Steps the odometer; returns the slowest digit that moved. */
  #increment(): number {
    const { radices } = this.#program;
    let digit = radices.length - 1;
    for (; digit > 0; digit--) {
      const next = this.#positions[digit]! + 1;
      if (next < radices[digit]!) {
        this.#positions[digit] = next;
        return digit;
      }
      this.#positions[digit] = 0;
    }
    if (radices.length > 0) this.#positions[0] = this.#positions[0]! + 1;
    return 0;
  }

  /** Brings all stages up to date after digits `from` and faster ones moved. */
  #refresh(from: number): void {
    const program = this.#program;
    if (from < program.structuralDigits || this.#variant < 0) this.#enterVariant();
    const moved = this.#movedBy[from]!;
    for (let i = 0; i < moved.length; i++) {
      const table = moved[i]!;
      this.#ensure(table, offsetOf(table.compiled.dependence, this.#positions));
    }
    if (this.#deployed === null || from <= this.#lastDeployedDigit) {
      this.#deployed = { tokens: this.#part('tokens'), ...this.#part('parallelism') };
    }
  }

  #ensure(table: StageTable, entry: number): void {
    if (entry === table.held) return;
    const whole = table.filled.length > 0;
    const at = whole ? entry * table.width : 0;
    table.held = entry;
    table.view.at = at;
    if (whole && table.filled[entry] === 1) return;
    const { stage } = table.compiled;
    const { outputs, structure, lists } = this.#context!;
    for (let i = 0; i < stage.reads.length; i++) table.parts[stage.reads[i]!] = this.#part(stage.reads[i]!);
    const inputs = outputs as unknown as Readonly<Record<string, Inputs>>;
    stage.run(table.parts as Parts, inputs, structure, table.data, at, this.#mapper, lists);
    if (whole) table.filled[entry] = 1;
  }

  #enterVariant(): void {
    const program = this.#program;
    let variant = 0;
    for (let digit = 0; digit < program.structuralDigits; digit++) {
      variant = variant * program.radices[digit]! + this.#positions[digit]!;
    }
    if (variant === this.#variant) return;
    this.#variant = variant;
    const compiled = program.variants[variant]!;
    this.#tables = program.stages.map((stage) => newTable(stage, compiled));
    this.#movedBy = Array.from({ length: Math.max(1, program.digits.length) }, (_, digit) =>
      this.#tables.filter(
        ({ width, compiled: { dependence } }) => width > 0 && (dependence.digits.at(-1) ?? 0) >= digit,
      ),
    );
    this.#context = this.#newContext(compiled);
    this.#deployed = null;
  }

  #newContext(variant: Variant): Context {
    const views = Object.fromEntries(STAGES.map((stage, index) => [stage.id, this.#tables[index]!.view]));
    return {
      structure: variant.structure,
      rules: this.#part('rules'),
      lists: variant.lists,
      outputs: views as unknown as StageOutputs,
      matrix: () => this.#part('matrix'),
      network: () => this.#part('network'),
      mapper: this.#mapper,
    };
  }

  /** A part of the design at hand, kept for every combination of the digits it depends on. */
  #part<P extends PartId>(id: P): Parts[P] {
    const part = this.#parts[id];
    const entry = offsetOf(part.dependence, this.#positions);
    if (entry !== part.held) {
      part.held = entry;
      part.value = part.known.get(entry) ?? this.#readPart(id, part, entry);
    }
    return part.value as Parts[P];
  }

  #readPart(id: PartId, { dependence, known }: PartValues, entry: number): unknown {
    let design = this.#program.space.base;
    for (const digit of dependence.digits) {
      design = withDigit(design, this.#program.digits[digit]!, this.#positions[digit]!);
    }
    const value = PART_READERS[id](design);
    if (known.size > MOST_PART_VALUES) known.clear();
    known.set(entry, value);
    return value;
  }
}

const MOST_PART_VALUES = 1 << 16;

/** A part of the design at hand, and its values for the combinations of digits that were met. */
interface PartValues {
  readonly dependence: Dependence;
  readonly known: Map<number, unknown>;
  held: number;
  value: unknown;
}

function newPartValues(dependence: Dependence): PartValues {
  return { dependence, known: new Map(), held: -1, value: undefined };
}

function offsetOf({ digits, strides }: Dependence, positions: readonly number[]): number {
  let offset = 0;
  for (let i = 0; i < digits.length; i++) offset += positions[digits[i]!]! * strides[digits[i]!]!;
  return offset;
}

function newTable(compiled: CompiledStage, variant: Variant): StageTable {
  const width = variant.widths[compiled.stage.id];
  const whole = width > 0 && compiled.dependence.size * width <= TABLE_DOUBLES;
  const entries = whole ? compiled.dependence.size : 0;
  const data = new Float64Array(whole ? entries * width : width);
  return { compiled, width, data, filled: new Uint8Array(entries), held: -1, parts: {}, view: { data, at: 0 } };
}
