import { FrontierArchive } from '../frontier-archive';
import { readKey, signsOf, type Better } from '../pareto';
import { admits, type Block, type Constraint, type Sink } from '../sink';

export interface Objective {
  /** Position in `Block.columns`. */
  readonly column: number;
  readonly better: Better;
}

/** The exact frontier of the designs seen so far. */
export interface FrontierSnapshot {
  /** Design indices, ascending. */
  readonly indices: Float64Array;
  /** For each objective, its value for each of `indices`. */
  readonly values: readonly Float64Array[];
  /** Designs left out because an objective is NaN or infinite, though they fit and keep the constraints. */
  readonly notFinite: number;
}

/** Keeps the designs that no other admitted design beats, ties included. */
export class FrontierSink implements Sink {
  readonly #objectives: readonly Objective[];
  readonly #signs: Float64Array;
  readonly #constraints: readonly Constraint[];
  readonly #archive: FrontierArchive;
  readonly #key: Float64Array;
  #notFinite = 0;

  constructor(objectives: readonly Objective[], constraints: readonly Constraint[]) {
    this.#objectives = objectives;
    this.#signs = signsOf(objectives.map(({ better }) => better));
    this.#constraints = constraints;
    this.#archive = new FrontierArchive(objectives.length);
    this.#key = new Float64Array(objectives.length);
  }

  accept(block: Block): void {
    const columns = this.#objectives.map(({ column }) => block.columns[column]!);
    for (let row = 0; row < block.count; row++) {
      if (!admits(this.#constraints, block, row)) continue;
      if (readKey(columns, this.#signs, row, this.#key)) this.#archive.offer(block.firstIndex + row, this.#key);
      else this.#notFinite++;
    }
  }

  /** Takes in the frontier of other designs: the frontier of all is the frontier of the frontiers. */
  merge(part: FrontierSnapshot): void {
    for (let row = 0; row < part.indices.length; row++) {
      readKey(part.values, this.#signs, row, this.#key);
      this.#archive.offer(part.indices[row]!, this.#key);
    }
    this.#notFinite += part.notFinite;
  }

  snapshot(): FrontierSnapshot {
    const { ids, rows } = this.#archive.members();
    const count = this.#objectives.length;
    const values = Array.from(this.#signs, (sign, k) => {
      const column = new Float64Array(ids.length);
      for (let i = 0; i < column.length; i++) column[i] = rows[i * count + k]! * sign + 0;
      return column;
    });
    return { indices: ids, values, notFinite: this.#notFinite };
  }
}
