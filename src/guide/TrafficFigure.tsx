import { useMemo, useState } from 'react';
import { gemmTiling, TILING_WIDTH } from '../../models/cost/tiling';
import { gemmCompulsoryBytes, gemmTrafficBound } from '../../models/cost/traffic-bound';
import { formatQuantity } from '../../models/units';
import type { LineData } from '../charts/lines/data';
import { LineChart } from '../charts/lines/LineChart';
import { Controls } from './Controls';
import { NumberInput } from './NumberInput';
import { geometric } from './places';

interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly bytes: number;
}

const START: Product = { m: 2048, n: 4096, k: 4096, bytes: 2 };
const CAPACITIES = geometric(16 * 1024, 256 * 1024 * 1024, 80);
const ARRAY_EDGE = 128;
const ACCUMULATOR_BYTES = 4;

/** Bytes that a product moves against the memory that its tiles are staged in, over the least that is possible. */
export function TrafficFigure() {
  const [product, setProduct] = useState(START);
  const data = useMemo(() => trafficData(product), [product]);
  const set = (name: keyof Product) => (value: number) => setProduct({ ...product, [name]: value });
  const whole = (name: keyof Product) => (value: number) => set(name)(Math.round(value));
  return (
    <>
      <Controls label="Sizes of the product">
        <NumberInput label="M" quantity="count" value={product.m} min={1} max={1e6} onChange={whole('m')} />
        <NumberInput label="N" quantity="count" value={product.n} min={1} max={1e6} onChange={whole('n')} />
        <NumberInput label="K" quantity="count" value={product.k} min={1} max={1e6} onChange={whole('k')} />
        <NumberInput
          label="Bytes per element"
          quantity="bytes"
          value={product.bytes}
          min={0.5}
          max={8}
          onChange={set('bytes')}
        />
      </Controls>
      <LineChart data={data} />
    </>
  );
}

function trafficData({ m, n, k, bytes }: Product): LineData {
  const tile = new Float64Array(TILING_WIDTH);
  const traffic = CAPACITIES.map((capacity) => {
    const edge = ARRAY_EDGE;
    gemmTiling(m, n, k, bytes, bytes, ACCUMULATOR_BYTES, bytes, capacity, edge, edge, edge, tile, 0);
    return tile[0]! + tile[1]! + tile[2]!;
  });
  const bound = CAPACITIES.map((capacity) =>
    gemmTrafficBound(m, n, k, bytes, bytes, ACCUMULATOR_BYTES, bytes, capacity),
  );
  const compulsory = gemmCompulsoryBytes(m, n, k, bytes, bytes, bytes);
  const enough = CAPACITIES.findIndex((_, i) => traffic[i]! <= compulsory * (1 + 1e-9));
  return {
    finding:
      enough < 0
        ? 'No memory in this range lets every operand cross only once'
        : `From ${formatQuantity(CAPACITIES[enough]!, 'bytes').text} on every operand crosses only once`,
    note: 'Tiles in multiples of a 128 x 128 array, partial sums of 4 bytes, half of the memory for the next tile.',
    x: { label: 'Capacity of the staging memory', quantity: 'bytes', scale: 'log' },
    y: { label: 'Bytes moved', quantity: 'bytes', scale: 'log' },
    at: CAPACITIES,
    series: [
      { id: 'tile', label: 'best tile', colour: 'blue', look: 'line', y: traffic },
      { id: 'bound', label: 'least that any schedule moves', colour: 'vermilion', look: 'dashed', y: bound },
      { id: 'once', label: 'every operand once', colour: 'green', look: 'dashed', y: CAPACITIES.map(() => compulsory) },
    ],
    marks: [],
  };
}
