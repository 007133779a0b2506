import type { Page } from '@playwright/test';
import { axeViolations, expect, test } from './support/test';

const NAME = 'Half "quoted" <b> | [x]';

async function share(page: Page, form: 'Link' | 'Markdown' | 'Embedded chart') {
  await page.getByRole('textbox', { name: 'Name of the design' }).fill(NAME);
  await page.getByRole('banner').getByRole('button', { name: 'Share' }).click();
  await page.getByRole('radio', { name: form }).check();
}

test('a copied frame draws the chart in another page', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./');
  await share(page, 'Embedded chart');
  await expect(page.getByText('It shows the roofline of this design.')).toBeVisible();
  await page.getByText('Preview', { exact: true }).click();
  const preview = page.frameLocator('iframe');
  await expect(preview.getByRole('img', { name: /^Decode is memory-bound/ })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Copy HTML' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible();
  const snippet = await page.evaluate(() => navigator.clipboard.readText());
  expect(snippet).toBe(await page.getByRole('textbox', { name: 'HTML of a live chart' }).inputValue());

  const other = await context.newPage();
  const body = `<!doctype html><title>Notes</title><link rel="icon" href="data:,"><p>Before</p>${snippet}<p>After</p>`;
  await other.route('**/notes.html', (route) => route.fulfill({ contentType: 'text/html', body }));
  await other.goto('./notes.html');
  const frame = other.frameLocator(`iframe[title="Roofline of ${NAME.replaceAll('"', '\\"')}"]`);
  await expect(frame.getByRole('img', { name: /^Decode is memory-bound/ })).toBeVisible();
  await expect(frame.getByText(NAME)).toBeVisible();
  await expect(other.getByText('After')).toBeVisible();
  const overflow = await frame.locator('html').evaluate((root) => root.scrollHeight - root.clientHeight);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('the Markdown of a picture names the file that is saved beside it', async ({ page }) => {
  await page.goto('./');
  await share(page, 'Markdown');
  const markdown = page.getByRole('textbox', { name: 'The link in Markdown' });
  await expect(markdown).toHaveValue(/^\[Half "quoted" \\<b\\> \\\| \\\[x\\\]\]\(http:[^\s()]+#1\.[\w-]+\)$/);
  await page.getByRole('checkbox', { name: 'With a picture of the roofline' }).check();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Save / }).click();
  const file = (await download).suggestedFilename();
  await expect(markdown).toHaveValue(new RegExp(`^\\[!\\[.*\\]\\(${file}\\)\\]\\(http:[^\\s()]+\\)$`));
});
