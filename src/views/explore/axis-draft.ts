import type { Field, NumberControl } from '../../../models/design/field-types';
import type { Axis, AxisValue, ValueAxis } from '../../../models/design/types';
import { allowedBy, valueProblem } from '../../../models/design/value-rules';
import { formatQuantity } from '../../../models/units';
import { parseQuantity } from '../../../models/units/parse';
import { formatEditable } from '../../../models/units/editable';
import { MOST_VALUES, rangeValues, spacingOf, type Spacing } from './axis-values';

export type NumberMode = 'range' | 'list' | 'tied';

/** What stands in the editor of a number's axis. All modes are kept, so that looking at another one loses nothing. */
export interface NumberDraft {
  readonly mode: NumberMode;
  readonly from: string;
  readonly to: string;
  readonly count: string;
  readonly spacing: Spacing;
  readonly list: string;
  /** Id of a field. */
  readonly tiedTo: string;
  readonly factor: string;
}

export type DraftInput = 'from' | 'to' | 'count' | 'list' | 'tiedTo' | 'factor';

export interface DraftProblem {
  readonly input: DraftInput;
  /** One sentence. */
  readonly message: string;
}

export type ReadAxis =
  { readonly ok: true; readonly axis: Axis } | { readonly ok: false; readonly problems: readonly DraftProblem[] };

/** An axis that another field can follow. */
export interface AxisToFollow {
  readonly axis: ValueAxis;
  readonly label: string;
}

const USUAL_COUNT = 8;

export function numberDraftOf(control: NumberControl, axis: Axis, others: readonly AxisToFollow[]): NumberDraft {
  const values = 'tiedTo' in axis ? followed(axis, others) : axis.values.map(Number);
  const range = spacingOf(control, values);
  const text = (value: number | undefined) => (value === undefined ? '' : formatEditable(value, control.quantity));
  return {
    mode: 'tiedTo' in axis ? 'tied' : range === null ? 'list' : 'range',
    from: text(values[0]),
    to: text(values.at(-1)),
    count: String(range?.count ?? (values.length > 2 ? values.length : USUAL_COUNT)),
    spacing: range?.spacing ?? { linear: 'linear', log: 'log', powersOfTwo: 'doubling' }[control.scale] as Spacing, // prettier-ignore
    list: values.map(text).join(', '),
    tiedTo: 'tiedTo' in axis ? axis.tiedTo : (others[0]?.axis.field ?? ''),
    factor: 'tiedTo' in axis ? String(axis.factor) : '1',
  };
}

function followed(axis: Extract<Axis, { tiedTo: string }>, others: readonly AxisToFollow[]): readonly number[] {
  const target = others.find((other) => other.axis.field === axis.tiedTo);
  return target === undefined ? [] : target.axis.values.map((value) => Number(value) * axis.factor);
}

/** The axis that a draft stands for, or one sentence for each input that is wrong. */
export function readNumberDraft(field: Field, draft: NumberDraft, others: readonly AxisToFollow[]): ReadAxis {
  const { control } = field;
  if (control.kind !== 'number') return { ok: false, problems: [] };
  switch (draft.mode) {
    case 'range':
      return readRange(field, control, draft);
    case 'list':
      return readList(field, control, draft);
    case 'tied':
      return readTie(field, draft, others);
  }
}

function refused(...problems: readonly DraftProblem[]): ReadAxis {
  return { ok: false, problems };
}

function readOne(text: string, control: NumberControl, label: string): number | string {
  const mustBe = `${label} ${allowedBy({ ...control, optional: false })}`;
  const parsed = parseQuantity(text, control.quantity);
  if (!parsed.ok) return text.trim() === '' ? `${mustBe}.` : `${mustBe}: what is typed ${parsed.reason}.`;
  return valueProblem({ ...control, optional: false }, parsed.value) === null ? parsed.value : `${mustBe}.`;
}

function readRange(field: Field, control: NumberControl, draft: NumberDraft): ReadAxis {
  const from = readOne(draft.from, control, 'From');
  const to = readOne(draft.to, control, 'To');
  const count = /^\d{1,6}$/.test(draft.count.trim()) ? Number(draft.count) : NaN;
  const countMatters = draft.spacing !== 'doubling';
  const problems: DraftProblem[] = [];
  if (typeof from === 'string') problems.push({ input: 'from', message: from });
  if (typeof to === 'string') problems.push({ input: 'to', message: to });
  if (countMatters && !(count >= 2 && count <= MOST_VALUES)) {
    problems.push({ input: 'count', message: `Values must be a whole number from 2 to ${MOST_VALUES}.` });
  }
  if (typeof from === 'string' || typeof to === 'string') return refused(...problems);
  if (from >= to) problems.push({ input: 'to', message: `To must be more than From, ${draft.from.trim()}.` });
  if (from <= 0 && draft.spacing !== 'linear') {
    problems.push({ input: 'from', message: 'From must be more than 0, or the steps equal.' });
  }
  if (problems.length > 0) return refused(...problems);
  return { ok: true, axis: { field: field.id, values: rangeValues(control, from, to, count, draft.spacing) } };
}

/** Number at the start of a text; the rest is its unit. */
const LEADING_NUMBER = /^\s*[+-]?[\d.\s_']*(?:[eE][+-]?\d+)?/;

/** `64, 128, 256 KiB`: a bare number takes the unit of the next one that has any. */
function withUnits(parts: readonly string[]): readonly string[] {
  let unit = '';
  return parts
    .toReversed()
    .map((part) => {
      const own = part.replace(LEADING_NUMBER, '');
      if (own !== '') unit = own;
      return own === '' && unit !== '' ? `${part} ${unit}` : part;
    })
    .toReversed();
}

function readList(field: Field, control: NumberControl, draft: NumberDraft): ReadAxis {
  const parts = draft.list.split(/[,;\n]/).map((part) => part.trim());
  const filled = parts.filter((part) => part !== '');
  if (filled.length === 0) return refused({ input: 'list', message: 'Write at least one value.' });
  if (filled.length > MOST_VALUES) {
    return refused({ input: 'list', message: `Write at most ${MOST_VALUES} values, not ${filled.length}.` });
  }
  const read = withUnits(filled).map((part) => readOne(part, control, `“${part.slice(0, 20)}”`));
  const wrong = read.find((value) => typeof value === 'string');
  if (wrong !== undefined) return refused({ input: 'list', message: wrong });
  const values = [...new Set(read.map(Number))].toSorted((a, b) => a - b);
  return { ok: true, axis: { field: field.id, values } };
}

function readTie(field: Field, draft: NumberDraft, others: readonly AxisToFollow[]): ReadAxis {
  const target = others.find(({ axis }) => axis.field === draft.tiedTo);
  if (target === undefined) {
    return refused({
      input: 'tiedTo',
      message: 'Choose a swept field of numbers to follow; there is none by that name.',
    });
  }
  const text = draft.factor.trim();
  const factor = text === '' ? NaN : Number(text);
  if (!Number.isFinite(factor))
    return refused({ input: 'factor', message: 'Factor must be a number, such as 2 or 0.5.' });
  const bad = target.axis.values.map((value) => Number(value) * factor).find((value) => isRefused(field, value));
  if (bad !== undefined) return refused({ input: 'factor', message: outOfRange(field, bad) });
  return { ok: true, axis: { field: field.id, tiedTo: draft.tiedTo, factor } };
}

function isRefused({ control }: Field, value: number): boolean {
  return valueProblem(control, value) !== null;
}

function outOfRange({ control, label }: Field, value: number): string {
  const shown = control.kind === 'number' ? formatQuantity(value, control.quantity).text : String(value);
  return `This factor makes ${label} ${shown}; it ${allowedBy(control).replace(', or empty (null)', '')}.`;
}

/** Chosen options as an axis, in the order in which they are offered; null when none is chosen. */
export function choiceAxis(
  fieldId: string,
  options: readonly AxisValue[],
  isChosen: (value: AxisValue) => boolean,
): Axis | null {
  const values = options.filter(isChosen);
  return values.length === 0 ? null : { field: fieldId, values };
}
