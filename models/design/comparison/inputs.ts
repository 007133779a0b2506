/** The inputs of several designs beside each other: what a form shows, and whatever else a design says. */
import type { Quantity } from '../../units';
import { isShown } from '../field-relevance';
import { FIELD_SECTIONS, type Field, type FieldSection } from '../field-types';
import { fieldsOf } from '../fields';
import type { AxisValue, Design } from '../types';
import { valueText } from '../value-text';
import { leafLabel, leafQuantity, leafSection, leavesOf, type Leaf } from './leaves';
import { sameText } from './same';

export interface InputCell {
  /** In SI units; of a model its name; null: not known, or not there. */
  readonly value: Leaf;
  readonly text: string;
  /** `empty`: the field is there without a value. `absent`: the design has no such field. */
  readonly state: 'given' | 'empty' | 'absent';
  /** Whether it changes anything about this design. */
  readonly applies: boolean;
}

export interface InputRow {
  /** Id of a field, or the path of what no field shows. */
  readonly id: string;
  readonly section: FieldSection;
  readonly label: string;
  /** Such as the memory that the field belongs to. */
  readonly group: string | null;
  readonly quantity: Quantity | null;
  /** One for each design. */
  readonly cells: readonly InputCell[];
  readonly differs: boolean;
}

/** What the other inputs of their section depend on. */
const COME_FIRST: ReadonlySet<string> = new Set(['accelerator.name', 'accelerator.matrix.kind', 'accelerator.tiers']);

const ABSENT: InputCell = { value: null, text: '', state: 'absent', applies: false };

/**
 * All inputs of the designs, section by section. Names and where values came from are no inputs. Two designs that
 * differ in anything else differ in at least one row. Throws when a design breaks the schema.
 */
export function comparedInputs(designs: readonly Design[]): readonly InputRow[] {
  const fields = designs.map((design) => new Map(fieldsOf(design).map((field) => [field.id, field])));
  const rows = merged(fields.map((own) => [...own.keys()])).map((id) => fieldRow(id, fields, designs));
  const leaves = designs.map((design, at) => leavesOf(design, [...fields[at]!.values()]));
  const others = merged(leaves.map((own) => [...own.keys()])).map((path) => leafRow(path, leaves));
  const all = [
    ...others.filter(({ id }) => COME_FIRST.has(id)),
    ...rows,
    ...others.filter(({ id }) => !COME_FIRST.has(id)),
  ];
  return FIELD_SECTIONS.flatMap((section) => all.filter((row) => row.section === section));
}

/** Rows that differ and change something about at least one of the designs. */
export function differingInputs(rows: readonly InputRow[]): readonly InputRow[] {
  return rows.filter(({ differs, cells }) => differs && cells.some(({ applies }) => applies));
}

/** What sets one of the designs apart from another one, such as `Array rows 64`; both are positions. */
export function differencesFrom(rows: readonly InputRow[], at: number, from: number): readonly string[] {
  return differingInputs(rows)
    .filter(({ cells }) => !Object.is(cells[at]!.value, cells[from]!.value) && cells[at]!.state === 'given')
    .map(({ label, group, section, cells }) => {
      const name = section === 'memory' && group !== null ? `${group} ${label.toLowerCase()}` : label;
      return `${name} ${cells[at]!.text}`;
    });
}

/** The union of lists, each in its own order: what only a later list has stands behind what it follows there. */
function merged(lists: readonly (readonly string[])[]): readonly string[] {
  const order: string[] = [];
  for (const list of lists) {
    const firstKnown = list.find((id) => order.includes(id));
    let at = firstKnown === undefined ? order.length : order.indexOf(firstKnown);
    for (const id of list) {
      const known = order.indexOf(id);
      if (known < 0) order.splice(at++, 0, id);
      else at = known + 1;
    }
  }
  return order;
}

function fieldRow(id: string, fields: readonly ReadonlyMap<string, Field>[], designs: readonly Design[]): InputRow {
  const own = fields.map((known) => known.get(id));
  const field = own.find((candidate) => candidate !== undefined)!;
  const values = own.map((known, at) => known?.get(designs[at]!) ?? null);
  const variants = variantsOf(values);
  const cells = own.map((known, at): InputCell => {
    if (known === undefined) return ABSENT;
    const value = values[at]!;
    const applies = isShown(known, designs[at]!);
    if (value === null) return { value: null, text: '', state: 'empty', applies };
    const text = `${valueText(known, value)}${variants[at]!}`;
    return { value: typeof value === 'object' ? text : value, text, state: 'given', applies };
  });
  const { section, label, group, control } = field;
  const quantity = control.kind === 'number' ? control.quantity : null;
  return { id, section, label, group, quantity, cells, differs: differ(cells) };
}

/** Models of one name that are not the same are told apart by a number. */
function variantsOf(values: readonly (AxisValue | null)[]): readonly string[] {
  const texts = values.map((value) => (typeof value === 'object' && value !== null ? sameText(value) : null));
  return values.map((value, at) => {
    if (typeof value !== 'object' || value === null) return '';
    const named = texts.filter((_, index) => (values[index] as typeof value | null)?.name === value.name);
    const distinct = [...new Set(named)];
    return distinct.length > 1 ? ` (${distinct.indexOf(texts[at]!) + 1})` : '';
  });
}

function leafRow(path: string, leaves: readonly ReadonlyMap<string, Leaf>[]): InputRow {
  const quantity = leafQuantity(path);
  const cells = leaves.map((own): InputCell => {
    const value = own.get(path) ?? null;
    if (value === null) return { ...ABSENT, state: own.has(path) ? 'empty' : 'absent', applies: own.has(path) };
    const control = typeof value === 'number' ? ({ kind: 'number', quantity: quantity ?? 'count' } as const) : null;
    const text = control === null ? String(value) : numberText(value as number, control.quantity);
    return { value, text, state: 'given', applies: true };
  });
  const { group, label } = leafLabel(path);
  return { id: path, section: leafSection(path), label, group, quantity, cells, differs: differ(cells) };
}

function numberText(value: number, quantity: Quantity): string {
  const control = { kind: 'number', quantity, min: -Infinity, max: Infinity, integer: false } as const;
  return valueText({ control: { ...control, scale: 'linear', optional: true } }, value);
}

/** What is not known and what is not there are both no value. */
function differ(cells: readonly InputCell[]): boolean {
  return cells.some(({ value }) => !Object.is(value, cells[0]!.value));
}
