import { useMemo, useState } from 'react';
import { arrayCycles, overallUtilisation, type DataflowCode } from '../../models/cost/systolic';
import type { LineData } from '../charts/lines/data';
import { LineChart } from '../charts/lines/LineChart';
import type { CategoryColour } from '../charts/theme';
import { formatQuantity } from '../../models/units';
import { Controls } from './Controls';
import { NumberInput } from './NumberInput';
import { wholeGeometric } from './places';

const DATAFLOW_LINES: readonly {
  readonly code: DataflowCode;
  readonly label: string;
  readonly colour: CategoryColour;
}[] = [
  { code: 0, label: 'output-stationary', colour: 'blue' },
  { code: 1, label: 'weight-stationary', colour: 'vermilion' },
  { code: 2, label: 'input-stationary', colour: 'green' },
];

interface Sizes {
  readonly rows: number;
  readonly columns: number;
  readonly n: number;
  readonly k: number;
}

const START: Sizes = { rows: 128, columns: 128, n: 4096, k: 4096 };
const M_PLACES = wholeGeometric(1, 4096, 90);

/** Utilisation of one array against the rows of the product, for the three dataflows. */
export function ArrayFigure() {
  const [sizes, setSizes] = useState(START);
  const data = useMemo(() => utilisationData(sizes), [sizes]);
  const set = (name: keyof Sizes) => (value: number) => setSizes({ ...sizes, [name]: Math.round(value) });
  return (
    <>
      <Controls label="Sizes of the array and the product">
        <NumberInput label="Rows" quantity="count" value={sizes.rows} min={1} max={1024} onChange={set('rows')} />
        <NumberInput
          label="Columns"
          quantity="count"
          value={sizes.columns}
          min={1}
          max={1024}
          onChange={set('columns')}
        />
        <NumberInput label="N" quantity="count" value={sizes.n} min={1} max={1e6} onChange={set('n')} />
        <NumberInput label="K" quantity="count" value={sizes.k} min={1} max={1e6} onChange={set('k')} />
      </Controls>
      <LineChart data={data} />
    </>
  );
}

function utilisationData({ rows, columns, n, k }: Sizes): LineData {
  const utilisation = (code: DataflowCode, m: number) =>
    overallUtilisation(m, n, k, rows, columns, arrayCycles(code, m, n, k, 1, rows, columns, 1, 1, 1, 1), 0);
  const one = DATAFLOW_LINES.map(({ code, label }) => ({ label, share: utilisation(code, 1) }));
  const best = one.reduce((a, b) => (b.share > a.share ? b : a));
  return {
    finding: `One row of work keeps at most ${formatQuantity(best.share, 'ratio').text} of the array busy (${best.label})`,
    note: null,
    x: { label: 'M, rows of the product', quantity: 'count', scale: 'log' },
    y: { label: 'Utilisation', quantity: 'ratio', scale: 'linear', domain: [0, 1] },
    at: M_PLACES,
    series: DATAFLOW_LINES.map(({ code, label, colour }) => ({
      id: label,
      label,
      colour,
      look: 'line',
      y: M_PLACES.map((m) => utilisation(code, m)),
    })),
    marks: [{ x: rows, label: 'rows of the array' }],
  };
}
