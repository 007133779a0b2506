import { axeViolations, expect, test } from './support/test';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`levels of formats in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('./');
    await page.getByRole('tab', { name: 'Formats' }).click();
    await expect(page.getByRole('img', { name: /reaches furthest: its largest level/ })).toBeVisible();
    const codes = page.getByRole('region', { name: 'Code points of MXFP4' });
    await expect(codes.getByRole('row', { name: '0111 0x7 6', exact: true })).toBeVisible();
    await page.getByRole('combobox', { name: 'Format', exact: true }).selectOption('FP8 E4M3');
    await expect(page.getByRole('row', { name: '01111110 0x7e 448' })).toBeAttached();
    expect(await axeViolations(page)).toEqual([]);
  });
}

test('a format of the reader’s own is compared, chosen in the design, and travels in the link', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('tab', { name: 'Formats' }).click();
  const form = page.getByRole('form', { name: 'A format of your own' });
  await form.getByRole('textbox', { name: 'Mantissa bits' }).fill('99');
  await expect(form.getByRole('status')).toHaveText('Mantissa bits: must be a whole number from 0 to 22.');
  await expect(form.getByRole('button', { name: 'Add the format' })).toBeDisabled();

  await form.getByRole('textbox', { name: 'Mantissa bits' }).fill('0');
  await form.getByRole('button', { name: 'Add the format' }).click();
  await expect(page.getByRole('checkbox', { name: 'Compare E3M0, E8M0 by 32 (own)' })).toBeChecked();

  // It is in every part of this tab at once.
  const own = 'E3M0, E8M0 by 32 (own)';
  await expect(page.getByRole('group', { name: /reaches furthest/ }).getByText(own)).toBeVisible();
  await page.getByRole('button', { name: 'Error', exact: true }).click();
  const errors = page.getByRole('region', { name: 'Errors by format' }).getByRole('row', { name: /^Show .* E3M0/ });
  await expect(errors.getByRole('cell').nth(2)).toHaveText(/^1\d\.\d\d\sdB$/);
  await expect(
    page.getByRole('region', { name: 'QSNR by distribution' }).getByRole('row', { name: /^E3M0/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Matrix product' }).click();
  await expect(
    page.getByRole('region', { name: 'Output error by format' }).getByRole('row', { name: /^E3M0/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Crest factor' }).click();
  await page.getByRole('combobox', { name: 'And another format' }).selectOption(own);
  await expect(page.getByText(`${own}, measured in blocks of 32`)).toBeVisible();
  await page.getByRole('button', { name: 'Cost', exact: true }).click();
  await page.getByRole('combobox', { name: 'Format of weights' }).selectOption(own);

  const energy = page.getByRole('button', { name: /^Energy\/token/ });
  const before = await energy.textContent();
  await page.getByRole('combobox', { name: 'Weights', exact: true }).selectOption({ label: 'E3M0, E8M0 by 32 (own)' });
  await expect(energy).not.toHaveText(before ?? '');
  await expect(page).toHaveURL(/#1\./);

  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Weights', exact: true })).toHaveValue('custom_e3m0_e8m0_g32');
});

/** A .safetensors file with one tensor of 4 x 64 elements. */
function safetensors(values: Float32Array): Buffer {
  const header = Buffer.from(
    JSON.stringify({ 'layer.weight': { dtype: 'F32', shape: [4, 64], data_offsets: [0, values.byteLength] } }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.from(values.buffer)]);
}

test('errors of formats on random tensors and on one of a file', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('tab', { name: 'Formats' }).click();
  await page.getByRole('button', { name: 'Error', exact: true }).click();
  const table = page.getByRole('region', { name: 'Errors by format' });
  const qsnr = table.getByRole('row', { name: /MXFP4/ }).getByRole('cell').nth(2);
  await expect(qsnr).toHaveText(/^18\.\d\d\sdB$/);
  await expect(page.getByRole('img', { name: 'QSNR by format and distribution' })).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'QSNR by distribution' }).getByRole('row', { name: /^INT8/ }),
  ).toBeVisible();

  const rule = page.getByRole('combobox', { name: 'Scales of MX formats' });
  await rule.selectOption('even');
  await expect(qsnr).toHaveText(/^19\.\d\d\sdB$/);
  await rule.selectOption('floor, OCP MX');

  // By chance the noise doubles, for the formats that hardware rounds so.
  const rounding = page.getByRole('combobox', { name: 'Rounding of elements' });
  await expect(page.getByRole('spinbutton', { name: 'Seed of the rounding' })).toBeDisabled();
  await rounding.selectOption('stochastic');
  await expect(qsnr).toHaveText(/^1[56]\.\d\d\sdB$/);
  await expect(page.getByText(/^To nearest all the same.*INT8, INT4, NF4\.$/)).toBeVisible();
  await rounding.selectOption('to nearest');
  await expect(qsnr).toHaveText(/^18\.\d\d\sdB$/);

  const spread = page.getByRole('region', { name: 'Spread by format' });
  await expect(page.getByRole('img', { name: 'How QSNR spreads over the groups that share a scale' })).toBeVisible();
  await page.getByRole('button', { name: 'channels' }).click();
  await page.getByRole('combobox', { name: 'Measure' }).selectOption('Saturated share');
  await expect(page.getByRole('img', { name: 'How Saturated share spreads over the channels' })).toBeVisible();
  // Floor scales of MXFP4 saturate in every channel.
  await expect(spread.getByRole('row', { name: /^MXFP4 all rows 1,024 .*[1-9][\d.]*\s%$/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Values by channel/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Channels' }).getByRole('row')).toHaveCount(17);

  await page.getByRole('combobox', { name: 'Distribution' }).selectOption('Student t, 3 degrees');
  await expect(qsnr).toHaveText(/^1[67]\.\d\d\sdB$/);

  const levels = [0, 0.5, 1, 1.5, 2, 3, 4, 6];
  const values = Float32Array.from({ length: 256 }, (_, i) => levels[i % 8]! * (i % 3 === 0 ? -1 : 1));
  const file = { name: 'weights.safetensors', mimeType: 'application/octet-stream', buffer: safetensors(values) };
  await page.getByLabel('A tensor of your own').setInputFiles(file);
  await expect(page.getByText('layer.weight: F32, 4 × 64.')).toBeVisible();
  await expect(qsnr).toHaveText('exact');

  await page.getByLabel('A tensor of your own').setInputFiles({ ...file, buffer: file.buffer.subarray(0, 200) });
  await expect(
    page.getByText(/^weights\.safetensors tensor "layer\.weight" has offsets outside of the file/),
  ).toBeVisible();
});

test('a dropped .safetensors file is measured, and stays chosen from panel to panel', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('tab', { name: 'Formats' }).click();
  await page.getByRole('button', { name: 'Error', exact: true }).click();
  await expect(page.getByLabel('A tensor of your own')).toBeVisible();
  const bytes = [...safetensors(Float32Array.from({ length: 256 }, (_, i) => (i % 7) - 3))];
  const files = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(content)], 'dropped.safetensors'));
    return transfer;
  }, bytes);
  for (const event of ['dragenter', 'dragover', 'drop'] as const) {
    await page.getByRole('group', { name: 'Tensor' }).dispatchEvent(event, { dataTransfer: files });
  }
  await expect(page.getByText('layer.weight: F32, 4 × 64.')).toBeVisible();
  await expect(page.getByText('256 elements.')).toBeVisible();
  await expect(page.getByText('Drop a Hugging Face config.json')).toBeHidden();

  await page.getByRole('button', { name: 'Matrix product' }).click();
  await expect(page.getByText('64 rows of activations × 4 rows of weights, 64 products in each output.')).toBeVisible();
});

test('the crossover of INT8 and FP8 is read off the chart', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('tab', { name: 'Formats' }).click();
  await page.getByRole('button', { name: 'Crest factor' }).click();
  const chart = page.getByRole('group', { name: 'MXINT8 is better below a crest factor of 7.55, at 31.86 dB' });
  await expect(chart).toBeVisible();
  await expect(page.getByText('MXINT8, measured')).toBeVisible();
  await chart.press('ArrowRight');
  await expect(chart.getByText(/root mean square 1\.05$/)).toBeVisible();
  await page.getByRole('button', { name: 'exact' }).click();
  await expect(page.getByRole('img', { name: /below a crest factor of 7\.48/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Formats' }).selectOption('NVINT4 and NVFP4');
  await page.getByRole('button', { name: 'published' }).click();
  await expect(page.getByRole('img', { name: /below a crest factor of 2\.39/ })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});

test('the output of a product is measured beside the noise of both operands, and its accumulator has a width', async ({
  page,
}) => {
  await page.goto('./');
  await page.getByRole('tab', { name: 'Formats' }).click();
  await page.getByRole('button', { name: 'Matrix product' }).click();
  const table = page.getByRole('region', { name: 'Output error by format' });
  const [measured, added] = [4, 5].map((at) =>
    table
      .getByRole('row', { name: /^NVFP4/ })
      .getByRole('cell')
      .nth(at),
  );
  await expect(measured!).toHaveText(/^17\.\d\d\sdB$/);
  await expect(added!).toHaveText(/^17\.\d\d\sdB$/);
  await expect(page.getByRole('img', { name: /^The noises of both operands add up/ })).toBeVisible();

  // 1,024 products of at most 7 and 127.
  await expect(page.getByRole('img', { name: /^Sums of 1,024 products need 21 bits to be safe/ })).toBeVisible();
  const widths = page.getByRole('region', { name: 'Overflow by width' });
  await expect(widths.getByRole('row', { name: /^21, no sum can overflow never 0$/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Integer weights' }).selectOption('INT8');
  await expect(widths.getByRole('row', { name: /^25, no sum can overflow/ })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('combobox', { name: 'Format of activations' }).selectOption('BF16');
  await expect(table.getByRole('row', { name: /^NVFP4 BF16/ })).toBeVisible();
});
