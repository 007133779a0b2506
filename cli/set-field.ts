/** `--set field=value`: one field of a design, by its id or by its path in the file, in the units that forms read. */
import { levelOf } from '../models/workload/rules';
import { ASSUMPTION_SET_IDS } from '../models/assumptions/types';
import type { Field } from '../models/design/field-types';
import { fieldsOf } from '../models/design/fields';
import { withWorkload } from '../models/design/from-presets';
import type { AxisValue, Design } from '../models/design/types';
import { withFormatRule, withoutFormatRule } from '../models/design/format-rules';
import { findFormat } from '../models/formats/registry';
import { MODULES, TENSOR_ROLES } from '../models/workload/types';
import { shown, valueProblem } from '../models/design/value-rules';
import { parseQuantity } from '../models/units/parse';
import { findModelPreset } from '../models/workload/presets/models';
import { DATA_VERSION } from '../models/workload/presets/llm-preset';
import { done, refused, type Result } from './result';

export function setField(design: Design, assignment: string): Result<Design> {
  const at = assignment.indexOf('=');
  if (at < 1) return refused(`--set: must be field=value, not ${shown(assignment)}`);
  const name = assignment.slice(0, at).trim();
  const text = assignment.slice(at + 1).trim();
  const rule = RULE.exec(name);
  if (rule !== null) return setFormatRule(design, rule[1]!, rule[2]!, text);
  const field = fieldsOf(design).find(({ id, path }) => id === name || path === name);
  if (field === undefined) {
    return refused(`--set: ${shown(name)} is not a field of this design; ridgeline list fields shows them`);
  }
  if (field.control.kind === 'workload') return setModel(design, text);
  const value = readValue(field, text);
  if (!value.ok) return value;
  const problem = valueProblem(field.control, value.value);
  return problem === null ? done(field.set(design, value.value)) : refused(`${field.id}: ${problem}`);
}

/** `format.expert.weight`: a module and a role of its tensors. */
const RULE = /^format\.([a-z]+)\.([a-z]+)$/;

function setFormatRule(design: Design, moduleName: string, roleName: string, format: string): Result<Design> {
  const module = MODULES.find((known) => known === moduleName);
  if (module === undefined) return refused(`--set: ${shown(moduleName)} is no module; there are ${MODULES.join(', ')}`);
  const role = TENSOR_ROLES.find((known) => known === roleName);
  if (role === undefined) return refused(`--set: ${shown(roleName)} is no role; there are ${TENSOR_ROLES.join(', ')}`);
  if (format === '') return done(withoutFormatRule(design, { module, role }));
  if (findFormat(format) !== undefined) return done(withFormatRule(design, { match: { module, role }, format }));
  return refused(`format.${module}.${role}: ${shown(format)} is not a format; ridgeline list formats shows them`);
}

function setModel(design: Design, id: string): Result<Design> {
  const preset = findModelPreset(id);
  if (preset === undefined) {
    return refused(`workload: must be the id of a model, not ${shown(id)}; ridgeline list models shows them`);
  }
  return done(withWorkload(design, preset.build(), { preset: id, dataVersion: DATA_VERSION }));
}

function readValue({ id, control }: Field, text: string): Result<AxisValue | null> {
  if (control.kind === 'toggle') return done(text === 'true' ? true : text === 'false' ? false : text);
  if (control.kind !== 'number') return done(text);
  if (control.optional && (text === '' || text === 'null')) return done(null);
  const parsed = parseQuantity(text, control.quantity);
  if (parsed.ok) return done(parsed.value);
  // Some reasons start with the unit at fault, others go on about the whole text.
  return refused(`${id}: ${parsed.reason.startsWith('“') ? '' : `${shown(text)} `}${parsed.reason}`);
}

/** `--assumptions ID`: the set, without single switches, at its own level of fidelity where it has but one. */
export function setAssumptions(design: Design, name: string): Result<Design> {
  const base = ASSUMPTION_SET_IDS.find((id) => id === name);
  if (base === undefined) {
    return refused(`--assumptions: must be one of ${ASSUMPTION_SET_IDS.join(', ')}, not ${shown(name)}`);
  }
  const assumptions = { base, level: design.assumptions.level, overrides: {} };
  return done({ ...design, assumptions: { ...assumptions, level: levelOf(assumptions) } });
}
