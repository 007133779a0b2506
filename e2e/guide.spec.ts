import { axeViolations, expect, test } from './support/test';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the guide draws its figures in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('./guide.html');
    await expect(page.getByRole('img', { name: /^One row of work keeps/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /every operand crosses only once$/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /^A byte from a 128 KiB bank/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /^An 800 mm² die yields/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /three passes need [\d.,]+ times the bytes held/ })).toBeVisible();
    await expect(
      page.getByRole('img', { name: /^The nest moves .* times the least that any schedule moves$/ }),
    ).toBeVisible();
    const embedded = page.frameLocator('iframe[title="Roofline of the default design"]');
    await page.locator('iframe').scrollIntoViewIfNeeded();
    await expect(embedded.getByRole('heading', { level: 1 })).toHaveText(/^Decode is memory-bound/);
    expect(await axeViolations(page)).toEqual([]);
  });
}

test('a figure of the guide follows its numbers and is read off with the keys', async ({ page }) => {
  await page.goto('./guide.html');
  const rows = page.getByRole('textbox', { name: 'Rows', exact: true });
  await rows.fill('1');
  await page.getByRole('textbox', { name: 'Columns', exact: true }).fill('1');
  await expect(page.getByRole('img', { name: /^One row of work keeps at most 100\s%/ })).toBeVisible();
  await page.getByRole('group', { name: /^One row of work/ }).press('ArrowRight');
  await expect(page.getByText('M, rows of the product 1', { exact: true })).toBeVisible();

  await rows.fill('many');
  await expect(rows).toHaveAttribute('aria-invalid', 'true');
  await rows.fill('5000');
  await expect(page.getByText('from 1 to 1024')).toBeVisible();
});

test('a loop nest of the guide follows the memory that it runs in', async ({ page }) => {
  await page.goto('./guide.html#nests');
  const nest = page.locator('pre[aria-label="Loop nest"]');
  await expect(nest).toContainText(/for \w+ in 0\.\.\d+/);
  const moved = page.getByRole('img', { name: /^The nest moves/ });
  const before = await moved.getAttribute('aria-label');
  await page.getByRole('textbox', { name: 'SRAM', exact: true }).fill('4 KiB');
  await page.keyboard.press('Enter');
  await expect(moved).not.toHaveAttribute('aria-label', before!);
});

test('a schedule of the guide is searched or made by rule, in the scratchpad that is chosen', async ({ page }) => {
  await page.goto('./guide.html#scratchpad');
  await expect(page.getByRole('img', { name: /^Searched: 32\sKiB moved .*, proven optimal$/ })).toBeVisible();
  await expect(
    page.getByRole('img', { name: /^Searched, nothing is moved twice from 96\sKiB on; as drawn/ }),
  ).toBeVisible();
  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('as drawn; used again last leaves');
  await expect(page.getByRole('img', { name: /^By rule: 240\sKiB moved/ })).toBeVisible();
  await page.getByRole('textbox', { name: 'Scratchpad', exact: true }).fill('144 KiB');
  await expect(page.getByRole('img', { name: /^By rule: nothing moved/ })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});

test('what is not modelled is listed by metric', async ({ page }) => {
  await page.goto('./guide.html#not-modelled');
  await expect(page.getByRole('heading', { name: 'What is not modelled' })).toBeVisible();
  await expect(page.getByText('Queueing.')).toBeVisible();
});
