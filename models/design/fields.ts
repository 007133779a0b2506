import type { Design } from './types';
import { acceleratorFields, memoryFields } from './fields-accelerator';
import { economicsFields } from './fields-economics';
import { assumptionFields, deploymentFields, formatFields, workloadFields } from './fields-workload';
import type { Field } from './field-types';

/**
 * All fields of a design. The list depends on the design: each memory tier and network level brings its own, and an
 * array has other sizes than a machine known by its peak rates.
 */
export function fieldsOf(design: Design): readonly Field[] {
  return [
    ...acceleratorFields(design.accelerator),
    ...memoryFields(design.accelerator),
    ...formatFields(),
    ...workloadFields(design.workload.kind),
    ...deploymentFields(design.system),
    ...assumptionFields(),
    ...economicsFields(),
  ];
}

/** The field with an id, or undefined where this design has no such field. */
export function findField(design: Design, id: string): Field | undefined {
  return fieldsOf(design).find((field) => field.id === id);
}

/** The field with an id that is known to exist: spaces are checked before they are compiled. */
export function fieldOf(design: Design, id: string): Field {
  const field = findField(design, id);
  if (field === undefined) throw new Error(`this design has no field ${id}`);
  return field;
}
