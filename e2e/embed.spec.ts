import { axeViolations, expect, test } from './support/test';

/** Released links, which open for ever. */
const DESIGN = '#1.G22ljLZSRlspo62U0VbKaCtltJUy2koZnK0UAI5al-g';
const NAMED_LIKE_MARKUP =
  '#1.w9JK8c2sABZvOToKJgqHpwNLOJskO5wNl9EBhNEBhNEBhOE4gEDHFhXthxKIa01BCz4Fiwpz4lpTxqB28whoTA3iOT2MJhh4VR3pLTDEgM4gaYWBJsSo3AwDmYitNQVqsOJthuHTONybYRnApo1ucQWoEiC5IQbM36ACRRdYoCTplhnogRyFtzUGAELPH1E';
const SPACE =
  '#1.w2h5wtskxeWpqaByb7TFMtpiGW2xjLZYRlssoy2W0RbLaItlgFssQP9QMjRGysiXGXIdg1rjGJE_9gVugOAZ6UJYDx_Bw6YaMQCGPjQGNYeccTHM0S-U7T-woS0Aj4HG5g';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an embedded roofline of a link in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`./embed.html${DESIGN}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Decode is memory-bound: \d+ of \d+ operators/);
    await expect(page.getByRole('img', { name: /Decode is memory-bound/ })).toBeVisible();
    await expect(page).toHaveTitle(/^Decode is memory-bound.*Ridgeline$/);
    await expect(page.getByText('Google TPU v4 · Llama 3.1 8B')).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });

  test(`a damaged link says so in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`./embed.html${DESIGN.slice(0, -8)}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link is damaged');
    await expect(page.getByRole('alert')).not.toBeEmpty();
    expect(await axeViolations(page)).toEqual([]);
  });
}

test('the theme can be forced', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`./embed.html?theme=light${DESIGN}`);
  await expect(page.getByRole('img', { name: /Decode/ })).toBeVisible();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(247, 247, 245)');
});

test('the address stays as it was, and the app opens with the same link', async ({ page }) => {
  await page.goto(`./embed.html${DESIGN}`);
  await expect(page.getByRole('img', { name: /Decode/ })).toBeVisible();
  expect(new URL(page.url()).hash).toBe(DESIGN);
  const open = page.getByRole('link', { name: 'Open in Ridgeline' });
  const target = new URL(await open.evaluate((link: HTMLAnchorElement) => link.href));
  expect(target.hash).toBe(DESIGN);
  expect(target.pathname).toBe('/');
});

test('operators answer to the pointer and to the arrow keys', async ({ page }) => {
  await page.goto(`./embed.html${DESIGN}`);
  const chart = page.getByRole('group', { name: /Decode is memory-bound/ });
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await expect(chart.locator('b')).toHaveText('FFN up');
  await expect(page.locator('[aria-live]')).toHaveText(/^FFN up, prefill, .* 1 of \d+$/);
  await page.keyboard.press('Escape');
  await expect(chart.locator('b')).toBeHidden();
  const mark = await chart.locator('svg circle[fill-opacity]').first().boundingBox();
  await page.mouse.move(mark!.x + mark!.width - 2, mark!.y + mark!.height / 2);
  await expect(chart.locator('b')).toBeVisible();
});

test('names of a link are text', async ({ page }) => {
  await page.goto(`./embed.html${NAMED_LIKE_MARKUP}`);
  await expect(page.getByText('Mixtral, 4 × 2 <b>')).toBeVisible();
});

test('a link of a space shows its frontier', async ({ page }) => {
  await page.goto(`./embed.html${SPACE}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\d+ of [\d,]+ designs are on the frontier/);
  await expect(page.locator('svg image')).toHaveCount(1);
  expect(await axeViolations(page)).toEqual([]);
});

test('a link of a newer version says so', async ({ page }) => {
  await page.goto(`./embed.html${DESIGN.replace('#1.', '#999.')}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link is from a newer Ridgeline');
});

test('an embedded chart follows the size of its frame', async ({ page }) => {
  for (const width of [320, 1600]) {
    await page.setViewportSize({ width, height: 480 });
    await page.goto(`./embed.html${DESIGN}`);
    const chart = page.getByRole('img', { name: /Decode/ });
    await expect.poll(async () => (await chart.boundingBox())?.width).toBe(width);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('an embedded chart comes without moving what stands there, and fits its frame', async ({ page }) => {
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { readonly value: number })[]) {
        document.documentElement.dataset['shift'] = String(entry.value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const [width, height] of [
    [360, 480],
    [720, 480],
    [3840, 2160],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto('about:blank');
    await page.goto(`./embed.html${DESIGN}`);
    await expect(page.getByRole('img', { name: /Decode/ })).toBeVisible();
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    await expect(page.locator('html')).not.toHaveAttribute('data-shift');
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
  }
});
