import { useEffect, useMemo, useState } from 'react';
import type { Field, FieldSection } from '../../../models/design/field-types';
import { isShown } from '../../../models/design/field-relevance';
import { fieldsOf } from '../../../models/design/fields';
import type { Design } from '../../../models/design/types';
import { selectDesign } from '../../state/design-slice';
import { selectAxes } from '../../state/space-slice';
import { useRidgeline } from '../store-context';
import { loadPresetMachine, sourceOf } from './field-source';
import type { FieldRowProps } from './FieldRow';

export type Rows = Readonly<Record<FieldSection, readonly FieldRowProps[]>>;

/** The form rows of the design on screen, by section. */
export function useRows(): Rows {
  const design = useRidgeline(selectDesign);
  const axes = useRidgeline(selectAxes);
  const preset = usePresetMachine();
  return useMemo(() => {
    const rows = fieldsOf(design).flatMap((field): readonly FieldRowProps[] => {
      const value = field.get(design);
      const axis = axes.find((candidate) => candidate.field === field.id) ?? null;
      if (axis === null && !isShown(field, design)) return [];
      return [{ field, value, axis, source: sourceOf(field, value, preset), context: contextOf(field) }];
    });
    const of = (section: FieldSection) => rows.filter(({ field }) => field.section === section);
    return {
      accelerator: of('accelerator'),
      memory: of('memory'),
      formats: of('formats'),
      workload: of('workload'),
      deployment: of('deployment'),
      assumptions: of('assumptions'),
      economics: of('economics'),
    };
  }, [design, axes, preset]);
}

/** The machine as its preset has it; null until it is known, and where there is none. */
export function usePresetMachine(): Design | null {
  const design = useRidgeline(selectDesign);
  const presetId = design.origin.accelerator?.preset ?? null;
  const [loaded, setLoaded] = useState<{ readonly presetId: string; readonly machine: Design | null } | null>(null);
  useEffect(() => {
    let wanted = true;
    if (presetId === null) return;
    loadPresetMachine(design).then(
      (machine) => wanted && setLoaded({ presetId, machine }),
      // Without a network it is not known what differs from the preset; nothing claims to know.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
    // Only the machine of the result is read, and that depends on the preset alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [presetId]);
  return loaded !== null && loaded.presetId === presetId ? loaded.machine : null;
}

/** Tiers and network levels have fields of the same labels. */
function contextOf({ section, group }: Field): string | null {
  return section === 'memory' || section === 'deployment' ? group : null;
}
