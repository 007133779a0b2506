import type { Technology } from '../hardware/types';
import { choiceControl, defineField, numberControl } from './define-field';
import type { Control, Field, NumberControl } from './field-types';
import type { Design } from './types';

/** Node, and figures of the user's own. Their help is in `field-help-texts.ts`. */
export function technologyFields(): readonly Field[] {
  return [
    number('nodeNm', 'node', 'Process node', log('nanometres', 1, 250)),
    number('dramJoulesPerBit', null, 'Memory energy', log('joulesPerBit', 1e-15, 1e-8)),
    number('linkJoulesPerBit', null, 'Link energy', log('joulesPerBit', 1e-15, 1e-8)),
    number('macJoules', null, 'MAC energy', log('joules', 1e-16, 1e-8)),
    number('sramJoulesPerBit', null, 'SRAM energy', log('joulesPerBit', 1e-16, 1e-8)),
    number('controlShare', null, 'Clock and control', linear('ratio', 0.95)),
    number('idleWatts', null, 'Idle power', linear('watts', 100_000)),
    number('otherSquareMetres', null, 'Rest of the die', linear('squareMetres', 0.07)),
    field<string>(
      'sramLeakage',
      'sramLeakage',
      'SRAM leakage',
      choiceControl([[HIGH_PERFORMANCE, 'High performance'], ['lstp', 'Low standby power'], ['lop', 'Low operating power']]),
      ({ sramLeakage }) => sramLeakage ?? HIGH_PERFORMANCE,
      (value) => (value === HIGH_PERFORMANCE ? null : value),
    ),
  ]; // prettier-ignore
}

/** What CACTI's table is of; a design says nothing about it. */
const HIGH_PERFORMANCE = 'hp';

/** These are null where they are not known; the others are absent. */
const NULLABLE: readonly (keyof Technology)[] = ['nodeNm', 'dramJoulesPerBit', 'linkJoulesPerBit'];

function log(quantity: NumberControl['quantity'], min: number, max: number) {
  return numberControl(quantity, min, max, 'log', { optional: true });
}

function linear(quantity: NumberControl['quantity'], max: number) {
  return numberControl(quantity, 0, max, 'linear', { optional: true });
}

type NumberKey = Exclude<keyof Technology, 'sramLeakage'>;

function number(key: NumberKey, name: string | null, label: string, control: Control): Field {
  return field<number>(key, name ?? key, label, control, (technology) => technology[key] ?? null, (value) => value); // prettier-ignore
}

function field<T extends number | string>(
  key: keyof Technology,
  name: string,
  label: string,
  control: Control,
  read: (technology: Technology) => T | null,
  written: (value: T | null) => T | null,
): Field {
  return defineField<T>(
    {
      id: `technology.${name}`,
      label,
      help: null,
      section: 'accelerator',
      group: 'Technology',
      advanced: true,
      part: 'technology',
      control,
      path: `accelerator.technology.${key}`,
    },
    ({ accelerator }) => read(accelerator.technology),
    (design, value: T | null) => withTechnology(design, key, written(value)),
  );
}

/** An assumption that is not made is absent, so that a design without any looks as if there had never been one. */
function withTechnology(design: Design, key: keyof Technology, value: number | string | null): Design {
  const { [key]: _, ...others } = design.accelerator.technology;
  const isAbsent = value === null && !NULLABLE.includes(key);
  const technology = (isAbsent ? others : { ...design.accelerator.technology, [key]: value }) as Technology;
  return { ...design, accelerator: { ...design.accelerator, technology } };
}
