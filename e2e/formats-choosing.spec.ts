import { axeViolations, expect, test } from './support/test';

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await page.getByRole('tab', { name: 'Formats' }).click();
});

test('units of a pair of formats, with the errors of their calibration', async ({ page }) => {
  await page.getByRole('button', { name: 'Cost', exact: true }).click();
  await page.getByRole('combobox', { name: 'Format of weights' }).selectOption('int4_g128');
  const units = page.getByRole('region', { name: 'Units that multiply this pair' });
  await expect(units.getByRole('row')).toHaveCount(5);
  await expect(page.getByRole('region', { name: 'Calibration' }).getByRole('row')).toHaveCount(8);
  expect(await axeViolations(page)).toEqual([]);
});

test('a unit of its own is built into the array, has a roof, and goes again', async ({ page }) => {
  await page.getByRole('button', { name: 'Cost', exact: true }).click();
  await page.getByRole('combobox', { name: 'Format of weights' }).selectOption('bf16');
  await page.getByRole('combobox', { name: 'Format of activations' }).selectOption('bf16');
  const units = page.getByRole('region', { name: 'Units that multiply this pair' });
  await expect(units.getByRole('button', { name: /^Build/ })).toHaveCount(1);
  await units.getByRole('button', { name: 'Build Multiplier into the array' }).click();
  const unit = page.getByRole('group', { name: 'Unit of its own' });
  await expect(unit).toContainText('a multiplier of its own for weights BF16 and activations BF16');
  await unit.getByRole('spinbutton', { name: 'Products a cycle and element' }).fill('4');
  await page.getByRole('tab', { name: 'Roofline' }).click();
  await expect(page.getByText('OWN UNIT').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Formats' }).click();
  await page.getByRole('button', { name: 'Cost', exact: true }).click();
  await unit.getByRole('button', { name: 'Remove' }).click();
  await expect(unit).toBeHidden();
  expect(await axeViolations(page)).toEqual([]);
});

test('units for the pairs of a space are values of an axis', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Weights' }).selectOption('ternary');
  await page.getByRole('combobox', { name: 'Activations' }).selectOption('int8');
  await page.getByText('More fields').first().click();
  await page.getByRole('button', { name: 'Sweep Unit for a pair' }).click();
  await page.getByRole('tab', { name: 'Explore' }).click();
  await page.getByRole('button', { name: 'Unit for a pair: None, edit' }).click();
  await page.getByRole('checkbox', { name: /^Look-up Ternary × INT8/ }).check();
  await page.getByRole('checkbox', { name: /^Multiplier Ternary × INT8/ }).check();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(/^3 designs over 1 axis/)).toBeVisible({ timeout: 30_000 });
  expect(await axeViolations(page)).toEqual([]);
});

test('gpt-oss with experts in MXFP4 and BF16 elsewhere is one design', async ({ page }) => {
  await page.getByRole('button', { name: /^Llama 3.1 8B/ }).click();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('gpt-oss 20b');
  await page
    .getByRole('button', { name: /^gpt-oss 20B/ })
    .first()
    .click();
  const rules = page.getByRole('group', { name: 'Formats by module' });
  const energy = page.getByRole('button', { name: /^Energy\/token/ });
  const memory = page.getByRole('button', { name: /^Memory use/ });
  const before = [await energy.textContent(), await memory.textContent()];
  await rules.getByRole('button', { name: /^As published: experts in MXFP4/ }).click();
  await expect(rules.getByRole('combobox', { name: 'Format of Experts, weights' })).toHaveValue('mxfp4');
  await expect(energy).not.toHaveText(before[0]!);
  await expect(memory).not.toHaveText(before[1]!);
  await page.getByRole('button', { name: 'Cost', exact: true }).click();
  const pairs = page.getByRole('region', { name: 'Pairs of this design' });
  await expect(pairs.getByRole('row').filter({ hasText: 'MXFP4' })).toContainText('up-cast to BF16');

  await rules.getByRole('combobox', { name: 'Module with a format of its own' }).selectOption('Attention');
  await rules.getByRole('combobox', { name: 'Operand with a format of its own' }).selectOption('weights');
  await rules.getByRole('button', { name: 'Add' }).click();
  await rules.getByRole('combobox', { name: 'Format of Attention, weights' }).selectOption('INT8');
  await expect(pairs.getByRole('row').filter({ hasText: 'INT8' })).toContainText('Attention');
  await rules.getByRole('button', { name: 'Remove the rule for Attention, weights' }).click();
  await expect(pairs.getByRole('row').filter({ hasText: 'INT8' })).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);
});

test('published accuracy of the model, suspect values on request', async ({ page }) => {
  await page.getByRole('button', { name: 'Accuracy', exact: true }).click();
  const values = page.getByRole('region', { name: 'Published values' });
  await expect(values.getByRole('row')).not.toHaveCount(0);
  const before = await values.getByRole('row').count();
  await page.getByRole('checkbox', { name: 'Suspect values too' }).check();
  await expect(values.getByText(/Suspect: .*probably a misprint/)).toBeVisible();
  expect(await values.getByRole('row').count()).toBeGreaterThan(before);
  expect(await axeViolations(page)).toEqual([]);
});

test('the range of an estimate is drawn among other weights', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Weights' }).selectOption('mxfp4');
  await page.getByRole('button', { name: 'Accuracy', exact: true }).click();
  await expect(page.getByText(/^Estimate for weights MXFP4.*perplexity \+/)).toBeVisible();
  await expect(page.getByText(/^What weights of fewer bits ask in perplexity/)).toBeVisible();
  await expect(page.getByText('Formats of the design', { exact: true })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});

test('a format of the reader’s own is chosen with a range of perplexity, over any axis', async ({ page }) => {
  const form = page.getByRole('form', { name: 'A format of your own' });
  await form.getByRole('textbox', { name: 'Exponent bits' }).fill('2');
  await form.getByRole('textbox', { name: 'Mantissa bits' }).fill('2');
  await form.getByRole('button', { name: 'Add the format' }).click();
  await page
    .getByRole('button', { name: /^Choos/ })
    .first()
    .click();
  await page
    .getByRole('group', { name: 'Weights' })
    .getByRole('checkbox', { name: /^E2M2.* \(own\)$/ })
    .check();
  await page.getByRole('combobox', { name: 'Runs of layers that may differ' }).selectOption('1');
  await page.getByRole('button', { name: 'Choose formats' }).click();
  const single = page.getByRole('region', { name: 'One of each everywhere' });
  await expect(single).toBeVisible({ timeout: 30_000 });
  await page.getByRole('combobox', { name: 'Perplexity against' }).selectOption({ label: 'Bits of a weight' });
  const own = single.getByRole('row').filter({ hasText: /E2M2.*\(own\)/ });
  await expect(own.first()).toContainText(/ % to .* %, estimate/);
  expect(await axeViolations(page)).toEqual([]);
});

test('the best mixture for a budget becomes the design', async ({ page }) => {
  await page
    .getByRole('button', { name: /^Choos/ })
    .first()
    .click();
  await page.getByRole('combobox', { name: 'Runs of layers that may differ' }).selectOption('2');
  await page.getByRole('button', { name: 'Choose formats' }).click();
  const mixtures = page.getByRole('region', { name: 'Best mixtures' });
  await expect(mixtures.getByRole('row')).toHaveCount(13, { timeout: 30_000 });
  const time = page.getByRole('button', { name: /^Per token/ });
  const before = await time.textContent();
  await mixtures
    .getByRole('button', { name: /^Use the mixture/ })
    .last()
    .click();
  await expect(time).not.toHaveText(before ?? '');
  await expect(page.getByText('The design or the question has changed since.')).toBeVisible();

  await page.getByRole('combobox', { name: 'Start from' }).selectOption({ label: 'the formats of the design' });
  await page.getByRole('button', { name: 'Choose formats' }).click();
  await expect(
    page.getByText(/^Compared with the formats that the design had.*perplexity against 16 bits/),
  ).toBeVisible({
    timeout: 30_000,
  });
  await expect(mixtures.getByRole('columnheader', { name: 'Allowed against the design' })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});
