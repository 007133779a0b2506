import { combine, DESIGN_STATUS } from './combine';
import { newCombined, type Combined, type Deployed } from './combined';
import type { Program, Variant } from './program';
import type { Context, StageOutputs } from './context';
import { newPartValues, offsetOf, partAt, type PartValues } from './part-values';
import { PART_READERS, type PartId, type Parts } from './parts';
import { newTable, type StageTable } from './stage-table';
import { STAGES } from './stages/registry';
import { METRIC_IDS } from './metrics/metrics';
import { NO_SOLVERS, type Solvers } from './solvers';
import { SETTLING_STAGES, settle } from './settle';
import type { Inputs } from './stage';

/**
 * Evaluates designs of a program one after the other. Owns all tables; make one for each thread.
 *
 * Moving from an index to the next touches only the stages that depend on a digit that moved.
 */
export class Runner {
  readonly #program: Program;
  readonly #solvers: Solvers;
  readonly #positions: number[];
  #variant = -1;
  #tables: readonly StageTable[] = [];
  /** For each digit, the tables to look at when it and faster ones move. */
  #movedBy: readonly (readonly StageTable[])[] = [];
  readonly #lastDeployedDigit: number;
  /** Slower digits and this one move what `settle` reads. */
  readonly #lastSettlingDigit: number;
  #context: Context | null = null;
  #deployed: Deployed | null = null;
  readonly #partValues: Readonly<Record<PartId, PartValues>>;
  /** Parts of the design at hand, as far as they were asked for since they moved. */
  readonly #parts: Parts;
  /** Whether to leave a design that takes a search, as pending; the search goes on when the design is asked for again. */
  shouldLeave = (): boolean => false;
  #isPending = false;
  readonly combined: Combined = newCombined();
  /** Metrics of the design evaluated last, in the order of `METRIC_IDS`: the next one overwrites them. */
  readonly metrics = new Float64Array(METRIC_IDS.length).fill(NaN);

  constructor(program: Program, solvers: Partial<Solvers> = NO_SOLVERS) {
    this.#program = program;
    this.#solvers = { ...NO_SOLVERS, ...solvers };
    this.#positions = new Array<number>(program.digits.length).fill(0);
    const { tokens, parallelism } = program.parts;
    this.#partValues = Object.fromEntries(
      Object.entries(program.parts).map(([id, dependence]) => [id, newPartValues(id as PartId, dependence)]),
    ) as Record<PartId, PartValues>;
    this.#parts = Object.fromEntries(
      Object.entries(PART_READERS).map(([id, read]) => [id, read(program.space.base)]),
    ) as unknown as Parts;
    this.#lastDeployedDigit = Math.max(-1, ...tokens.digits, ...parallelism.digits);
    const settling = program.stages.filter(({ stage }) => SETTLING_STAGES.includes(stage.id));
    this.#lastSettlingDigit = Math.max(
      this.#lastDeployedDigit,
      ...settling.flatMap(({ dependence }) => dependence.digits),
    );
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

  /** Moves to an index and evaluates it: `metrics` are its metrics then, the status is the result. */
  evaluate(index: number): number {
    this.#seek(index);
    return this.#isPending ? DESIGN_STATUS.pending : this.#combine(0);
  }

  /** Moves to the index after the present one and evaluates it. After one that is pending, ask for an index. */
  evaluateNext(): number {
    const moved = this.#increment();
    this.#refresh(moved, true);
    return this.#isPending ? DESIGN_STATUS.pending : this.#combine(moved);
  }

  /** Metrics after digits `from` and faster ones moved. */
  #combine(from: number): number {
    if (from <= this.#lastSettlingDigit || !this.combined.holds) {
      settle(this.#context!, this.#deployed!, this.combined, this.metrics);
    }
    return combine(this.#context!, this.#deployed!, this.combined, this.metrics);
  }

  #seek(index: number): void {
    const { radices } = this.#program;
    let rest = index;
    for (let digit = radices.length - 1; digit >= 0; digit--) {
      const next = Math.floor(rest / radices[digit]!);
      this.#positions[digit] = rest - next * radices[digit]!;
      rest = next;
    }
    this.#refresh(0, false);
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

  /** Brings all stages up to date after digits `from` and faster ones moved: by one step of the odometer, or anyhow. */
  #refresh(from: number, stepped: boolean): void {
    const program = this.#program;
    this.#isPending = false;
    if (from < program.structuralDigits || this.#variant < 0) this.#enterVariant();
    const moved = this.#movedBy[from]!;
    for (let i = 0; i < moved.length; i++) {
      const table = moved[i]!;
      const { dependence } = table.compiled;
      const known = stepped && table.held >= 0;
      this.#ensure(table, known ? table.held + dependence.steps[from]! : offsetOf(dependence, this.#positions));
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
    const context = this.#context!;
    for (let i = 0; i < table.moving.length; i++) this.#bringUp(table.moving[i]!);
    while (stage.prepare?.(this.#parts, context) === false) {
      if (!this.shouldLeave()) continue;
      this.#isPending = true;
      table.held = -1;
      return;
    }
    const inputs = context.outputs as unknown as Readonly<Record<string, Inputs>>;
    stage.run(this.#parts, inputs, context.structure, table.data, at, context);
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
    this.#tables = program.stages.map((stage) => newTable(stage, compiled, this.#partValues));
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
      array: variant.array,
      outputs: views as unknown as StageOutputs,
      matrix: () => this.#part('matrix'),
      network: () => this.#part('network'),
      ...this.#solvers,
    };
  }

  #part<P extends PartId>(id: P): Parts[P] {
    this.#bringUp(this.#partValues[id]);
    return this.#parts[id];
  }

  /** Brings a part up to the design at hand; values are kept for every combination of the digits it depends on. */
  #bringUp(part: PartValues): void {
    const entry = offsetOf(part.dependence, this.#positions);
    if (entry === part.held) return;
    part.held = entry;
    (this.#parts as Record<PartId, unknown>)[part.id] = partAt(this.#program, part, this.#positions, entry);
  }
}
