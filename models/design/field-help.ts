import { SWITCH_IDS } from '../assumptions/sets';
import { SWITCH_DOCUMENTATION } from '../assumptions/switch-documentation';
import { FIELD_HELP } from './field-help-texts';
import type { Field } from './field-types';

const SWITCH_PATH = 'assumptions.overrides.';

/** What a field means. Apart from the fields, so that the page loads the texts when a reader asks. */
export function fieldHelp({ help, path }: Pick<Field, 'help' | 'path'>): string {
  if (help !== null) return help;
  const text = FIELD_HELP[path.replace(/\[\d+\]|(?<=macsPer\w+)\.\w+$/g, '')];
  if (text !== undefined) return text;
  const id = SWITCH_IDS.find((known) => path === `${SWITCH_PATH}${known}`);
  if (id === undefined) throw new Error(`the field at ${path} has no help`);
  return SWITCH_DOCUMENTATION[id].meaning;
}
