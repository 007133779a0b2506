import type { Page } from '@playwright/test';
import { axeViolations, expect, test } from './support/test';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Energy, area, cost and carbon' });

async function openByKeyboard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'In detail, with area and cost' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeVisible();
}

test('energy, area, cost and carbon open in parts, by keyboard, and close again', async ({ page }) => {
  await page.goto('./');
  await openByKeyboard(page);
  const energy = dialog(page).getByRole('table', { name: 'By component' });
  await expect(energy.getByRole('row', { name: /^DRAM/ })).toContainText(/mJ .*to/);
  await expect(dialog(page).getByText(/^Without clock, control/)).toBeVisible();
  await expect(
    dialog(page)
      .getByRole('table', { name: /^By operator/ })
      .getByRole('row'),
  ).not.toHaveCount(1);
  await dialog(page).getByRole('button', { name: 'Prompt token' }).click();
  await expect(energy.getByRole('row', { name: /^MAC/ })).toContainText('mJ');
  await expect(dialog(page).getByRole('row', { name: /^links/ })).toContainText('not counted');
  await expect(dialog(page).getByRole('row', { name: /^Cost of a good die/ })).toContainText('USD');
  await expect(dialog(page).getByRole('row', { name: /^Wafer price/ })).toContainText('CSET');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
});

test('what the user says of a chip gives tokens their price', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('heading', { level: 2, name: 'Cost and carbon' }).click();
  for (const [name, value] of [
    ['Purchase price', '8000'],
    ['Time in service', '4 years'],
    ['Time serving', '50 %'],
  ] as const) {
    await page.getByRole('textbox', { name, exact: true }).fill(value);
    await page.keyboard.press('Enter');
  }
  await openByKeyboard(page);
  const row = dialog(page).getByRole('row', { name: /^Cost of a million tokens/ });
  await expect(row).toContainText(/\d\sUSD/);
});
