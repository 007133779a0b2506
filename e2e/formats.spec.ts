import { axeViolations, expect, test } from './support/test';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`levels of formats in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('./');
    await page.getByRole('tab', { name: 'Formats' }).click();
    await expect(page.getByRole('img', { name: /reaches furthest: its largest level/ })).toBeVisible();
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

  const energy = page.getByRole('button', { name: /^Energy\/token/ });
  const before = await energy.textContent();
  await page.getByRole('combobox', { name: 'Weights' }).selectOption({ label: 'E3M0, E8M0 by 32 (own)' });
  await expect(energy).not.toHaveText(before ?? '');
  await expect(page).toHaveURL(/#1\./);

  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Weights' })).toHaveValue('custom_e3m0_e8m0_g32');
});
