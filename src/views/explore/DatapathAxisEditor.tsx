import { useEffect, useState } from 'react';
import { optionsWith } from '../../../models/design/define-field';
import type { ChoiceControl, Field } from '../../../models/design/field-types';
import type { Axis } from '../../../models/design/types';
import { selectDesign } from '../../state/design-slice';
import { selectAxes } from '../../state/space-slice';
import { useRidgeline } from '../store-context';
import { ChoiceAxisEditor } from './ChoiceAxisEditor';

interface DatapathAxisEditorProps {
  readonly field: Field;
  readonly control: ChoiceControl;
  readonly axis: Axis;
  readonly apply: (axis: Axis) => void;
}

/** Units for the pairs of formats that the space has: the gate model that knows them comes when they are asked for. */
export function DatapathAxisEditor({ field, control, axis, apply }: DatapathAxisEditorProps) {
  const design = useRidgeline(selectDesign);
  const axes = useRidgeline(selectAxes);
  const [units, setUnits] = useState<readonly string[]>([]);
  useEffect(() => {
    let isWanted = true;
    import('./datapath-units').then(
      ({ unitTexts }) => isWanted && setUnits(unitTexts(design, axes)),
      // Without a network the units of the space itself are there to choose from.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [design, axes]);
  const used = 'values' in axis ? axis.values.map(String) : [];
  return (
    <ChoiceAxisEditor field={field} options={optionsWith(control, [...used, ...units])} axis={axis} apply={apply} />
  );
}
