import type { Page } from '@playwright/test';
import { axeViolations, expect, test } from './support/test';

async function openDataflow(page: Page): Promise<void> {
  await page.goto('./');
  await page.getByRole('tab', { name: 'Dataflow' }).click();
  await expect(table(page, 'prefill')).toBeVisible();
}

const table = (page: Page, phase: string) => page.getByRole('table', { name: `Utilisation and traffic, ${phase}` });
const choice = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Dataflow', exact: true }).getByRole('button', { name });

async function loadMachine(page: Page, search: string, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Presets' }).first().click();
  await page.getByLabel('Search machines').fill(search);
  await page.getByRole('button', { name }).first().click();
}

test('the tab shows three utilisations of every operator, for prefill and decode', async ({ page }) => {
  await openDataflow(page);
  for (const name of ['Util. OS', 'Util. WS', 'Util. IS']) {
    await expect(page.getByRole('columnheader', { name, exact: true })).toBeVisible();
  }
  const first = table(page, 'prefill').locator('tbody tr').first();
  await expect(first.getByRole('cell').filter({ hasText: /\d\s%/ })).toHaveCount(4);
  const scores = table(page, 'prefill').getByRole('row', { name: /^Attention scores/ });
  await expect(scores.getByRole('cell').filter({ hasText: '★' })).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 2, name: /prefill.*decode/i })).toBeVisible();

  await page.getByRole('button', { name: 'decode', exact: true }).last().click();
  await expect(table(page, 'decode')).toBeVisible();
  await expect(page.getByText(/Best on the array, of \d+ operators in decode/).first()).toBeVisible();
});

test('a dataflow is applied and undone; at level array it moves the verdict', async ({ page }) => {
  await openDataflow(page);
  const level = page.getByRole('button', { name: 'Set level array' });
  if (await level.isVisible()) await level.click();
  await expect(level).toBeHidden();
  await expect(choice(page, 'WS')).toHaveAttribute('aria-pressed', 'true');
  const verdict = page.getByRole('complementary', { name: 'Verdict' });
  const before = await verdict.textContent();
  await choice(page, 'OS').click();
  await expect(verdict).not.toHaveText(before!);
  await expect(choice(page, 'OS')).toHaveAttribute('aria-pressed', 'true');
  await expect(choice(page, 'OS')).toContainText("the design's own");
  await page.keyboard.press('Control+z');
  await expect(choice(page, 'WS')).toHaveAttribute('aria-pressed', 'true');
});

test('keys walk through the bars and the rows together', async ({ page }) => {
  await openDataflow(page);
  await page.getByRole('group', { name: /Best on the array/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = table(page, 'prefill').locator('tbody tr').nth(1);
  await expect(second).toHaveAttribute('data-hovered', 'true');
  await second.focus();
  await page.keyboard.press('ArrowDown');
  await expect(table(page, 'prefill').locator('tbody tr').nth(2)).toBeFocused();
});

test('a machine known by its rates is told so, and offered machines with arrays', async ({ page }) => {
  await page.goto('./');
  await loadMachine(page, 'H100', /H100/);
  await page.getByRole('tab', { name: 'Dataflow' }).click();
  await expect(page.getByText('this one is known by its peak rates')).toBeVisible();
  await page.getByRole('button', { name: 'Choose a machine with an array' }).click();
  const dialog = page.getByRole('dialog', { name: 'Presets' });
  await expect(dialog.getByText('roofline + array').first()).toBeVisible();
  await expect(dialog.getByRole('button', { name: /H100/ })).toHaveCount(0);
  await dialog
    .getByRole('button', { name: /TPU v4/ })
    .first()
    .click();
  await expect(table(page, 'prefill')).toBeVisible();
});

test('at 390 px the page does not scroll sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openDataflow(page);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openDataflow(page);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('group', { name: /Best on the array/ }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await axeViolations(page)).toEqual([]);
  });
}
