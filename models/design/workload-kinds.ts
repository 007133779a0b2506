import type { Workload, WorkloadKind } from '../workload/types';
import type { Space } from './types';

/** The kinds of workloads among the designs of a space, without repeats. */
export function workloadKindsOf({ base, axes }: Pick<Space, 'base' | 'axes'>): readonly WorkloadKind[] {
  const axis = axes.find(({ field }) => field === 'workload');
  if (axis === undefined || !('values' in axis)) return [base.workload.kind];
  return [...new Set(axis.values.map((value) => (value as Workload).kind))];
}
