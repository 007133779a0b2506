import { expect, it } from 'vitest';
import { unitCost } from '../../formats/hardware-cost/calibration';
import { NO_CELLS } from '../../formats/hardware-cost/cells';
import { pairUnit } from '../../formats/hardware-cost/operands';
import { COMPUTE_CLASS_SHAPE } from '../../formats/mac-cost';
import { findFormat } from '../../formats/registry';
import { macJoules, macSquareMetres } from './mac';
import { isMissing } from './types';
import { datapathFigure } from './unit-cost';

const int8 = { shape: COMPUTE_CLASS_SHAPE.int8, scale: { kind: 'none' }, converter: NO_CELLS } as const;
const lone = { weights: int8, activations: int8, lanes: 1, weightReuse: 1 };

it('is the published operation where the datapath is that operation', () => {
  const energy = datapathFigure(7, 'energy', unitCost(lone, 'energy'), true);
  const area = datapathFigure(45, 'area', unitCost(lone, 'area'), true);
  expect(energy.value).toBeCloseTo(macJoules(7, 'int8').value, 20);
  expect(area.value).toBeCloseTo(macSquareMetres(45, 'int8').value, 20);
  expect(energy).toMatchObject({ source: 'unit-model', confidence: 'low' });
});

it('has a span that holds both anchors, and scales with the node as the accelerator does', () => {
  const mxfp4 = findFormat('mxfp4');
  if (mxfp4 === undefined) throw new Error('no MXFP4');
  const cost = unitCost(pairUnit(mxfp4, mxfp4), 'energy');
  const seven = datapathFigure(7, 'energy', cost, true);
  const five = datapathFigure(5, 'energy', cost, true);
  if (isMissing(seven) || isMissing(five)) throw new Error('both nodes are known');
  expect(seven.high).toBeGreaterThan(seven.value);
  expect(five.value / seven.value).toBeCloseTo(macJoules(5, 'int8').value / macJoules(7, 'int8').value, 12);
});

it('is missing at nodes without a row, with the reason of the multiply-accumulate', () => {
  const unknown = datapathFigure(28, 'energy', 100, true);
  expect(isMissing(unknown) && unknown.missing).toContain('28 nm');
});
