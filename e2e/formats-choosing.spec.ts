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
  expect(await axeViolations(page)).toEqual([]);
});
