import type { Page } from '@playwright/test';
import { axeViolations, expect, test } from './support/test';

async function open(page: Page): Promise<void> {
  await page.goto('./');
  await page.getByRole('tab', { name: 'Scratchpad' }).click();
}

async function setSize(page: Page, size: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Scratchpad' });
  await field.fill(size);
  await field.press('Enter');
}

function jsonFile(name: string, content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { name, mimeType: 'application/json', buffer: Buffer.from(text) };
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a schedule is found and gone through step by step, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    await page.getByRole('combobox', { name: 'Graph' }).selectOption('Example: two NASNet-A cells');
    await expect(page.getByText('CMEM of the design')).toBeVisible();
    await expect(page.getByText(/^Proven optimal/)).toBeVisible();

    await setSize(page, '384 KiB');
    const chart = page.getByRole('group', { name: /64\sKiB moved beyond the compulsory 288\sKiB, proven optimal/ });
    await expect(chart).toBeVisible();
    const resident = page.getByRole('region', { name: 'In the scratchpad at step 1', exact: true });
    await expect(resident.getByRole('row', { name: /^image input .* read, fetched$/ })).toBeVisible();
    await chart.press('ArrowRight');
    await expect(page.getByRole('slider', { name: /^Step 2 of 33/ })).toHaveAttribute('aria-valuetext', /step 2 of 33/);
    await page.getByRole('slider', { name: /^Step/ }).press('End');
    const last = page.getByRole('region', { name: 'In the scratchpad at step 33' });
    await expect(last.getByRole('row', { name: /^join_2\.out output .* computed, written as output$/ })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
}

test('a scratchpad that is too small names the operator and offers the size that works', async ({ page }) => {
  await open(page);
  await setSize(page, '0.1 MB');
  const problem = page.getByText(
    'The operator join_1 needs 384\u00a0KiB for its inputs and outputs; the scratchpad has',
  );
  await expect(problem).toBeVisible();
  await page.getByRole('button', { name: 'Use 384\u00a0KiB' }).click();
  await expect(problem).toBeHidden();
  await expect(page.getByText('set here')).toBeVisible();
  await expect(page.getByText(/^Proven optimal/)).toBeVisible();
});

test('a faulty graph is answered in one sentence, and a good one takes its place', async ({ page }) => {
  await open(page);
  const chooser = page.getByLabel('A graph of your own');
  await chooser.setInputFiles(jsonFile('broken.json', '{'));
  await expect(page.getByRole('alert')).toHaveText('The file is not JSON.');
  const tensors = { x: { size: 4, kind: 'input' }, y: { size: 4, kind: 'output' } };
  const ops = [{ id: 'only', in: ['x'], out: ['z'] }];
  await chooser.setInputFiles(jsonFile('lost.json', { ops, tensors }));
  await expect(page.getByRole('alert')).toHaveText(/the operator "only" names "z", which is not among the tensors\.$/);
  await chooser.setInputFiles(jsonFile('good.json', { ops: [{ id: 'only', in: ['x'], out: ['y'] }], tensors }));
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.getByRole('group', { name: /^good: nothing is moved/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Roofline' }).click();
  await page.getByRole('tab', { name: 'Scratchpad' }).click();
  await expect(page.getByRole('group', { name: /^good: nothing is moved/ })).toBeVisible();
});
