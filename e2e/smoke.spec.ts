import { axeViolations, expect, test } from './support/test';

for (const path of ['./', './embed.html']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${path} loads in the ${colorScheme} theme, from its own origin only, and axe finds nothing`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await axeViolations(page)).toEqual([]);
    });
  }
}

test('the page is called Ridgeline', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Ridgeline/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ridgeline');
});
