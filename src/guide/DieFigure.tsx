import { useMemo, useState } from 'react';
import { DEFAULT_CLUSTERING, diesPerWafer, dieYield } from '../../models/hardware/economics/wafer';
import { formatQuantity } from '../../models/units';
import type { LineData } from '../charts/lines/data';
import { LineChart } from '../charts/lines/LineChart';
import { Controls } from './Controls';
import { NumberInput } from './NumberInput';

const SQUARE_MILLIMETRE = 1e-6;
const AREAS = Array.from({ length: 85 }, (_, i) => (10 + i * 10) * SQUARE_MILLIMETRE);

interface Defects {
  readonly perSquareCentimetre: number;
  readonly clustering: number;
}

const START: Defects = { perSquareCentimetre: 0.1, clustering: DEFAULT_CLUSTERING };

/** What a good square millimetre costs against the size of the die, over that of the smallest die shown. */
export function DieFigure() {
  const [defects, setDefects] = useState(START);
  const data = useMemo(() => dieData(defects), [defects]);
  const set = (name: keyof Defects) => (value: number) => setDefects({ ...defects, [name]: value });
  return (
    <>
      <Controls label="Defects">
        <NumberInput
          label="Defects per cm²"
          quantity="count"
          value={defects.perSquareCentimetre}
          min={0}
          max={10}
          onChange={set('perSquareCentimetre')}
        />
        <NumberInput
          label="Clustering"
          quantity="count"
          value={defects.clustering}
          min={0.1}
          max={100}
          onChange={set('clustering')}
        />
      </Controls>
      <LineChart data={data} />
    </>
  );
}

function dieData({ perSquareCentimetre, clustering }: Defects): LineData {
  const yields = AREAS.map((area) => dieYield(area, perSquareCentimetre * 1e4, clustering));
  const good = AREAS.map((area, i) => diesPerWafer(area) * yields[i]!);
  const used = AREAS.map((area, i) => (good[i]! * area) / (good[0]! * AREAS[0]!));
  return {
    finding: `An 800 mm² die yields ${formatQuantity(yields[79]!, 'ratio').text}; its good silicon costs ${formatQuantity(1 / used[79]!, 'count').text} times that of a 10 mm² die`,
    note: 'Negative binomial yield on a wafer of 300 mm. The defect density here is an example: set your own.',
    x: { label: 'Area of the die', quantity: 'squareMetres', scale: 'linear' },
    y: { label: 'Share', quantity: 'ratio', scale: 'linear', domain: [0, 1] },
    at: AREAS,
    series: [
      { id: 'yield', label: 'yield', colour: 'blue', look: 'line', y: yields },
      {
        id: 'silicon',
        label: 'good silicon of a wafer, against dies of 10 mm²',
        colour: 'vermilion',
        look: 'line',
        y: used,
      },
    ],
    marks: [],
  };
}
