import { STATUS, within, type Block, type Constraint, type Sink } from '../sink';

/** How many designs there were, and what became of them. */
export interface CountsSnapshot {
  readonly ok: number;
  readonly infeasible: number;
  readonly missing: number;
  /** Of the `ok` ones, those within every constraint. */
  readonly admitted: number;
  /** For each constraint, how many of the `ok` ones it removes, be they removed by others as well. */
  readonly removed: readonly number[];
}

export class CountsSink implements Sink {
  readonly #constraints: readonly Constraint[];
  readonly #removed: number[];
  #ok = 0;
  #infeasible = 0;
  #missing = 0;
  #admitted = 0;

  constructor(constraints: readonly Constraint[]) {
    this.#constraints = constraints;
    this.#removed = constraints.map(() => 0);
  }

  accept(block: Block): void {
    for (let row = 0; row < block.count; row++) {
      const status = block.status[row];
      if (status === STATUS.infeasible) this.#infeasible++;
      else if (status === STATUS.missing) this.#missing++;
      else {
        this.#ok++;
        if (this.#countRemovals(block, row) === 0) this.#admitted++;
      }
    }
  }

  merge(part: CountsSnapshot): void {
    this.#ok += part.ok;
    this.#infeasible += part.infeasible;
    this.#missing += part.missing;
    this.#admitted += part.admitted;
    for (const [k, removed] of part.removed.entries()) this.#removed[k]! += removed;
  }

  snapshot(): CountsSnapshot {
    return {
      ok: this.#ok,
      infeasible: this.#infeasible,
      missing: this.#missing,
      admitted: this.#admitted,
      removed: [...this.#removed],
    };
  }

  #countRemovals(block: Block, row: number): number {
    let removals = 0;
    for (let k = 0; k < this.#constraints.length; k++) {
      const constraint = this.#constraints[k]!;
      if (within(constraint, block.columns[constraint.column]![row]!)) continue;
      this.#removed[k]!++;
      removals++;
    }
    return removals;
  }
}
