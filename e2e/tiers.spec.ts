import type { Page } from '@playwright/test';
import { axeViolations, expect, test } from './support/test';

const stack = (page: Page) => page.getByRole('list', { name: 'Memory tiers, innermost first' });
const names = (page: Page) => stack(page).locator('li > div:first-child > strong');
const verdict = (page: Page) => page.getByRole('complementary', { name: 'Verdict' });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(names(page)).toHaveText(['VMEM', 'CMEM', 'HBM2']);
});

async function editTier(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: `Edit ${label}`, exact: true }).click();
  await expect(page.getByRole('group', { name: new RegExp(`^${label},`) })).toBeVisible();
}

test('a tier is added where it may stand, and undone', async ({ page }) => {
  await page.getByRole('button', { name: 'Add a tier' }).click();
  const form = page.getByRole('form', { name: 'New memory tier' });
  await form.getByRole('combobox', { name: 'New tier: kind' }).selectOption('DRAM');
  await expect(form.getByRole('combobox', { name: 'New tier: place' }).getByRole('option')).toHaveText([
    'inside HBM2',
    'outermost',
  ]);
  await form.getByRole('textbox', { name: 'New tier: capacity' }).fill('64 GiB');
  await form.getByRole('button', { name: 'Add DRAM' }).click();
  await expect(form.getByRole('status')).toContainText('Bandwidth must be a number from');
  await form.getByRole('textbox', { name: 'New tier: bandwidth' }).fill('200 GB/s');
  await form.getByRole('button', { name: 'Add DRAM' }).click();
  await expect(names(page)).toHaveText(['VMEM', 'CMEM', 'HBM2', 'DRAM']);
  await expect(page.getByRole('textbox', { name: 'DRAM: Capacity', exact: true })).toHaveValue('64 GiB');
  await expect(form).toHaveCount(0);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(names(page)).toHaveText(['VMEM', 'CMEM', 'HBM2']);
});

test('tiers move by button and by key, and what can not stand is said at the tier', async ({ page }) => {
  await editTier(page, 'CMEM');
  await page.getByRole('button', { name: 'Move CMEM outwards' }).click();
  await expect(stack(page).getByRole('status')).toHaveText(
    'CMEM must not stand outside a dram tier as sram: tiers go from the inside out.',
  );
  await expect(names(page)).toHaveText(['VMEM', 'CMEM', 'HBM2']);

  await page.getByRole('button', { name: 'Move CMEM inwards' }).click();
  await expect(names(page)).toHaveText(['CMEM', 'VMEM', 'HBM2']);
  await expect(page.getByText('It holds less than CMEM inside it', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Move CMEM inwards' })).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(names(page)).toHaveText(['VMEM', 'CMEM', 'HBM2']);
  await expect(page.getByRole('button', { name: 'Move CMEM inwards' })).toBeFocused();
});

test('a sweep over a tier follows it when it moves, and goes with it when it is removed', async ({ page }) => {
  const axis = page.getByRole('button', { name: /^CMEM: Capacity: .* edit$/ });
  await page.getByRole('button', { name: 'Sweep CMEM: Capacity' }).click();
  await expect(axis).toBeVisible();
  await editTier(page, 'CMEM');
  await page.getByRole('button', { name: 'Move CMEM inwards' }).click();
  await expect(names(page)).toHaveText(['CMEM', 'VMEM', 'HBM2']);
  await expect(axis).toBeVisible();

  await page.getByRole('button', { name: 'Remove CMEM' }).click();
  await expect(names(page)).toHaveText(['VMEM', 'HBM2']);
  const notice = page.getByText('The sweep no longer covers CMEM capacity', { exact: false });
  await expect(notice).toBeVisible();
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(names(page)).toHaveText(['CMEM', 'VMEM', 'HBM2']);
  await expect(axis).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test('a tier is renamed and made DRAM of another type, and the link keeps it', async ({ page }) => {
  await editTier(page, 'HBM2');
  await page.getByRole('textbox', { name: 'HBM2: name' }).fill('Stack');
  await expect(names(page)).toHaveText(['VMEM', 'CMEM', 'Stack']);
  await expect(page).toHaveURL(/#1\./);
  const renamed = page.url();
  await page.getByRole('combobox', { name: 'Stack: DRAM type' }).selectOption('HBM3E');
  await expect(page).not.toHaveURL(renamed);
  await page.reload();
  await expect(names(page)).toHaveText(['VMEM', 'CMEM', 'Stack']);
  await expect(stack(page)).toContainText('HBM3E, shared by the chip');
});

test('a memory that is too small is named with what fills it, and one click mends it', async ({ page }) => {
  await page.getByRole('textbox', { name: 'HBM2: Capacity', exact: true }).fill('8 GiB');
  await expect(verdict(page)).toContainText(
    /Does not fit: .* GiB needed per chip, .* GiB more than there is in HBM2; 15\.0 GiB are weights\./,
  );
  await verdict(page)
    .getByRole('button', { name: /^HBM2 of \d+\sGiB$/ })
    .click();
  await expect(page.getByText(/Does not fit/)).toHaveCount(0);
  await expect(verdict(page).getByRole('button', { name: /^Per token/ })).not.toContainText('–');
});

test('at level mapped a tier with room for no loop nest is named with its operands, and one click mends it', async ({
  page,
}) => {
  await page.getByRole('tab', { name: 'Dataflow' }).click();
  await page.getByRole('button', { name: 'Set level mapped' }).click();
  await page.getByRole('textbox', { name: 'VMEM: Capacity', exact: true }).fill('16 KiB');
  const misfit = verdict(page).getByText(
    /no loop nest fits\. VMEM has 16 KiB, .* less than every nest needs there \(input .*, weight .*, output .*\)/,
  );
  await expect(misfit.first()).toBeVisible();
  await expect(page.getByRole('tabpanel').getByText(/^No loop nest fits\. VMEM has 16 KiB/)).toBeVisible();
  await expect(verdict(page).getByText(/^And \d+ more$/)).toBeVisible();
  await verdict(page)
    .getByRole('button', { name: /^VMEM of \d+\sKiB$/ })
    .click();
  await expect(misfit).toHaveCount(0);
  await expect(verdict(page).getByText('This design does not work')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the editor of the tiers in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await editTier(page, 'HBM2');
    await page.getByRole('button', { name: 'Add a tier' }).click();
    await expect(page.getByRole('form', { name: 'New memory tier' })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
}
