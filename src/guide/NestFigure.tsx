import { useMemo, useState } from 'react';
import { mappingText } from '../../models/evaluate/explain/explain-mapping';
import { memoryTraffic } from '../../models/evaluate/mapped/memory-traffic';
import type { Machine, Product } from '../../models/evaluate/mapped/product-mapper';
import { TIER_OPERANDS, type MatrixArray, type MemoryTier } from '../../models/hardware/types';
import { createProductMapper } from '../../models/mapping/product-mapper';
import type { ConvolutionLayer } from '../../models/workload/layer-table/types';
import { windowTiles } from '../../models/workload/layer-table/window-tiles';
import { formatQuantity } from '../../models/units';
import { BandsChart } from '../charts/dataflow/BandsChart';
import type { BandsData } from '../charts/dataflow/bands-layout';
import { Controls } from './Controls';
import styles from './guide.module.css';
import { NumberInput } from './NumberInput';

const KIB = 1024;
const BITS = 8;
const EDGE = 16;
const OPERAND = { bits: BITS, place: 'off' } as const;
/** The array of the figure does nothing else: its classes and its clock do not enter. */
const ARRAY = { kind: 'array', rows: EDGE, columns: EDGE, cores: 1 } as MatrixArray;

interface Choice {
  readonly channels: number;
  readonly pixels: number;
  readonly bytes: number;
}

/** A convolution of 3 x 3 as the loop nest that takes the fewest cycles, and what it moves between its memories. */
export function NestFigure() {
  const [choice, setChoice] = useState<Choice>({ channels: 64, pixels: 28, bytes: 64 * KIB });
  const mapper = useMemo(() => createProductMapper(), []);
  const { data, text } = useMemo(() => figureOf(choice, mapper), [choice, mapper]);
  const whole = (name: keyof Choice) => (value: number) => setChoice({ ...choice, [name]: Math.round(value) });
  return (
    <>
      <Controls label="Sizes of the convolution and its memory">
        <NumberInput
          label="Channels"
          quantity="count"
          value={choice.channels}
          min={1}
          max={512}
          onChange={whole('channels')}
        />
        <NumberInput
          label="Rows of pixels"
          quantity="count"
          value={choice.pixels}
          min={1}
          max={112}
          onChange={whole('pixels')}
        />
        <NumberInput
          label="SRAM"
          quantity="bytes"
          value={choice.bytes}
          min={KIB}
          max={4096 * KIB}
          onChange={whole('bytes')}
        />
      </Controls>
      {data !== null && <BandsChart data={data} />}
      <pre className={styles.nest} tabIndex={0} aria-label="Loop nest">
        {text}
      </pre>
    </>
  );
}

function figureOf({ channels, pixels, bytes }: Choice, mapper: ReturnType<typeof createProductMapper>) {
  const layer: ConvolutionLayer = {
    ...{ kind: 'convolution', name: '3 x 3', repeat: 1, batch: 1, groups: 1, bias: false },
    ...{ inputHeight: pixels, inputWidth: pixels, inputChannels: channels, outputChannels: channels },
    ...{ kernelHeight: 3, kernelWidth: 3, strideHeight: 1, strideWidth: 1, dilationHeight: 1, dilationWidth: 1 },
    padding: { top: 1, bottom: 1, left: 1, right: 1 },
  };
  const product: Product = {
    ...{ groups: 1, m: pixels * pixels, n: channels, k: 9 * channels, partialBits: 32 },
    ...{ input: OPERAND, weight: OPERAND, output: OPERAND },
    windows: { images: 1, channels, tiles: windowTiles(layer) },
  };
  const answer = mapper.map(product, machineWith(bytes));
  if (answer.kind === 'unmapped') return { data: null, text: answer.reason };
  const memories = memoryTraffic(answer, product, tiersWith(bytes), ARRAY);
  const size = (value: number) => formatQuantity(value, 'bytes').text;
  const dram = memories[0]!;
  const moved = dram.bytes.input + dram.bytes.weight + dram.bytes.output;
  const data: BandsData = {
    finding: `The nest moves ${size(moved)} to and from DRAM, ${dram.ratio!.toFixed(2)} times the least that any schedule moves`,
    memories: memories.map(({ tier, label, bytes: each }) => ({
      ...{ id: tier, label, bytes: each },
      texts: { input: size(each.input), weight: size(each.weight), output: size(each.output) },
    })),
    array: `Array, ${EDGE} × ${EDGE}`,
  };
  const cycles = `${formatQuantity(answer.cycles.counted, 'count').text} cycles, ${formatQuantity(answer.utilisation, 'ratio').text} of the array at work`;
  return { data, text: [cycles, '', ...mappingText(answer)].join('\n') };
}

function machineWith(bytes: number): Machine {
  const shared = {
    label: '',
    scope: 'chip',
    readJoulesPerBit: NaN,
    writeJoulesPerBit: NaN,
    holds: TIER_OPERANDS,
  } as const;
  return {
    ...{ rows: EDGE, columns: EDGE, cores: 1, loadOverlap: true, drainOverlap: true },
    ...{ loadingCounts: false, loadingBelowMinimum: false },
    tiers: [
      { ...shared, id: 'sram', label: 'SRAM', isMain: false, bits: bytes * BITS, bitsPerCycle: 64 * BITS },
      { ...shared, id: 'dram', label: 'DRAM', isMain: true, bits: Infinity, bitsPerCycle: 16 * BITS },
    ],
  };
}

function tiersWith(bytes: number): readonly MemoryTier[] {
  const shared = { bytesPerSecond: null, scope: 'chip', dramType: null } as const;
  return [
    { ...shared, id: 'sram', label: 'SRAM', kind: 'sram', capacityBytes: bytes },
    { ...shared, id: 'dram', label: 'DRAM', kind: 'dram', capacityBytes: null },
  ];
}
