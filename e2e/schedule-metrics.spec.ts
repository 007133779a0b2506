import { expect, test } from './support/test';

test('SRAM is swept against the spill traffic of the best schedule, as the Scratchpad tab schedules it', async ({
  page,
}) => {
  await page.goto('./');
  await page.getByRole('button', { name: /^Llama 3.1 8B/ }).click();
  await page.getByRole('dialog').getByRole('searchbox').fill('vit');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /ViT-B\/16/ })
    .click();
  await page.getByRole('button', { name: 'Sweep CMEM: Capacity' }).click();
  const axis = page.getByRole('button', { name: /^CMEM: Capacity: .* edit$/ });
  await axis.click();
  const editor = page.getByRole('dialog', { name: /^Axis of/ });
  await editor.getByRole('radio', { name: 'List' }).press('Space');
  await editor.getByLabel(/Values, with units/).fill('1 MB, 1.6 MB, 4 MB');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Explore' }).click();
  await page
    .getByRole('combobox', { name: 'Objective on the x axis' })
    .selectOption({ label: 'Spill traffic of a batch ↓' });
  await expect(page.getByText(/of 3 designs (is|are) on the frontier/).first()).toBeVisible();
  const rows = page.getByRole('grid', { name: 'Frontier' }).locator('tbody tr[aria-selected]');
  // In the smallest, no operator of the feed-forward network fits.
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('21.8 MB');
  await expect(rows.last()).toContainText('0 B');
  await expect(page.getByText('1 without a value of an objective', { exact: false })).toBeVisible();

  await page.getByRole('tab', { name: 'Scratchpad' }).click();
  const size = page.getByRole('textbox', { name: 'Scratchpad' });
  await size.fill('1.6 MB');
  await size.press('Enter');
  await expect(page.getByRole('group', { name: /^ViT-B\/16: 20\.8 MiB moved .*proven optimal/ })).toBeVisible();
});
