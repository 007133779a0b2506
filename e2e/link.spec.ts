import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

const rows = { name: 'Array rows', exact: true };

test('a link opens the same design with the same numbers', async ({ page, context }) => {
  await page.goto('./');
  await page.getByRole('textbox', rows).fill('64');
  await page.getByRole('textbox', { name: 'Name of the design' }).fill('<b>Half</b> & half');
  await page.getByRole('banner').getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: /^Link to this design/ }).inputValue();
  await expect(page.getByText(`${link.length} characters`)).toBeVisible();
  const tiles = (of: Page) =>
    of.getByRole('button', { name: /^(First token|Per token|Energy\/token|Die area)/ }).allInnerTexts();
  const numbers = await tiles(page);

  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByRole('textbox', rows)).toHaveValue('64');
  await expect(other.getByRole('textbox', { name: 'Name of the design' })).toHaveValue('<b>Half</b> & half');
  await expect.poll(() => tiles(other)).toEqual(numbers);
});

test('the address follows the design, and Back steps over presets', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('textbox', rows).fill('64');
  await expect(page).toHaveURL(/#1\./);
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('searchbox', { name: 'Search machines' }).fill('h100 sxm');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Preset h100-sxm', { exact: false })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('textbox', rows)).toHaveValue('64');
  await page.reload();
  await expect(page.getByRole('textbox', rows)).toHaveValue('64');
});

for (const [what, hash, reason] of [
  ['damaged', '#1.q1YqSCxKTS1SslIqKMrMTVSyUlBKTixJTM8vqlSyUqoFAA', 'damaged'],
  ['newer', '#99.AAAA', 'made by a newer Ridgeline'],
  ['hostile', `#1.${'A'.repeat(70_000)}`, 'characters; at most'],
  ['not a link', '#<img src=x onerror=alert(1)>', 'damaged'],
] as const) {
  test(`a link that is ${what} explains itself, and the page is usable`, async ({ page }) => {
    await page.goto(`./${hash}`);
    const notice = page.getByText('The link in the address could not be opened.', { exact: false });
    await expect(notice).toContainText(reason);
    await page.getByRole('textbox', rows).fill('64');
    await expect(page).toHaveURL(/#1\./);
    await expect(page.getByRole('button', { name: /^First token/ })).toBeVisible();
  });
}

test('a link never overwrites work that was kept', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('textbox', rows).fill('64');
  await expect(page).toHaveURL(/#1\./);
  const link = page.url();
  await page.getByRole('textbox', rows).fill('32');
  await expect(page).not.toHaveURL(link);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('textbox', rows)).toHaveValue('64');
  await page.getByRole('textbox', rows).fill('16');
  await page.getByRole('button', { name: 'Restore my last design' }).click();
  await expect(page.getByRole('textbox', rows)).toHaveValue('32');
});
