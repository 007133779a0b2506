import { useMemo, useState } from 'react';
import { sram } from '../../models/hardware/technology/sram';
import { SRAM_ACCESS_BYTES, SRAM_BANKS } from '../../models/hardware/technology/sram-table';
import { formatQuantity } from '../../models/units';
import type { LineData } from '../charts/lines/data';
import { LineChart } from '../charts/lines/LineChart';
import { Controls } from './Controls';
import { geometric } from './places';
import styles from './guide.module.css';

const KIBIBYTE = 1024;
const PICOJOULE = 1e-12;
const NODES = Object.keys(SRAM_BANKS).map(Number);
const CAPACITIES = [
  ...new Set([...geometric(2 * KIBIBYTE, 1024 * KIBIBYTE, 60), ...[2, 8, 32, 64, 128].map((size) => size * KIBIBYTE)]),
].sort((a, b) => a - b);

/** Energy of a byte against the capacity of an SRAM, and the rows of the table that it is read from. */
export function SramFigure() {
  const [node, setNode] = useState(22);
  const data = useMemo(() => sramData(node), [node]);
  return (
    <>
      <Controls label="Process node">
        <label className={styles.input}>
          Node
          <select value={node} onChange={(event) => setNode(Number(event.target.value))}>
            {NODES.map((size) => (
              <option key={size} value={size}>
                {size} nm
              </option>
            ))}
          </select>
        </label>
      </Controls>
      <LineChart data={data} />
    </>
  );
}

function sramData(node: number): LineData {
  const joules = (side: 'readJoulesPerByte' | 'writeJoulesPerByte') =>
    CAPACITIES.map((capacity) => sram(node, capacity)[side].value);
  const rows = SRAM_BANKS[node] ?? [];
  const table = (side: 'readPicojoules' | 'writePicojoules') =>
    CAPACITIES.map((capacity) => {
      const row = rows.find(({ kibibytes }) => kibibytes * KIBIBYTE === capacity);
      return row === undefined ? NaN : (row[side] * PICOJOULE) / SRAM_ACCESS_BYTES;
    });
  const read = joules('readJoulesPerByte');
  const ratio = read.at(-1)! / read[0]!;
  return {
    finding: `A byte from a 128 KiB bank costs ${formatQuantity(ratio, 'count').text} times one from 2 KiB`,
    note: 'CACTI 7, 32-byte accesses. Beyond 128 KiB: banks side by side, the wires between them not counted.',
    x: { label: 'Capacity', quantity: 'bytes', scale: 'log' },
    y: { label: 'Energy of a byte', quantity: 'joules', scale: 'linear' },
    at: CAPACITIES,
    series: [
      { id: 'read', label: 'read', colour: 'blue', look: 'line', y: read },
      { id: 'write', label: 'write', colour: 'vermilion', look: 'line', y: joules('writeJoulesPerByte') },
      { id: 'readRows', label: 'rows of the table, read', colour: 'blue', look: 'points', y: table('readPicojoules') },
      {
        id: 'writeRows',
        label: 'rows of the table, write',
        colour: 'vermilion',
        look: 'points',
        y: table('writePicojoules'),
      },
    ],
    marks: [],
  };
}
