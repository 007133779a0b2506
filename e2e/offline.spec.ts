import { expect, test } from './support/test';

const FAULT = /What was not loaded yet does not come without a connection/;

test('without a connection a part that can not be loaded says so, and the rest of the page stays', async ({
  page,
  context,
  troubles,
}) => {
  await page.goto('./');
  await expect(page.getByRole('textbox', { name: 'Array rows' })).toBeVisible();
  await expect(page.getByRole('table')).toBeVisible();
  await context.setOffline(true);

  await page.getByRole('tab', { name: 'Explore' }).click();
  await expect(page.getByRole('tabpanel').getByRole('alert')).toContainText(FAULT);
  await page.getByRole('textbox', { name: 'Array rows' }).fill('256');
  await page.getByRole('textbox', { name: 'Array rows' }).press('Enter');
  await expect(page.getByRole('button', { name: /^First token/ })).toBeVisible();

  await page.getByRole('tab', { name: 'Roofline' }).click();
  await expect(page.getByRole('tabpanel').getByRole('table')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);

  await page.getByRole('button', { name: 'Presets', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: FAULT })).toBeVisible();

  await context.setOffline(false);
  await expect(page).toHaveURL(/#/);
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await page.getByRole('tab', { name: 'Explore' }).click();
  await expect(page.getByRole('tabpanel').getByText('Objectives')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Array rows' })).toHaveValue('256');
  const expected = /ERR_INTERNET_DISCONNECTED|dynamically imported module|Unable to preload/;
  expect(troubles.splice(0).filter((trouble) => !expected.test(trouble))).toEqual([]);
});

test('a page whose links can not be read opens all the same, and says so', async ({ page, troubles }) => {
  await page.route('**/browser-links-*.js', (route) => route.abort());
  await page.goto('./#1.anything');
  await expect(page.getByRole('status').filter({ hasText: 'the address does not follow the design' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^First token/ })).toBeVisible();
  expect(troubles.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')]);
});
