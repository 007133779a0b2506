import type { FormatRule } from '../../../models/design/types';
import type { Report } from '../../../models/evaluate/explain/report';
import { MODULES, TENSOR_ROLES, type Module, type TensorRole } from '../../../models/workload/types';

export const MODULE_WORDS: Readonly<Record<Module, string>> = {
  attention: 'Attention',
  ffn: 'Feed-forward',
  expert: 'Experts',
  shared: 'Shared experts',
  router: 'Router',
  embedding: 'Embedding',
  head: 'Head',
  state: 'State',
  convolution: 'Convolutions',
  linear: 'Linear layers',
  vector: 'Vector layers',
};

export const ROLE_WORDS: Readonly<Record<TensorRole, string>> = {
  weight: 'weights',
  activation: 'activations',
  kv: 'keys and values',
  state: 'state',
  accumulator: 'accumulators',
  communication: 'communication',
};

/** Such as `Experts, weights, layers 0 to 11`. */
export function ruleText({ match: { module, role, layers } }: FormatRule): string {
  const where = module === undefined ? 'Everything' : MODULE_WORDS[module];
  const range = layers === undefined ? [] : [`layers ${layers.from} to ${layers.to - 1}`];
  return [where, ...(role === undefined ? [] : [ROLE_WORDS[role]]), ...range].join(', ');
}

/** Modules that the design has, each with the roles of its operands; all of them where it has no operators. */
export function modulesOf({
  operators,
}: Pick<Report, 'operators'>): readonly (readonly [Module, readonly TensorRole[]])[] {
  if (operators.length === 0) return MODULES.map((module) => [module, TENSOR_ROLES]);
  return MODULES.flatMap((module): (readonly [Module, readonly TensorRole[]])[] => {
    const own = operators.filter((operator) => operator.module === module);
    const roles = new Set(own.flatMap(({ a, b, c }) => [a.role, b.role, c.role]));
    const ordered = TENSOR_ROLES.filter((role) => roles.has(role));
    return ordered.length === 0 ? [] : [[module, ordered]];
  });
}
