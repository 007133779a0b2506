import { expect, test } from './support/test';

const field = (name: string) => ({ name, exact: true });

test('level mapped times a design by its loop nests, once the mapper is there', async ({ page }) => {
  await page.goto('./');
  const level = page.getByRole('combobox', field('Level'));
  const firstToken = page.getByRole('button', { name: /^First token/ });
  await expect(firstToken).toContainText(/\d/);
  const before = await firstToken.innerText();
  await page.getByText('Assumptions', { exact: true }).click();
  await level.selectOption({ label: 'Mapped' });
  await expect(page.getByText('Ridgeline 1 · mapped')).toBeVisible();
  await expect(firstToken).toContainText(/\d\s*m?s/);
  await expect.poll(() => firstToken.innerText()).not.toEqual(before);
  await expect(page.getByText('The mapper is being loaded')).toHaveCount(0);
  await level.selectOption({ label: 'Roofline' });
  await expect.poll(() => firstToken.innerText()).toEqual(before);
});
