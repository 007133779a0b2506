import { ASSUMPTION_SETS } from '../../models/assumptions/sets';
import { SET_SUMMARIES } from '../../models/assumptions/switch-documentation';
import type { Control } from '../../models/design/field-types';
import { isShown } from '../../models/design/field-relevance';
import { fieldsOf } from '../../models/design/fields';
import type { Design } from '../../models/design/types';
import { defaultDesign } from '../../models/design/presets/default-design';
import { shown } from '../../models/design/value-rules';
import { METRICS } from '../../models/evaluate/metrics/metrics';
import { NUMBER_FORMATS } from '../../models/formats/registry';
import { HARDWARE_PRESETS } from '../../models/hardware/presets/presets';
import { formatQuantity, quantitySpec } from '../../models/units';
import { MODEL_PRESETS } from '../../models/workload/presets/models';
import type { Command } from '../command';
import { loadDesign } from '../load';
import { print, table } from '../output';
import { done } from '../result';

type Row = Readonly<Record<string, string | number | null>>;

/** The names that other commands take. Fields depend on the design: on its tiers and on its kind of matrix unit. */
const LISTS: Readonly<Record<string, (design: ReturnType<typeof defaultDesign>) => readonly Row[]>> = {
  hardware: () =>
    HARDWARE_PRESETS.map(({ id, label, vendor, year, kind, levels }) => {
      return { id, label, vendor, year, kind, levels: levels.join(' ') };
    }),
  models: () =>
    MODEL_PRESETS.map(({ id, label, family, build }) => {
      return { id, label, family, kind: build().kind === 'layers' ? 'table of layers' : 'decoder' };
    }),
  fields: (design) =>
    shownFieldsOf(design).map(({ id, label, group, control, get }) => {
      const value = get(design);
      const now = typeof value === 'object' ? (value?.name ?? '') : String(value);
      return { id, label: group === null ? label : `${group}: ${label}`, value: now, allowed: allowed(control) };
    }),
  metrics: () =>
    METRICS.map(({ id, label, quantity, better, appliesTo }) => {
      return { id, label, unit: quantitySpec(quantity).base, better, workloads: appliesTo.join(' ') };
    }),
  formats: () => NUMBER_FORMATS.map(({ id, label, bitsPerElement }) => ({ id, label, bitsPerElement })),
  assumptions: () =>
    Object.values(ASSUMPTION_SETS).map(({ id, label, levels }) => {
      return { id, label, levels: levels.join(' '), summary: SET_SUMMARIES[id] };
    }),
};

function shownFieldsOf(design: Design) {
  return fieldsOf(design).filter((field) => isShown(field, design));
}

const NAMES = Object.keys(LISTS).join(' | ');

export const listCommand: Command = {
  name: 'list',
  takes: `<${NAMES}> [design.json]`,
  positionals: { min: 1, max: 2 },
  summary: 'Ids that other commands take, fields those of a design',
  options: [],
  async run(args, io) {
    const [name = '', source] = args.positionals;
    const rowsOf = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined;
    if (rowsOf === undefined) return { refused: `list: must be one of ${NAMES}, not ${shown(name)}` };
    const design = source === undefined ? done(defaultDesign()) : await loadDesign(io, source);
    if (!design.ok) return { refused: design.message };
    const rows = rowsOf(design.value);
    print(io, args, { json: () => rows, text: () => listText(rows) });
    return { exit: 0 };
  },
};

function listText(rows: readonly Row[]): string {
  const heads = Object.keys(rows[0] ?? {});
  return table(
    heads.map((head) => ({ head, cell: (row: Row) => String(row[head] ?? '') })),
    rows,
  );
}

function allowed(control: Control): string {
  switch (control.kind) {
    case 'number': {
      const [min, max] = [control.min, control.max].map((bound) => formatQuantity(bound, control.quantity).text);
      return `${min} to ${max}${control.optional ? ', or empty' : ''}`.replaceAll('\u00a0', ' ');
    }
    case 'choice':
      return control.options.map(({ value }) => value).join(' ');
    case 'toggle':
      return 'true false';
    case 'workload':
      return 'id of a model';
  }
}
