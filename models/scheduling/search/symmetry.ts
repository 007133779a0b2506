/** Branches of a segment that can change places: only one of the states that differ by that has to be looked at. */
import { hasBit, setBit } from './bits';
import type { SearchProblem } from './problem';
import { type Branch, swapOf } from './swaps';

/** Branches of which any two can be swapped. */
type Group = readonly Branch[];

/** Where the numbers of a state stand for other ones: what is called `i` in it is `operators[i]` in truth. */
export interface Renaming {
  readonly operators: Int32Array;
  readonly tensors: Int32Array;
}

/** Looking for branches takes time in proportion to the square. */
const MOST_OPERATORS = 400;
/** Bits of a branch's state that are compared as one number. */
const MOST_BITS = 50;

export class Symmetry {
  readonly #problem: SearchProblem;
  readonly #groups: readonly Group[];
  /** Of the branches of one group, while a state is renamed. */
  readonly #keys: Float64Array;

  private constructor(problem: SearchProblem, groups: readonly Group[]) {
    this.#problem = problem;
    this.#groups = groups;
    this.#keys = new Float64Array(groups.reduce((most, group) => Math.max(most, group.length), 0));
  }

  /** To be asked for once and shared among the searches of a problem. */
  static of(problem: SearchProblem): Symmetry {
    return new Symmetry(problem, problem.operatorCount > MOST_OPERATORS ? [] : groupsOf(problem));
  }

  /** No two branches can change places: where the order is given. */
  static none(problem: SearchProblem): Symmetry {
    return new Symmetry(problem, []);
  }

  get isTrivial(): boolean {
    return this.#groups.length === 0;
  }

  /** Renames branches so that those that are farthest on come first; notes in `renaming` what stands for what. */
  canonicalise(words: Int32Array, row: number, renaming: Renaming | null): void {
    const keys = this.#keys;
    for (const group of this.#groups) {
      let isSorted = true;
      for (let place = 0; place < group.length; place++) {
        keys[place] = this.#keyOf(group[place]!, words, row);
        if (place > 0 && keys[place]! > keys[place - 1]!) isSorted = false;
      }
      if (isSorted) continue;
      const sources = group.map((_, place) => place).sort((a, b) => keys[b]! - keys[a]! || a - b);
      this.#move(group, sources, words, row);
      if (renaming !== null) rename(group, sources, renaming);
    }
  }

  #keyOf({ operators, tensors }: Branch, words: Int32Array, row: number): number {
    const { operatorWords, tensorWords } = this.#problem;
    const [resident, spilled] = [row + operatorWords, row + operatorWords + tensorWords];
    let key = 0;
    // Indices, for this runs for each group of every state that is met.
    for (let at = 0; at < operators.length; at++) key = key * 2 + (hasBit(words, row, operators[at]!) ? 1 : 0);
    for (let at = 0; at < tensors.length; at++) {
      const tensor = tensors[at]!;
      key = key * 4 + (hasBit(words, resident, tensor) ? 2 : 0) + (hasBit(words, spilled, tensor) ? 1 : 0);
    }
    return key;
  }

  /** Each branch takes the state of its source. */
  #move(group: Group, sources: readonly number[], words: Int32Array, row: number): void {
    const { operatorWords, tensorWords } = this.#problem;
    const old = words.slice(row, row + operatorWords + 2 * tensorWords);
    const copy = (from: number, base: number, to: number) => {
      const at = row + base;
      words[at + (to >>> 5)]! &= ~(1 << (to & 31));
      if (hasBit(old, base, from)) setBit(words, at, to);
    };
    for (const [place, source] of sources.entries()) {
      if (place === source) continue;
      const [to, from] = [group[place]!, group[source]!];
      to.operators.forEach((operator, index) => copy(from.operators[index]!, 0, operator));
      to.tensors.forEach((tensor, index) => {
        copy(from.tensors[index]!, operatorWords, tensor);
        copy(from.tensors[index]!, operatorWords + tensorWords, tensor);
      });
    }
  }
}

function rename(group: Group, sources: readonly number[], renaming: Renaming): void {
  const operators = renaming.operators.slice();
  const tensors = renaming.tensors.slice();
  for (const [place, source] of sources.entries()) {
    const [to, from] = [group[place]!, group[source]!];
    to.operators.forEach((operator, index) => (renaming.operators[operator] = operators[from.operators[index]!]!));
    to.tensors.forEach((tensor, index) => (renaming.tensors[tensor] = tensors[from.tensors[index]!]!));
  }
}

/** Smaller branches first: a branch may hold smaller ones that change places inside it. */
function groupsOf(problem: SearchProblem): readonly Group[] {
  const groups = new Map<string, Branch[]>();
  const seen = new Set<string>();
  for (let one = 0; one < problem.operatorCount; one++) {
    for (let other = one + 1; other < problem.operatorCount; other++) {
      const swap = swapOf(problem, one, other);
      if (swap === null) continue;
      const key = branchKey(swap.left);
      const group = groups.get(key) ?? [swap.left];
      groups.set(key, group);
      const isApart = group.every(({ operators, tensors }) => {
        return (
          !operators.some((at) => swap.right.operators.includes(at)) &&
          !tensors.some((at) => swap.right.tensors.includes(at))
        );
      });
      if (isApart) group.push(swap.right);
    }
  }
  const distinct = [...groups.values()].filter((group) => {
    const isSmall = group[0]!.operators.length + 2 * group[0]!.tensors.length <= MOST_BITS;
    const key = group.map(branchKey).sort().join('|');
    // A part of a group that has been found from an earlier branch changes nothing.
    const isNew =
      group.every((branch) => !seen.has(`${branchKey(branch)} of ${group[0]!.operators.length}`)) && !seen.has(key);
    if (!isSmall || !isNew || group.length < 2) return false;
    for (const branch of group) seen.add(`${branchKey(branch)} of ${branch.operators.length}`);
    seen.add(key);
    return true;
  });
  return distinct.sort((a, b) => a[0]!.operators.length - b[0]!.operators.length);
}

function branchKey({ operators }: Branch): string {
  return operators.toSorted().join();
}
