import { expect, it } from 'vitest';
import { fieldHelp } from './field-help';
import { fieldsOf } from './fields';
import { defaultDesign } from './presets/default-design';

it.each(fieldsOf(defaultDesign()).map((field) => [field.id, field] as const))('%s says what it means', (_, field) => {
  expect(fieldHelp(field)).toMatch(/^.{10,}\.$/);
});
