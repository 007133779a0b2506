import { calibration } from '../../models/formats/hardware-cost/calibration';
import { datapaths, type Datapath } from '../../models/formats/hardware-cost/datapaths';
import { datapathText } from '../../models/design/datapath-text';
import type { Axis, Design } from '../../models/design/types';
import { findFormat } from '../../models/formats/registry';
import { DATAPATH_KINDS, type NumberFormat } from '../../models/formats/types';
import { shown } from '../../models/design/value-rules';
import { pairDatapath, withDatapath } from '../../models/hardware/technology/pair-datapath';
import { isMissing, type Sourced } from '../../models/hardware/technology/types';
import { datapathFigure } from '../../models/hardware/technology/unit-cost';
import { formatQuantity } from '../../models/units';
import type { Command } from '../command';
import type { CliIo } from '../io';
import { loadDesign } from '../load';
import { jsonText, print, section, table } from '../output';
import { done, refused, type Result } from '../result';

const DEFAULT_NODE_NM = 7;

export const datapathCommand: Command = {
  name: 'datapath',
  takes: '<weights> <activations>',
  positionals: { min: 2, max: 2 },
  summary: 'Units that multiply a pair of formats: energy, area, throughput',
  details: 'Relative to a BF16 multiply-accumulate, and at a process node; with the errors of the calibration.',
  options: [
    { name: 'node', value: 'NM', help: `Process node in nanometres (default ${DEFAULT_NODE_NM})` },
    {
      name: 'design',
      value: 'FILE',
      help: 'Print this design (a file, a link or -) with one of the units in its array',
    },
    { name: 'axis', value: null, help: 'With --design: print an axis of a space with all of the units, and none' },
    { name: 'unit', value: 'KIND', help: `Which one, with --design: ${DATAPATH_KINDS.join(', ')}` },
  ],
  async run(args, io) {
    const [weights, activations] = args.positionals.map(formatNamed);
    if (weights?.ok !== true) return { refused: weights?.message ?? '' };
    if (activations?.ok !== true) return { refused: activations?.message ?? '' };
    const node = args.text('node') === undefined ? DEFAULT_NODE_NM : Number(args.text('node'));
    if (!Number.isInteger(node) || node < 1) return { refused: '--node: must be a whole number of nanometres' };
    const source = args.text('design');
    if (args.has('axis')) {
      if (source === undefined || args.has('unit')) return { refused: '--axis: needs --design, and no --unit' };
      const axis = await axisOf(io, source, weights.value, activations.value);
      if (!axis.ok) return { refused: axis.message };
      io.stdout.write(jsonText(axis.value));
      return { exit: 0 };
    }
    if (source !== undefined) {
      const changed = await designWith(io, source, args.text('unit'), weights.value, activations.value);
      if (!changed.ok) return { refused: changed.message };
      io.stdout.write(jsonText(changed.value));
      return { exit: 0 };
    }
    if (args.text('unit') !== undefined) return { refused: '--unit: needs --design' };
    const rows = rowsOf(weights.value, activations.value, node);
    print(io, args, {
      json: () => ({
        weights: weights.value.id,
        activations: activations.value.id,
        node,
        units: rows,
        calibration: calibration(),
      }),
      text: () => textOf(rows, node),
    });
    return { exit: 0 };
  },
};

function formatNamed(id: string): Result<NumberFormat> {
  const format = findFormat(id);
  return format === undefined
    ? refused(`${shown(id)} is not a format; ridgeline list formats shows them`)
    : done(format);
}

/** The design with the unit as a datapath of its array, beside its classes. */
async function designWith(
  io: CliIo,
  source: string,
  kind: string | undefined,
  weights: NumberFormat,
  activations: NumberFormat,
): Promise<Result<Design>> {
  const design = await loadDesign(io, source);
  if (!design.ok) return design;
  const paths = datapaths(weights, activations);
  const path = paths.find((candidate) => candidate.kind === kind);
  if (path === undefined) {
    const offered = paths.map((candidate) => candidate.kind).join(', ');
    return refused(`--unit: must be one of ${offered} for ${weights.label} and ${activations.label}`);
  }
  const { accelerator } = design.value;
  if (accelerator.matrix.kind !== 'array') return refused('--design: its matrix unit is not described as an array');
  const datapath = pairDatapath(path, weights, activations, accelerator.matrix);
  return done({ ...design.value, accelerator: withDatapath(accelerator, datapath) });
}

/** The units of the pair as values of the field of a design's own unit, and that it has none. */
async function axisOf(
  io: CliIo,
  source: string,
  weights: NumberFormat,
  activations: NumberFormat,
): Promise<Result<Axis>> {
  const design = await loadDesign(io, source);
  if (!design.ok) return design;
  const { matrix } = design.value.accelerator;
  if (matrix.kind !== 'array') return refused('--design: its matrix unit is not described as an array');
  const units = datapaths(weights, activations).map((path) => pairDatapath(path, weights, activations, matrix));
  return done({ field: 'matrix.datapath', values: [undefined, ...units].map(datapathText) });
}

interface DatapathRow extends Omit<Datapath, 'unit' | 'cost'> {
  readonly relativeEnergy: number;
  readonly relativeArea: number;
  readonly joules: Sourced;
  readonly squareMetres: Sourced;
}

function rowsOf(weights: NumberFormat, activations: NumberFormat, node: number): readonly DatapathRow[] {
  const bf16 = findFormat('bf16');
  const [reference] = bf16 === undefined ? [] : datapaths(bf16, bf16);
  const narrow = weights.elementBits + activations.elementBits <= 16;
  return datapaths(weights, activations).map(({ kind, label, cost, macsPerCycle, rule, basis }) => ({
    kind,
    label,
    macsPerCycle,
    rule,
    basis,
    relativeEnergy: cost.energy / (reference?.cost.energy ?? NaN),
    relativeArea: cost.area / (reference?.cost.area ?? NaN),
    joules: datapathFigure(node, 'energy', cost.energy, narrow),
    squareMetres: datapathFigure(node, 'area', cost.area, narrow),
  }));
}

function textOf(rows: readonly DatapathRow[], node: number): string {
  const units = table<DatapathRow>(
    [
      { head: 'Unit', cell: ({ label }) => label },
      { head: 'Energy', cell: ({ relativeEnergy }) => relativeEnergy.toFixed(2), align: 'right' },
      { head: 'Area', cell: ({ relativeArea }) => relativeArea.toFixed(2), align: 'right' },
      { head: `At ${node} nm`, cell: ({ joules }) => joulesText(joules), align: 'right' },
      { head: 'Basis', cell: ({ basis }) => basis },
      { head: 'Takes', cell: ({ rule }) => rule },
    ],
    rows,
  );
  const errors = table(
    [
      { head: 'Unit', cell: ({ unit }) => unit },
      { head: 'Of', cell: ({ quantity }) => quantity },
      { head: 'Published', cell: ({ published }) => published.toFixed(2), align: 'right' },
      { head: 'Modelled', cell: ({ modelled }) => modelled.toFixed(3), align: 'right' },
      { head: 'Error', cell: ({ error }) => `${(100 * error).toFixed(1)} %`, align: 'right' },
      { head: '', cell: ({ fitted }) => (fitted ? 'fitted' : 'not fitted') },
    ],
    calibration(),
  );
  return `One multiply-accumulate, relative to BF16\n${units}${section('Calibration, relative to MXFP8 (arXiv 2510.25602, table 5)', errors)}`;
}

function joulesText(joules: Sourced): string {
  if (isMissing(joules)) return 'missing';
  const text = (value: number) => formatQuantity(value, 'joules').text;
  return `${text(joules.value)} (${text(joules.low)} to ${text(joules.high)})`;
}
