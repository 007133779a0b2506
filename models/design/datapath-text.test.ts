import { describe, expect, it } from 'vitest';
import { datapaths } from '../formats/hardware-cost/datapaths';
import { findFormat } from '../formats/registry';
import { pairDatapath, withDatapath } from '../hardware/technology/pair-datapath';
import { datapathOption, datapathText, readDatapathText } from './datapath-text';
import { isAllowed } from './value-rules';
import { fieldOf } from './fields';
import { presetDesign } from './designs.test-support';

const DESIGN = presetDesign('tpu-v4', 'llama-3.1-8b');

function units(weights: string, activations: string) {
  const { matrix } = DESIGN.accelerator;
  if (matrix.kind !== 'array') throw new Error('the machine of this test is no array');
  const [w, a] = [findFormat(weights)!, findFormat(activations)!];
  return datapaths(w, a).map((path) => pairDatapath(path, w, a, matrix));
}

describe('the text of a unit', () => {
  it('says all of it', () => {
    for (const unit of [...units('int4_g128', 'bf16'), ...units('custom_e2m2_e8m0_g16', 'int8')]) {
      expect(readDatapathText(datapathText(unit))).toEqual(unit);
    }
    expect(readDatapathText(datapathText(undefined))).toBeNull();
  });

  it.each([
    'none',
    'lookup:int4:bf16:1:2',
    'lookup:int4:bf16:1:2:3:4',
    'magic:int4:bf16:1:2:3',
    'lookup:nope:bf16:1:2:3',
    'lookup:int4:bf16:0:2:3',
    'lookup:int4:bf16:1:-2:3',
    'lookup:int4:bf16:1:2:Infinity',
    'lookup:int4:bf16:1:2:',
  ])('is not %s', (text) => {
    expect(readDatapathText(text)).toBeNull();
  });

  it('is named for people', () => {
    expect(datapathOption('lookup:int4_g128:int8:0.25:3:4')?.label).toBe('Look-up INT4 g128 × INT8, 0.25 a cycle');
  });
});

describe('the field of the unit', () => {
  const [unit] = units('int4', 'int8');
  const field = fieldOf(DESIGN, 'matrix.datapath');

  it('builds it in, and takes it out', () => {
    expect(field.get(DESIGN)).toBe('none');
    const built = field.set(DESIGN, datapathText(unit));
    expect(built.accelerator).toEqual(withDatapath(DESIGN.accelerator, unit!));
    expect(field.set(built, 'none')).toEqual(DESIGN);
  });

  it('offers the unit that the design has, and takes any other text of one', () => {
    const built = field.set(DESIGN, datapathText(unit));
    const own = fieldOf(built, 'matrix.datapath');
    expect(own.get(built)).toBe(datapathText(unit));
    expect(own.control.kind === 'choice' && own.control.options.map(({ value }) => value)).toEqual([
      'none',
      datapathText(unit),
    ]);
    expect(isAllowed(field.control, datapathText(unit))).toBe(true);
    expect(isAllowed(field.control, 'lookup')).toBe(false);
  });
});
