import { COMPUTE_CLASSES } from '../formats/types';
import { withDatapath } from '../hardware/technology/pair-datapath';
import type { Accelerator, Dataflow, MatrixArray, MemoryTier, PairDatapath, PeakRates } from '../hardware/types';
import { datapathOption, datapathText, NO_DATAPATH, readDatapathText } from './datapath-text';
import { choiceControl, countControl, defineField, numberControl } from './define-field';
import { technologyFields } from './fields-technology';
import type { Field } from './field-types';
import type { Design } from './types';

const GIGA = 1e9;
const TERA = 1e12;

function withAccelerator(design: Design, change: Partial<Accelerator>): Design {
  return { ...design, accelerator: { ...design.accelerator, ...change } };
}

export function acceleratorFields({ matrix }: Accelerator): readonly Field[] {
  return [...(matrix.kind === 'array' ? arrayFields(matrix) : rateFields()), ...vectorFields(), ...technologyFields()];
}

function arrayField<K extends 'rows' | 'columns' | 'cores'>(key: K, label: string, help: string, max: number): Field {
  return defineField<number>(
    {
      id: `matrix.${key}`,
      label,
      help,
      section: 'accelerator',
      part: 'matrix',
      control: countControl(1, max),
      path: `accelerator.matrix.${key}`,
    },
    (design) => (design.accelerator.matrix.kind === 'array' ? design.accelerator.matrix[key] : null),
    (design, value) => withArray(design, { [key]: value }),
  );
}

function withArray(design: Design, change: Partial<MatrixArray>): Design {
  const { matrix } = design.accelerator;
  return matrix.kind === 'array' ? withAccelerator(design, { matrix: { ...matrix, ...change } }) : design;
}

function arrayFields({ datapath }: MatrixArray): readonly Field[] {
  return [
    arrayField('rows', 'Array rows', 'Rows of processing elements of one systolic array.', 4096),
    arrayField('columns', 'Array columns', 'Columns of processing elements of one systolic array.', 4096),
    arrayField('cores', 'Cores', 'Systolic arrays on the chip; each has its own tiers of scope core.', 4096),
    defineField<string>(
      {
        id: 'matrix.dataflow',
        label: 'Dataflow',
        help: null,
        section: 'accelerator',
        part: 'matrix',
        control: choiceControl([['os', 'OS'], ['ws', 'WS'], ['is', 'IS']]), // prettier-ignore
        path: 'accelerator.matrix.dataflow',
      },
      (design) => (design.accelerator.matrix.kind === 'array' ? design.accelerator.matrix.dataflow : null),
      (design, value) => withArray(design, { dataflow: value as Dataflow }),
    ),
    defineField<number>(
      {
        id: 'matrix.clock',
        label: 'Clock',
        help: null,
        section: 'accelerator',
        part: 'clock',
        control: numberControl('hertz', 1e6, 10 * GIGA, 'log'),
        path: 'accelerator.matrix.clockHz',
      },
      (design) => (design.accelerator.matrix.kind === 'array' ? design.accelerator.matrix.clockHz : null),
      (design, value) => withArray(design, { clockHz: value }),
    ),
    ...COMPUTE_CLASSES.map((computeClass) =>
      defineField<number>(
        {
          id: `matrix.macsPerCycle.${computeClass}`,
          label: `${computeClass.toUpperCase()} MACs per cycle`,
          help: null,
          section: 'accelerator',
          group: 'MACs per processing element and cycle',
          advanced: true,
          part: 'matrix',
          control: numberControl('count', 1 / 64, 64, 'powersOfTwo', { optional: true }),
          path: `accelerator.matrix.macsPerCycle.${computeClass}`,
        },
        (design) =>
          design.accelerator.matrix.kind === 'array' ? design.accelerator.matrix.macsPerCycle[computeClass] : null,
        (design, value) => {
          const { matrix } = design.accelerator;
          if (matrix.kind !== 'array') return design;
          return withArray(design, { macsPerCycle: { ...matrix.macsPerCycle, [computeClass]: value } });
        },
      ),
    ),
    datapathField(datapath),
  ];
}

/** None, and the unit that the design has; others are texts beyond the list. */
function datapathField(present: PairDatapath | undefined): Field {
  const own = present === undefined ? null : datapathOption(datapathText(present));
  return defineField<string>(
    {
      id: 'matrix.datapath',
      label: 'Unit for a pair',
      help: null,
      section: 'accelerator',
      advanced: true,
      part: 'datapath',
      control: { kind: 'choice', options: own === null ? [NO_DATAPATH] : [NO_DATAPATH, own], beyond: datapathOption },
      path: 'accelerator.matrix.datapath',
    },
    ({ accelerator: { matrix } }) => (matrix.kind === 'array' ? datapathText(matrix.datapath) : null),
    (design, value) => ({ ...design, accelerator: withDatapath(design.accelerator, readDatapathText(value)) }),
  );
}

function rateFields(): readonly Field[] {
  return COMPUTE_CLASSES.map((computeClass) =>
    defineField<number>(
      {
        id: `matrix.peak.${computeClass}`,
        label: `${computeClass.toUpperCase()} peak`,
        help: null,
        section: 'accelerator',
        group: 'Peak rates',
        advanced: !['bf16', 'fp8', 'int8'].includes(computeClass),
        part: 'matrix',
        control: numberControl('macsPerSecond', 1e6, 1e6 * TERA, 'log', { optional: true }),
        path: `accelerator.matrix.macsPerSecond.${computeClass}`,
      },
      (design) =>
        design.accelerator.matrix.kind === 'rates' ? design.accelerator.matrix.macsPerSecond[computeClass] : null,
      (design, value) => {
        const { matrix } = design.accelerator;
        if (matrix.kind !== 'rates') return design;
        const changed: PeakRates = { ...matrix, macsPerSecond: { ...matrix.macsPerSecond, [computeClass]: value } };
        return withAccelerator(design, { matrix: changed });
      },
    ),
  );
}

function vectorFields(): readonly Field[] {
  const field = (key: 'laneOpsPerSecond' | 'specialOpsPerSecond', label: string) =>
    defineField<number>(
      {
        id: `vector.${key}`,
        label,
        help: null,
        section: 'accelerator',
        group: 'Vector unit',
        advanced: true,
        part: 'vector',
        control: numberControl('laneOpsPerSecond', 1e3, 1e6 * TERA, 'log', { optional: true }),
        path: `accelerator.vector.${key}`,
      },
      (design) => design.accelerator.vector[key],
      (design, value) => withAccelerator(design, { vector: { ...design.accelerator.vector, [key]: value } }),
    );
  return [field('laneOpsPerSecond', 'Lane operations'), field('specialOpsPerSecond', 'Special functions')];
}

export function memoryFields({ tiers }: Accelerator): readonly Field[] {
  return tiers.flatMap((tier, index) => [
    tierField(tier, index, 'capacityBytes', 'capacity', 'Capacity', 'tierSizes'),
    tierField(tier, index, 'bytesPerSecond', 'bandwidth', 'Bandwidth', 'tierRates'),
  ]);
}

function tierField(
  tier: MemoryTier,
  index: number,
  key: 'capacityBytes' | 'bytesPerSecond',
  name: string,
  label: string,
  part: 'tierSizes' | 'tierRates',
): Field {
  const bytes = key === 'capacityBytes';
  const scope = { element: 'of each processing element', core: 'of each core', chip: 'of the chip' }[tier.scope];
  return defineField<number>(
    {
      id: `tier.${tier.id}.${name}`,
      label,
      help: bytes ? `Bytes ${scope}.` : `Bytes per second ${scope}, reads and writes together. Empty: bounds nothing.`,
      section: 'memory',
      group: tier.label,
      part,
      control: bytes
        ? numberControl('bytes', 1, 1e15, 'powersOfTwo', { optional: true })
        : numberControl('bytesPerSecond', 1e3, 1e18, 'log', { optional: tier.kind !== 'dram' }),
      path: `accelerator.tiers[${index}].${key}`,
    },
    (design) => design.accelerator.tiers.find(({ id }) => id === tier.id)?.[key] ?? null,
    (design, value) =>
      withAccelerator(design, {
        tiers: design.accelerator.tiers.map((other) => (other.id === tier.id ? { ...other, [key]: value } : other)),
      }),
  );
}
