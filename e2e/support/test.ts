import { test as base, expect, type Page } from '@playwright/test';
import { createRequire } from 'node:module';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Watch {
  /** Errors on the console and requests that leave the page's origin; a test that expects one removes it. */
  readonly troubles: string[];
}

/** Every test fails when its page logs an error, throws, or asks another origin for anything. */
export const test = base.extend<Watch>({
  troubles: [
    async ({ page, baseURL }, use) => {
      const troubles: string[] = [];
      const origin = new URL(baseURL ?? '').origin;
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
      page.on('request', (request) => {
        const url = new URL(request.url());
        const staysHere = url.origin === origin || ['data:', 'blob:', 'about:'].includes(url.protocol);
        if (!staysHere) troubles.push(`request: ${request.url()}`);
      });
      await use(troubles);
      expect(troubles).toEqual([]);
    },
    { auto: true },
  ],
});

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe finds wrong on the page as it stands: rule and markup. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath });
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

export { expect };
