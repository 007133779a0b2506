import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { axeViolations, expect, test } from './support/test';

const exact = (name: string) => ({ name, exact: true });

async function loadMachine(page: Page, name: string): Promise<void> {
  await page.getByRole('button', exact('Presets')).click();
  await page.getByRole('searchbox', { name: 'Search machines' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Presets' })).toHaveCount(0);
}

/** A TPU v4 and an H100 pinned, the second on screen, and the tab open. */
async function compareTwo(page: Page): Promise<void> {
  await page.goto('./');
  await page.getByRole('button', exact('Pin')).click();
  await loadMachine(page, 'H100 SXM');
  await page.getByRole('button', { name: /^Pin/ }).click();
  await page.getByRole('tab', exact('Compare')).click();
}

const metrics = (page: Page) => page.getByRole('region', exact('Table of metrics'));
const inputs = (page: Page) => page.getByRole('region', exact('Table of inputs'));

test('pinned designs stand side by side: what differs, and what comes of it', async ({ page }) => {
  await compareTwo(page);
  await expect(page.getByRole('listitem', { name: /^[AB]: / })).toHaveCount(2);
  await expect(
    inputs(page)
      .getByRole('row', { name: /^HBM2?.* Bandwidth|^Bandwidth/ })
      .first(),
  ).toBeVisible();
  await expect(inputs(page).getByRole('row', { name: /^Prompt tokens/ })).toHaveCount(0);
  await page.getByRole('button', exact('Show all inputs')).click();
  await expect(inputs(page).getByRole('row', { name: /^Prompt tokens/ })).toBeVisible();

  const time = metrics(page).getByRole('row', { name: /^Time per output token/ });
  await expect(time).toContainText(/×0\.\d+/);
  await page.getByRole('button', exact('B as the reference')).click();
  await expect(time).toContainText(/×[1-9]/);
  await expect(
    page.getByRole('img', { name: /^Against B: A is better in \d+ and worse in \d+ metrics/ }),
  ).toBeVisible();
  await expect(page.getByRole('img', { name: /^Decode: time of operators in a step: A .* B / })).toBeVisible();

  await metrics(page).getByRole('button', { name: 'Die area of B: why it is missing' }).click();
  await expect(page.getByRole('dialog', { name: /^Die area of B/ })).toContainText(/area|node/);
});

test('pins are renamed, moved, loaded and removed, undo steps over it, and the address keeps them', async ({
  page,
}) => {
  await compareTwo(page);
  const name = page.getByRole('textbox', exact('Name of design B'));
  await name.fill('Rival');
  await name.press('Enter');
  await page.getByRole('button', exact('Move B left')).click();
  await expect(page.getByRole('listitem', { name: 'A: Rival' })).toBeVisible();
  await page.getByRole('button', exact('Load B')).click();
  await expect(page.getByRole('textbox', exact('Name of the design'))).toHaveAttribute('placeholder', /TPU v4/);

  await expect(page).toHaveURL(/#1\..{100}/);
  await page.reload();
  await page.getByRole('tab', exact('Compare')).click();
  await expect(page.getByRole('listitem', { name: 'A: Rival' })).toBeVisible();
  await page.getByRole('button', exact('Remove A')).click();
  await expect(page.getByRole('listitem', { name: 'A: Rival' })).toHaveCount(0);
  await page.getByRole('button', exact('Undo')).click();
  await expect(page.getByRole('listitem', { name: 'A: Rival' })).toBeVisible();
});

test('a table of layers beside a language model has its own metrics, none of them zero', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', exact('Pin')).click();
  await page.getByRole('button', exact('Presets')).click();
  await page.getByRole('button', exact('Models')).click();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('resnet-50');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', exact('Compare')).click();
  await expect(page.getByText('Now is with another model than A')).toBeVisible();
  const latency = metrics(page).getByRole('row', { name: /^Latency of a batch/ });
  await expect(latency.getByRole('cell').first()).toHaveText('none');
  await expect(latency.getByRole('cell').nth(1)).toContainText(/\d/);
});

test('a link is pinned once, and a damaged one says so', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', exact('Pin')).click();
  await loadMachine(page, 'H100 SXM');
  await expect(page).toHaveURL(/#1\./);
  const link = page.url();
  await page.getByRole('tab', exact('Compare')).click();
  const field = page.getByRole('textbox', { name: 'Pin the design of a link' });
  await field.fill(link);
  await page.getByRole('button', exact('Pin link')).click();
  await expect(page.getByRole('listitem', { name: /^B: NVIDIA H100/ })).toContainText('on screen');
  await field.fill(link);
  await page.getByRole('button', exact('Pin link')).click();
  await expect(page.getByText('This design is pinned already, as B.')).toBeVisible();
  await field.fill(link.slice(0, -8));
  await page.getByRole('button', exact('Pin link')).click();
  await expect(page.getByText('The link is damaged', { exact: false })).toBeVisible();
});

test('the comparison is saved with its link', async ({ page }) => {
  await compareTwo(page);
  const saved = async (button: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', exact(button)).click(),
    ]);
    return readFile(await download.path(), 'utf8');
  };
  const csv = await saved('Save the comparison as CSV');
  expect(csv).toMatch(/^# Comparison of A Google TPU v4.*\r\n# permalink: http.*#1\./);
  expect(csv).toMatch(/\r\nmetric,tpot,Time per output token,,s,true,[\d.e-]+,[\d.e-]+,A,1,[\d.]+\r\n/);
  const json = JSON.parse(await saved('Save the comparison as JSON')) as { data: { designs: unknown[] } };
  expect(json.data.designs).toHaveLength(2);
  expect(await saved('Save the small multiples as SVG')).toMatch(/^<\?xml.*<title>Against A: B is better in/s);
});

test('a point of a sweep is pinned', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('tab', exact('Explore')).click();
  await page.getByRole('button', { name: 'Sweep Array rows', exact: true }).click();
  const frontier = page.getByRole('grid', { name: 'Frontier' });
  await frontier.getByRole('row').nth(1).click();
  await page.getByRole('region', exact('Chosen design')).getByRole('button', exact('Pin')).click();
  await page.getByRole('tab', exact('Compare')).click();
  await expect(page.getByRole('listitem', { name: /^A: Design \d+ of a sweep/ })).toBeVisible();
});

for (const width of [390, 1440]) {
  test(`the tab has no faults that axe finds, and no sideways scroll, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await compareTwo(page);
    await expect(page.getByRole('img', { name: /^Memory needed per chip/ })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test('the command palette does by keyboard what the page can do', async ({ page }) => {
  await page.goto('./');
  const field = page.getByRole('combobox', exact('Command'));
  const command = async (text: string) => {
    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  await command('batch 8');
  await expect(field).toHaveCount(0);
  await expect(page.getByRole('textbox', exact('Batch'))).toHaveValue('8');
  await command('pin this');
  await command('load h100 sxm');
  await command('compare');
  await expect(page.getByRole('tab', exact('Compare'))).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('listitem', { name: /^Now: NVIDIA H100/ })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to');
  const chosen = page.getByRole('listbox', exact('Commands')).getByRole('option', { selected: true });
  await expect(chosen).toContainText('Go to Explore');
  await page.keyboard.press('ArrowDown');
  await expect(chosen).toContainText('Go to Formats');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
});
