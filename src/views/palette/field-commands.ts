import { isShown } from '../../../models/design/field-relevance';
import type { Field } from '../../../models/design/field-types';
import { fieldsOf } from '../../../models/design/fields';
import type { AxisValue, Design } from '../../../models/design/types';
import { valueText } from '../../../models/design/value-text';
import { readDraft } from '../design/number-draft';
import type { Command } from './command';
import { matchScore } from './match';

/** Fewer are enough: whoever wants another one names it better. */
const MOST = 6;

/** Letters here and there in a name do not name it. */
const LEAST_SCORE = 2;

/** Fields that a query such as `batch 8` or `sram 64 MiB` sets, best first. */
export function settingCommands(design: Design, query: string): readonly Command[] {
  const words = query.trim().split(/\s+/).filter(Boolean);
  const found = namedFields(design).flatMap((candidate) => settingOf(candidate, words, design));
  const best = found.toSorted((a, b) => b.score - a.score).slice(0, MOST);
  return best.map(({ command }) => command);
}

/** For each field, what asks for its value. */
export function namingCommands(design: Design): readonly Command[] {
  return namedFields(design).map((candidate) => namingOf(candidate, design));
}

interface NamedField {
  readonly field: Field;
  readonly name: string;
  /** What it is found by. */
  readonly words: string;
}

function namedFields(design: Design): readonly NamedField[] {
  const kinds = new Map(design.accelerator.tiers.map(({ id, kind }) => [id, kind]));
  return fieldsOf(design)
    .filter((field) => isShown(field, design) && field.control.kind !== 'workload')
    .map((field) => {
      const { id, label, group, section } = field;
      const hasTwins = section === 'memory' || /^network\./.test(id);
      const kind = section === 'memory' ? (kinds.get(id.split('.')[1]!) ?? '') : '';
      const name = hasTwins && group !== null ? `${group}: ${label}` : label;
      return { field, name, words: [label, group ?? '', kind].join(' ') };
    });
}

/** The field set to what the last words say, where the first ones name it. */
function settingOf(
  { field, name, words }: NamedField,
  query: readonly string[],
  design: Design,
): readonly { readonly command: Command; readonly score: number }[] {
  for (let cut = 1; cut < query.length; cut++) {
    const score = matchScore(words, query.slice(0, cut).join(' '));
    const value = score < LEAST_SCORE ? undefined : readValue(field, query.slice(cut).join(' '));
    if (value === undefined) continue;
    const now = field.get(design);
    const command: Command = {
      id: `set ${field.id}`,
      title: `Set ${name} to ${valueText(field, value)}`,
      hint: now === null ? 'not set now' : `now ${valueText(field, now)}`,
      run: ({ setField }) => setField(field.id, value),
    };
    return [{ command, score: score + cut / query.length }];
  }
  return [];
}

/** Undefined where the text is no value of the field. */
function readValue({ control, label }: Field, text: string): AxisValue | undefined {
  if (control.kind === 'number') {
    const read = readDraft(text, control, label);
    return read.ok && read.value !== null ? read.value : undefined;
  }
  const lower = text.toLowerCase();
  if (control.kind === 'toggle') return { on: true, true: true, off: false, false: false }[lower];
  if (control.kind !== 'choice') return undefined;
  const options = control.options.map((option) => ({ option, name: option.label.toLowerCase() }));
  const exact = options.find(({ option, name }) => option.value === lower || name === lower);
  return (exact ?? options.find(({ name }) => name.startsWith(lower)))?.option.value;
}

/** Chosen, it leaves the name in the field, for the value to be typed behind it. */
function namingOf({ field, name, words }: NamedField, design: Design): Command {
  const now = field.get(design);
  return {
    id: `name ${field.id}`,
    title: `Set ${name} …`,
    words: `set ${words}`,
    hint: now === null ? 'not set now' : `now ${valueText(field, now)}`,
    fill: `${name.replace(':', '')} `,
    run: () => null,
  };
}
