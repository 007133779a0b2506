import { useMemo } from 'react';
import type { Field, FieldSection } from '../../../models/design/field-types';
import { fieldsOf } from '../../../models/design/fields';
import { selectDesign } from '../../state/design-slice';
import { selectAxes } from '../../state/space-slice';
import { useRidgeline } from '../store-context';
import { presetMachine, sourceOf } from './field-source';
import type { FieldRowProps } from './FieldRow';

export type Rows = Readonly<Record<FieldSection, readonly FieldRowProps[]>>;

/** The form rows of the design on screen, by section. */
export function useRows(): Rows {
  const design = useRidgeline(selectDesign);
  const axes = useRidgeline(selectAxes);
  const preset = usePresetMachine();
  return useMemo(() => {
    const rows = fieldsOf(design).map((field): FieldRowProps => {
      const value = field.get(design);
      const axis = axes.find((candidate) => candidate.field === field.id) ?? null;
      return { field, value, axis, source: sourceOf(field, value, preset), context: contextOf(field) };
    });
    const of = (section: FieldSection) => rows.filter(({ field }) => field.section === section);
    return {
      accelerator: of('accelerator'),
      memory: of('memory'),
      formats: of('formats'),
      workload: of('workload'),
      deployment: of('deployment'),
      assumptions: of('assumptions'),
    };
  }, [design, axes, preset]);
}

/** The machine as its preset had it; it is built anew only when another preset is chosen. */
export function usePresetMachine() {
  const design = useRidgeline(selectDesign);
  const presetId = design.origin.accelerator?.preset;
  // Only the machine of the result is read, and that depends on the preset alone.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => presetMachine(design), [presetId]);
}

/** Tiers and network levels have fields of the same labels. */
function contextOf({ section, group }: Field): string | null {
  return section === 'memory' || section === 'deployment' ? group : null;
}
