import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { axeViolations, expect, test } from './support/test';

async function openExplore(page: Page): Promise<void> {
  await page.goto('./');
  await page.getByRole('tab', { name: 'Explore' }).click();
}

/** The space of some hundred thousand designs that the page offers for how to serve the model. */
async function useServingSpace(page: Page): Promise<void> {
  await openExplore(page);
  await page.getByRole('button', { name: 'Use this space: serve the model' }).click();
}

const runButton = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });
const finding = (page: Page) => page.getByText(/of [\d,]+ designs are on the frontier/).first();
const rows = (page: Page) => page.getByRole('grid', { name: 'Frontier' }).locator('tbody tr[aria-selected]');

/** Number of designs that the chart says are on the frontier. */
async function frontierSize(page: Page): Promise<number> {
  return Number.parseInt((await finding(page).textContent())!.replaceAll(',', ''), 10);
}

/** Makes a field an axis with a list of values, by keyboard. */
async function sweepByKeyboard(page: Page, field: string, values: string): Promise<void> {
  await page.getByRole('button', { name: `Sweep ${field}`, exact: true }).press('Enter');
  const axis = page.getByRole('button', { name: new RegExp(`^${field}: .*edit$`) });
  await axis.press('Enter');
  const editor = page.getByRole('dialog', { name: `Axis of ${field}` });
  await editor.getByRole('radio', { name: 'List' }).press('Space');
  await editor.getByLabel(/Values, with units/).fill(values);
}

test('a field becomes an axis where it stands, and a small space is swept by itself', async ({ page }) => {
  await page.goto('./');
  await sweepByKeyboard(page, 'Batch', '1, 4, 16, 64');
  const editor = page.getByRole('dialog', { name: 'Axis of Batch' });
  await expect(editor.getByText('4 values')).toBeVisible();

  await editor.getByLabel(/Values, with units/).fill('1, 4, many');
  await expect(editor.getByText(/must be a whole number from 1 to 65,536/)).toBeVisible();
  await expect(editor.getByText('4 values')).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(editor).toBeHidden();
  const axis = page.getByRole('button', { name: /^Batch: .*edit$/ });
  await expect(axis).toBeFocused();
  await expect(axis).toContainText('1 … 64 · 4 values');

  await page.getByRole('tab', { name: 'Explore' }).click();
  await expect(page.getByText('4 designs over 1 axis')).toBeVisible();
  await expect(page.getByText(/of 4 designs (is|are) on the frontier/).first()).toBeVisible();
});

test('an axis follows another, and goes with it', async ({ page }) => {
  await page.goto('./');
  await sweepByKeyboard(page, 'Array rows', '64, 128');
  await page.keyboard.press('Escape');
  await sweepByKeyboard(page, 'Array columns', '64, 128');
  await page.getByRole('radio', { name: 'Follow' }).press('Space');
  await page.getByLabel('Factor').fill('2');
  await page.keyboard.press('Escape');
  const columns = page.getByRole('button', { name: /^Array columns: .*edit$/ });
  await expect(columns).toContainText('= 2 × Array rows');
  await page.getByRole('button', { name: 'Sweep Array rows', exact: true }).click();
  await expect(columns).toBeHidden();
});

test('a hundred thousand designs are swept to a frontier, which can be sorted and turned round', async ({ page }) => {
  await useServingSpace(page);
  await expect(page.getByText(/[\d,]{6,} designs over 4 axes · estimate: /)).toBeVisible();
  await page.keyboard.press('r');
  await expect(finding(page)).toBeVisible();
  await expect(page.getByText(/designs over 4 axes · took /)).toBeVisible();
  await expect(page.getByText(/[\d,]+ evaluated and fit · [\d,]+ do not fit/)).toBeVisible();
  await expect(rows(page).first()).toBeVisible();

  const head = page.getByRole('columnheader', { name: /^Batch/ });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const csv = await readFile(await (await saved).path(), 'utf8');
  expect(csv).toMatch(/^# permalink: http.*#/m);
  expect(csv.trim().split('\n')).toHaveLength(5 + (await frontierSize(page)));

  const before = await finding(page).textContent();
  await page.getByRole('button', { name: 'Swap x and y' }).click();
  await expect(finding(page)).not.toHaveText(before!);
  await expect(page.getByText(/earlier space/)).toBeHidden();
});

test('a point of the chart is looked at, loaded into the design, and the step undone', async ({ page }) => {
  await useServingSpace(page);
  await runButton(page).click();
  const chart = page.getByRole('group', { name: /on the frontier/ });
  await chart.press('ArrowRight');
  await chart.press('ArrowRight');
  const ring = await chart.locator('circle[r="8"]').boundingBox();
  await page.mouse.click(ring!.x + ring!.width / 2, ring!.y + ring!.height / 2);
  const chosen = page.getByRole('region', { name: 'Chosen design' });
  await expect(chosen).toContainText(/Design [\d,]+/);
  await expect(rows(page).and(page.locator('[aria-selected="true"]'))).toHaveCount(1);

  const name = page.getByRole('textbox', { name: /name/i });
  const before = await name.inputValue();
  await chosen.getByRole('button', { name: 'Load into design' }).click();
  await expect(name).toHaveValue(/^Design \d+ of a sweep$/);
  await expect(page.getByText(/earlier space/)).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(name).toHaveValue(before);
});

test('the frontier is drawn as lines, and a brush keeps those that pass', async ({ page }) => {
  await useServingSpace(page);
  await runButton(page).click();
  await expect(finding(page)).toBeVisible();
  const all = await frontierSize(page);
  await page.getByRole('button', { name: 'Show lines' }).click();
  const chart = page.getByRole('region', { name: 'Frontier' }).getByRole('img', { name: /designs/ });
  const lines = await chart.boundingBox();
  const axis = { x: lines!.x + 56, top: lines!.y + 60, middle: lines!.y + 120 };
  await page.mouse.move(axis.x, axis.top);
  await page.mouse.down();
  await page.mouse.move(axis.x, axis.middle, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText(new RegExp(`designs of ${all}$`))).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Keep all' }).click();
  await expect(page.getByText(new RegExp(`designs of ${all}$`))).toBeHidden();
});

test('a row of the table is reached and loaded by keyboard', async ({ page }) => {
  await useServingSpace(page);
  await runButton(page).click();
  const grid = page.getByRole('grid', { name: 'Frontier' });
  await grid.press('ArrowDown');
  await grid.press('ArrowDown');
  await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await grid.press('Enter');
  await expect(page.getByRole('textbox', { name: /name/i })).toHaveValue(/^Design \d+ of a sweep$/);
});

test('a long sweep shows its progress, is cancelled at once, keeps its part, and goes on from there', async ({
  page,
}) => {
  await useServingSpace(page);
  await page.getByRole('button', { name: /^HBM2.*Bandwidth: .*edit$/ }).click();
  await page.getByLabel('Number of values').fill('1500');
  await page.keyboard.press('Escape');
  await runButton(page).click();
  const progress = page.getByRole('progressbar', { name: 'Designs evaluated' });
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(50_000);
  await page.keyboard.press('Escape');
  await expect(page.getByText(/Partial result: [\d,]+ of [\d,]{9} designs evaluated and kept/)).toBeVisible();
  const kept = Number((await page.getByText(/Partial result/).textContent())!.match(/[\d,]+/)![0].replaceAll(',', ''));
  await page.getByRole('button', { name: 'Continue' }).click();
  expect(await progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThanOrEqual(kept);
  await page.getByRole('button', { name: 'Cancel' }).click();
});

test('a result says when the design on screen has moved on', async ({ page }) => {
  await useServingSpace(page);
  await runButton(page).click();
  await expect(finding(page)).toBeVisible();
  await page.getByRole('textbox', { name: 'Output tokens' }).fill('512');
  await expect(page.getByText(/Results of an earlier space/)).toBeVisible();
  await runButton(page).click();
  await expect(page.getByText(/Results of an earlier space/)).toBeHidden();
});

test('when no design is left, the page names the constraint that removed the most', async ({ page }) => {
  await useServingSpace(page);
  await page.getByLabel('Add a constraint').selectOption({ label: 'Time to first token' });
  await page.getByLabel('Time to first token ≤').fill('1 ns');
  await runButton(page).click();
  await expect(page.getByText(/Time to first token ≤ 1\sns removes the most/)).toBeVisible();
});

test('a worker that dies is shown with Retry, which finishes the sweep', async ({ page, troubles }) => {
  const script = '**/sweep.worker-*.js';
  await page.route(script, async (route) => {
    const response = await route.fetch();
    const dying = "addEventListener('message', () => { throw new Error('the worker was made to fail'); });";
    await route.fulfill({ response, body: `${dying}\n${await response.text()}` });
  });
  await useServingSpace(page);
  await runButton(page).click();
  await expect(page.getByText(/A worker failed: .*the worker was made to fail/)).toBeVisible();
  troubles.length = 0;

  await page.unroute(script);
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(finding(page)).toBeVisible();
  await expect(page.getByText(/A worker failed/)).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openExplore(page);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use this space: serve the model' }).click();
    await page.getByLabel('Add a constraint').selectOption({ label: 'Time to first token' });
    await runButton(page).click();
    await rows(page).first().click();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: /^Batch: .*edit$/ }).click();
    await expect(page.getByRole('dialog', { name: 'Axis of Batch' }).getByLabel('Number of values')).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
}
