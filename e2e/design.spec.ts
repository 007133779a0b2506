import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { axeViolations, expect, test } from './support/test';

const field = (name: string) => ({ name, exact: true });

/** All numbers of the verdict, as they stand there. */
const numbersOf = (page: Page) =>
  page.getByRole('complementary', { name: 'Verdict' }).getByRole('button').allInnerTexts();

test.beforeEach(async ({ page }) => {
  await page.goto('./');
});

test('the first look is a whole evaluated design', async ({ page }) => {
  await expect(page.getByRole('button', { name: /^Per token ≥.* ms/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Energy\/token .* m?J/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /memory-bound/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /FFN up/ }).first()).toBeVisible();
  await expect(page.getByText('Preset tpu-v4, data', { exact: false })).toBeVisible();
  await expect(page.getByText('missing', { exact: true })).toHaveCount(0);
});

test('every kind of field changes the answer, and undo takes it back', async ({ page }) => {
  const seen = [await numbersOf(page)];
  const changed = async () => {
    await expect.poll(() => numbersOf(page)).not.toEqual(seen.at(-1));
    // Suggestions follow when the hand rests; what counts here are the numbers.
    seen.push(await numbersOf(page));
  };
  const tiles = (texts: readonly string[]) =>
    texts.filter((text) => /^(First token|Per token|Whole request)/.test(text));

  await page.getByRole('textbox', field('Array rows')).fill('256');
  await changed();
  await page.getByRole('textbox', field('Clock')).fill('700 MHz');
  await changed();
  await page.getByRole('slider', { name: 'Cores, slider' }).press('ArrowRight');
  await changed();
  await page.getByRole('combobox', field('Weights')).selectOption({ label: 'INT8' });
  await changed();
  await page.getByText('Assumptions', { exact: true }).click();
  await page.getByText('More fields of Assumptions').click();
  await page.getByRole('checkbox', { name: /causal/i }).click();
  await changed();

  for (const before of seen.slice(0, -1).reverse()) {
    await page.getByRole('button', field('Undo')).click();
    await expect.poll(async () => tiles(await numbersOf(page))).toEqual(tiles(before));
  }
  await expect(page.getByRole('button', field('Undo'))).toBeDisabled();
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(async () => tiles(await numbersOf(page))).toEqual(tiles(seen[1]!));
  await page.keyboard.press('Control+Z');
  await expect.poll(async () => tiles(await numbersOf(page))).toEqual(tiles(seen[0]!));
});

test('arrow keys step a number, and one visit of the field is one step of undo', async ({ page }) => {
  const rows = page.getByRole('textbox', field('Array rows'));
  await rows.focus();
  await rows.press('ArrowUp');
  await rows.press('ArrowUp');
  await expect(rows).toHaveValue('512');
  await rows.press('Control+z');
  await expect(rows).toHaveValue('128');
});

test('text that is not valid is explained beside its field, and the last answer stays', async ({ page }) => {
  const rows = page.getByRole('textbox', field('Array rows'));
  const ttft = page.getByRole('button', { name: /^First token/ });
  const before = await ttft.innerText();
  for (const text of ['0', '5000', '-3', '12.5', 'many', '1e999', '<b>']) {
    await rows.fill(text);
    await expect(rows).toHaveAttribute('aria-invalid', 'true');
    await expect(rows).toHaveAccessibleDescription(/^Array rows must be a whole number from 1 to 4,096/);
    expect(await ttft.innerText()).toBe(before);
  }
  await expect(page.getByText('Array rows: not valid. Shown is the last valid design.')).toBeVisible();
  await rows.press('Escape');
  await expect(rows).toHaveValue('128');
  await expect(page.getByText('Shown is the last valid design.')).toHaveCount(0);
});

test('a machine and a model are chosen from presets by their names', async ({ page }) => {
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('searchbox', { name: 'Search machines' }).fill('h100 sxm');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Preset h100-sxm', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: /^Llama 3.1 8B/ }).click();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('mixtral');
  await page
    .getByRole('button', { name: /^Mixtral/ })
    .first()
    .click();
  await expect(page.getByText(/with experts/)).toBeVisible();
});

test('a design that does not fit says by how much, and what would fit is one click away', async ({ page }) => {
  await page.getByRole('button', { name: /^Llama 3.1 8B/ }).click();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('llama 3.1 70b');
  await page.keyboard.press('Enter');
  await expect(
    page
      .getByRole('complementary', { name: 'Verdict' })
      .getByText(/Does not fit: .* needed per chip, .* more than there is/),
  ).toBeVisible();
  await page
    .getByRole('button', { name: /^Pipeline parallel \d/ })
    .first()
    .click();
  await expect(page.getByText(/Does not fit/)).toHaveCount(0);
});

test('a number opens to its formula, its inputs and what it leaves out', async ({ page }) => {
  await page.getByRole('button', { name: /^Per token/ }).click();
  const panel = page.getByRole('dialog', { name: 'Time per output token: where it comes from' });
  await expect(panel).toContainText('Formula');
  await expect(panel).toContainText('Not modelled');
  await expect(panel).toContainText('bound by memory');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
});

test('a field opens to its meaning and the source of its value', async ({ page }) => {
  await page.getByRole('button', { name: 'About Clock' }).click();
  const panel = page.getByRole('dialog', { name: 'About Clock' });
  await expect(panel).toContainText('From the preset tpu-v4');
  await expect(panel).toContainText(/confidence (high|medium|low)/);
});

test('the preset of the machine opens to what other sources say instead', async ({ page }) => {
  await page.getByRole('button', { name: /^Preset tpu-v4, data/ }).click();
  const panel = page.getByRole('dialog', { name: 'About the figures of the machine' });
  await expect(panel).toContainText('Where a figure was read stands at its field');
  await expect(panel.getByRole('heading', { name: 'Sources differ' })).toBeVisible();
});

test('changes are shown against a pinned baseline, and other assumptions are named', async ({ page }) => {
  await page.getByRole('button', { name: 'Pin', exact: true }).click();
  await page.getByRole('textbox', field('HBM2: Bandwidth')).fill('2.4 TB/s');
  await expect(page.getByRole('button', { name: /^Per token .*▼ −[\d.]+ % against the baseline, good/ })).toBeVisible();
  await expect(page.getByText('under other assumptions')).toHaveCount(0);
  await page.getByText('Assumptions', { exact: true }).click();
  await page.getByRole('combobox', field('Assumption set')).selectOption({ label: 'GenZ 0.0.16' });
  await expect(page.getByText('under other assumptions', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Unpin' }).click();
  await expect(page.getByText('Compared with', { exact: false })).toHaveCount(0);
});

for (const [kind, begins] of [
  ['SVG', '<?xml'],
  ['PNG', '\u0089PNG'],
  ['CSV', '# Google TPU v4, Llama 3.1 8B'],
  ['JSON', '{\n  "exporter": "Ridgeline"'],
] as const) {
  test(`what is shown is saved as ${kind}`, async ({ page }) => {
    await page.getByRole('button', field('Export')).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: new RegExp(`^${kind} `) }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(`google-tpu-v4-llama-3-1-8b.${kind.toLowerCase()}`);
    const content = await readFile(await download.path(), 'latin1');
    expect(content.slice(0, begins.length)).toBe(begins);
    expect(content).toContain('#1.');
  });
}

test('operators are sorted, filtered and tied to the chart', async ({ page }) => {
  const rows = page.getByRole('table').getByRole('row');
  await page.getByRole('button', { name: 'Time', exact: true }).click();
  await expect(rows.nth(1)).toContainText('FFN up');
  await page.getByRole('button', { name: 'decode', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Filter operators' }).fill('ffn up');
  await expect(rows).toHaveCount(2);
  await rows.nth(1).click();
  await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('searchbox', { name: 'Filter operators' }).fill('nothing such');
  await expect(page.getByText('No operator matches the filter.')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme, panels and dialogs included`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await expect(page.getByRole('img', { name: /memory-bound/ })).toBeVisible();
    await page.getByText('Deployment', { exact: true }).click();
    await page.getByText('Assumptions', { exact: true }).click();
    await page.getByRole('textbox', field('Array rows')).fill('0');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: /^Per token/ }).click();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Presets' }).click();
    await expect(page.getByRole('searchbox', { name: 'Search machines' })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
}

for (const [width, height] of [
  [390, 844],
  [320, 640],
  [1024, 768],
] as const) {
  test(`at ${width} x ${height} nothing scrolls sideways, and the design is in reach`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await expect(page.getByRole('img', { name: /memory-bound/ })).toBeVisible();
    if (width < 900) await page.getByRole('button', { name: 'Design', exact: true }).click();
    await page.getByRole('textbox', field('Array rows')).fill('64');
    if (width < 900) await page.getByRole('button', { name: 'Close the design' }).click();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await axeViolations(page)).toEqual([]);
  });
}
