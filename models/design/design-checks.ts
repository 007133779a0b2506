/** Rules of a design that need several of its values at once. */
import { TIER_OPERANDS, type MemoryKind, type MemoryTier } from '../hardware/types';
import { mainMemoryIndex } from '../hardware/tiers';
import { fieldsOf } from './fields';
import { MAX_ISSUES, type Issue } from './issues';
import type { Design, FormatRule } from './types';
import { valueProblem } from './value-rules';
import { workloadIssues } from './workload-checks';

/** Where a kind of memory stands among others, from the inside out. */
const RANK: Readonly<Record<MemoryKind, number>> = { register: 0, sram: 1, dram: 2, host: 3 };

function repeatedIds(items: readonly { readonly id: string }[], path: string): readonly Issue[] {
  return items.flatMap(({ id }, index) =>
    items.findIndex((other) => other.id === id) < index
      ? [{ path: `${path}[${index}].id`, message: `must differ from the other ids, not ${id} again` }]
      : [],
  );
}

/** Weights and cache live in the outermost memory of the chip, so it must be one that can hold them. */
export function tierIssues(tiers: readonly MemoryTier[]): readonly Issue[] {
  const path = 'accelerator.tiers';
  const misplaced = tiers.findIndex(({ kind }, at) => at > 0 && RANK[kind] < RANK[tiers[at - 1]!.kind]);
  if (misplaced >= 0) {
    const { kind } = tiers[misplaced]!;
    const message = `must not stand outside a ${tiers[misplaced - 1]!.kind} tier as ${kind}: tiers go from the inside out`;
    return [{ path: `${path}[${misplaced}].kind`, message }];
  }
  if (!tiers.some(({ kind }) => kind === 'sram' || kind === 'dram')) {
    return [{ path, message: 'must have a tier of kind sram or dram, which holds weights and cache' }];
  }
  return tiers.flatMap(({ holds }, at) => holdsIssues(holds, at === mainMemoryIndex(tiers), `${path}[${at}].holds`));
}

function holdsIssues(holds: MemoryTier['holds'], isMain: boolean, path: string): readonly Issue[] {
  if (holds === undefined) return [];
  if (new Set(holds).size < holds.length) return [{ path, message: 'must name each operand once' }];
  const holdsAll = TIER_OPERANDS.every((operand) => holds.includes(operand));
  return isMain && !holdsAll ? [{ path, message: 'must be absent: main memory holds all operands' }] : [];
}

function formatIssues(rules: readonly FormatRule[]): readonly Issue[] {
  const keys = rules.map(({ match: { module, role, layers } }) =>
    JSON.stringify([module, role, layers?.from, layers?.to]),
  );
  return rules.flatMap(({ match }, index) => {
    const path = `formats[${index}].match`;
    const first = keys.indexOf(keys[index]!);
    if (first < index) return [{ path, message: `must differ from that of formats[${first}], which it repeats` }];
    const { layers } = match;
    if (layers === undefined || layers.to > layers.from) return [];
    return [{ path: `${path}.layers.to`, message: `must be more than from (${layers.from}), not ${layers.to}` }];
  });
}

/** What a field allows can depend on the rest of the design: main memory needs a bandwidth, other tiers do not. */
function fieldIssues(design: Design): readonly Issue[] {
  return fieldsOf(design).flatMap(({ control, path, get }) => {
    const value = get(design);
    // A histogram of tokens has no single value; the schema has checked its bins.
    const isHistogram = value === null && path.startsWith('deployment.') && path.endsWith('Tokens');
    const message = isHistogram ? null : valueProblem(control, value);
    return message === null ? [] : [{ path, message }];
  });
}

/** What is wrong with a design whose shape is right; empty: nothing. */
export function designIssues(design: Design): readonly Issue[] {
  return [
    ...repeatedIds(design.accelerator.tiers, 'accelerator.tiers'),
    ...tierIssues(design.accelerator.tiers),
    ...repeatedIds(design.system.network, 'system.network'),
    ...workloadIssues(design.workload, 'workload'),
    ...formatIssues(design.formats),
    ...fieldIssues(design),
  ].slice(0, MAX_ISSUES);
}
