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

const memories = (page: Page) => page.getByRole('table', { name: /^Bytes by memory,/ });

test('an operator that is chosen is explained: its bands, their bound, and its loop nest', async ({ page }) => {
  await openDataflow(page);
  const row = table(page, 'prefill').getByRole('row', { name: /^Output projection/ });
  await row.click();
  await expect(row).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('heading', { name: 'Output projection, prefill: what it moves' })).toBeVisible();
  const nest = page.getByRole('table', { name: 'Loop nest of Output projection' });
  await expect(nest.getByRole('row', { name: /^for \w in 0\.\.\d+/ }).first()).toBeVisible();
  await expect(memories(page).getByRole('rowheader')).toHaveText(['HBM2', 'CMEM', 'VMEM']);
  for (const ratio of await memories(page).locator('tbody tr td:last-child').allInnerTexts()) {
    expect(Number(ratio)).toBeGreaterThanOrEqual(1);
  }
  const bands = page.getByRole('img', { name: /^What Output projection moves\. HBM2: input/ });
  await expect(bands.locator('path')).toHaveCount(9);

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'FFN up, prefill: what it moves' })).toBeVisible();
  await page.getByRole('tab', { name: 'Roofline' }).click();
  await expect(page.getByRole('row', { name: /FFN up.*prefill/ })).toHaveAttribute('aria-selected', 'true');
});

test('the roofline counts the bytes of one memory, or joins the dots of all', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('textbox', { name: 'CMEM: Bandwidth', exact: true }).fill('8 TB/s');
  const memory = page.getByRole('combobox', { name: 'Bytes of' });
  await expect(memory.getByRole('option')).toHaveText(['HBM2', 'CMEM', 'VMEM', 'all memories']);
  await expect(page.getByText('Intensity, operations per HBM2 byte (log)')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'HBM2' })).toBeVisible();
  const others = [page.getByText(/^CMEM · 8\sTB\/s$/), page.getByText('VMEM · no bandwidth known')];
  for (const other of others) await expect(other).toHaveCount(0);
  await memory.selectOption('all memories');
  for (const other of others) await expect(other).toBeVisible();
  for (const name of ['HBM2', 'CMEM', 'VMEM']) await expect(page.getByRole('columnheader', { name })).toBeVisible();
  await page.getByRole('row', { name: /FFN up.*prefill/ }).hover();
  const chart = page.getByRole('img', { name: /prefill is/ });
  for (const name of ['CMEM', 'VMEM']) await expect(chart.getByText(name, { exact: true })).toBeVisible();
  await memory.selectOption('CMEM');
  await expect(page.getByText('Intensity, operations per CMEM byte (log)')).toBeVisible();
  await memory.selectOption('VMEM');
  await expect(page.getByText(/The bandwidth of VMEM is not known: it has no ceiling\./)).toBeVisible();
});

test('attention is shown in one pass beside three', async ({ page }) => {
  await openDataflow(page);
  await table(page, 'prefill')
    .getByRole('row', { name: /^Attention values/ })
    .click();
  const forms = page.getByRole('table', { name: 'Attention in one pass and in three' });
  await expect(forms.getByRole('columnheader')).toHaveText(['One pass', 'Three passes']);
  await expect(forms.getByRole('row', { name: /^Main-memory bytes/ })).toContainText(/GB.*GB/);
  await expect(memories(page).getByRole('rowheader')).toHaveText(['HBM2']);
});

test('the level of the loop nests is set where they are shown, and moves the verdict', async ({ page }) => {
  await openDataflow(page);
  const verdict = page.getByRole('complementary', { name: 'Verdict' });
  const before = await verdict.textContent();
  await page.getByRole('button', { name: 'Set level mapped' }).click();
  await expect(page.getByRole('button', { name: 'Set level mapped' })).toHaveCount(0);
  await expect(verdict).not.toHaveText(before!);
  await expect(page.getByRole('button', { name: 'Set level array' })).toBeVisible();
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

test('the panel scrolls, and not the page around it', async ({ page }) => {
  await openDataflow(page);
  await expect(page.getByRole('table', { name: /^Loop nest of/ })).toBeVisible();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
  );
  expect(overflow).toBe(0);
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
    await expect(page.getByRole('table', { name: /^Loop nest of/ })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await table(page, 'prefill')
      .getByRole('row', { name: /^Attention scores/ })
      .click();
    await expect(page.getByRole('table', { name: 'Attention in one pass and in three' })).toBeVisible();
    await page.getByRole('group', { name: /Best on the array/ }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await axeViolations(page)).toEqual([]);
  });
}
