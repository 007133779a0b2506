import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`fixtures/${name}.json`, import.meta.url)), 'utf8');

/** Drops a file anywhere on the page, as a hand would. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content!], fileName!, { type: 'application/json' }));
      return transfer;
    },
    [name, text],
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: data });
  await expect(page.getByText('Drop a Hugging Face config.json or an .onnx file to evaluate its model')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('table')).toBeVisible();
});

test('a dropped config.json is the model that is evaluated', async ({ page }) => {
  await drop(page, 'Qwen--Qwen3-30B-A3B.json', fixture('Qwen--Qwen3-30B-A3B'));
  await expect(
    page.getByText('Qwen/Qwen3-30B-A3B imported: model type qwen3_moe, 30.5 B parameters.').first(),
  ).toBeVisible();
  await expect(page.getByText('30.5 B, 3.35 B active')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: /^Llama 3.1 8B/ })).toBeVisible();
});

test('a model with layers whose time is not modelled says so', async ({ page }) => {
  await drop(page, 'config.json', fixture('nvidia--Nemotron-H-56B-Base-8K'));
  await expect(
    page.getByText('Time of layers of kind state space is not modelled yet.', { exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: /^Per token . ?missing/ }).click();
  await expect(page.getByRole('dialog', { name: /^Time per output token/ })).toContainText('is not modelled yet');
});

test('a file is chosen by hand as well', async ({ page }) => {
  await page
    .getByLabel('Import a config.json')
    .setInputFiles(fileURLToPath(new URL('fixtures/deepseek-ai--DeepSeek-V3.json', import.meta.url)));
  await expect(page.getByText(/deepseek-ai\/DeepSeek-V3 imported/).first()).toBeVisible();
});

for (const [what, text, reason] of [
  ['is not JSON', 'hello', 'The file is not valid JSON.'],
  ['nests too deeply', '['.repeat(5000), 'levels deep'],
  ['has no model type', '{}', 'model_type is missing'],
  ['is too large', ' '.repeat(5_000_000), 'a config.json of at most 4 MB is read'],
] as const) {
  test(`a file that ${what} is refused in one sentence, and the design stays`, async ({ page }) => {
    await drop(page, 'config.json', text);
    await expect(page.getByText(reason, { exact: false })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Llama 3.1 8B/ })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });
}
