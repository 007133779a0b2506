import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkBudget, scriptsOfPage, staticClosure, workerEntries } from './bundle-budget.mjs';
import { misplacedNames } from './check-names.mjs';
import { candidates, installedChromium } from './find-chromium.mjs';
import { countPlaywright, countVitest } from './test-counts.mjs';

describe('installedChromium', () => {
  const found = { exists: () => true, works: () => true };

  it('takes CHROMIUM_PATH before anything else', () => {
    expect(installedChromium({ CHROMIUM_PATH: '/mine', PATH: '/usr/bin' }, found)).toBe('/mine');
  });

  it('says so when CHROMIUM_PATH is wrong, and does not look further', () => {
    const elsewhere = { exists: (path: string) => path !== '/mine', works: () => true };
    expect(() => installedChromium({ CHROMIUM_PATH: '/mine' }, elsewhere)).toThrow(
      /CHROMIUM_PATH is \/mine, but there/,
    );
    expect(() => installedChromium({ CHROMIUM_PATH: '/mine' }, { ...found, works: () => false })).toThrow(/--version/);
  });

  it('passes over a program that does not start', () => {
    const works = (path: string) => path === '/usr/bin/google-chrome';
    expect(installedChromium({ PATH: '/usr/bin' }, { ...found, works })).toBe('/usr/bin/google-chrome');
    expect(installedChromium({ PATH: '/usr/bin' }, { ...found, works: () => false })).toBeUndefined();
  });

  it('prefers Chromium over Chrome and looks along PATH first', () => {
    expect(candidates({ PATH: '/a:/b' }).slice(0, 2)).toEqual(['/a/chromium', '/b/chromium']);
  });
});

describe('misplacedNames', () => {
  it.each([
    ['models/assumptions/sets.ts', "id: 'genz-0.0.16'"],
    ['models/hardware/presets/provenance.ts', "source: 'github:someone/GenZ'"],
    ['models/workload/lowering/genz/lower.ts', 'export const genz = 1;'],
    ['models/workload/lowering/genz-rows.ts', '// GenZ counts it twice'],
    ['models/workload/lowering/index.ts', "import { lower } from './genz/lower';"],
    ['models/cost/scalesim/cycles.ts', '// SCALE-Sim'],
    ['models/evaluate/compile.test.ts', "'zigzag-3.8'"],
    ['models/evaluate/compile.ts', 'const ridge = 1;'],
  ])('allows %s: %s', (path, line) => expect(misplacedNames(path, line)).toEqual([]));

  it.each([
    ['models/evaluate/compile.ts', "if (set === 'genz-0.0.16') {"],
    ['models/cost/array.ts', '// as Scale-Sim does'],
    ['models/workload/lowering/genz/lower.ts', 'ZigZag'],
    ['models/workload/lowering/index.ts', "if (id === 'genz') {"],
    ['workers/sweep.ts', 'ScaleSim'],
  ])('refuses %s: %s', (path, line) => expect(misplacedNames(path, `\n${line}`)).toHaveLength(1));
});

describe('test counts', () => {
  it('counts a file that does not load as a failed test', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] },
    ];
    expect(countVitest({ numPassedTests: 1, numFailedTests: 1, testResults })).toEqual({ passed: 1, failed: 2 });
  });

  it('counts flaky tests and errors outside tests as failed', () => {
    const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 9 }, errors: [{}] };
    expect(countPlaywright(report)).toEqual({ passed: 3, failed: 3 });
  });
});

describe('bundle budget', () => {
  const files: Record<string, string> = {
    'assets/a.js': 'import{x}from"./b.js";import"./c.js";import("./lazy.js");',
    'assets/b.js': 'export*from"./c.js"',
    'assets/c.js': 'import{a}from"./a.js"',
    'assets/w.js': 'import"./w2.js"',
    'assets/w2.js': '',
  };
  const read = (file: string) => files[file] ?? '';

  it('follows static imports, also in a circle, and not import()', () => {
    expect(staticClosure(['assets/a.js'], read)).toEqual(['assets/a.js', 'assets/b.js', 'assets/c.js']);
  });

  it('finds the scripts of a page', () => {
    const html =
      '<script type="module" crossorigin src="./assets/a.js"></script><link rel="modulepreload" crossorigin href="./assets/b.js">';
    expect(scriptsOfPage(html)).toEqual(['assets/a.js', 'assets/b.js']);
  });

  it('takes scripts outside the manifest for workers, and their chunks not for entries', () => {
    const listed = new Set(['assets/a.js', 'assets/b.js', 'assets/c.js']);
    expect(workerEntries(Object.keys(files), listed, read)).toEqual(['assets/w.js']);
  });

  describe('of a folder', () => {
    let folder = '';
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'budget-'));
      mkdirSync(join(folder, '.vite'));
      mkdirSync(join(folder, 'assets'));
      writeFileSync(join(folder, '.vite/manifest.json'), '{"index.html": {"file": "assets/a.js"}}');
      for (const page of ['index', 'embed', 'guide']) {
        writeFileSync(join(folder, `${page}.html`), '<script type="module" src="./assets/a.js"></script>');
      }
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    /** Text that gzip cannot shorten much. */
    const noise = (bytes: number) => {
      let state = 1;
      return Array.from({ length: bytes }, () => {
        state = (state * 48271) % 2147483647;
        return String.fromCharCode(48 + (state % 64));
      }).join('');
    };

    it('passes a small page', () => {
      writeFileSync(join(folder, 'assets/a.js'), 'let a');
      expect(checkBudget(folder, () => {})).toBe(true);
    });

    it('counts what the embed must have imported before it draws', () => {
      const lines: string[] = [];
      writeFileSync(join(folder, 'assets/a.js'), 'import("./b.js")');
      writeFileSync(join(folder, 'assets/b.js'), `"${noise(120_000)}"`);
      checkBudget(folder, (line) => lines.push(line));
      expect(lines.slice(0, 2).map((line) => line.slice(0, 15))).toEqual(['ok   index.html', 'FAIL embed.html']);
    });

    it('fails a page, and a worker, that is too large', () => {
      const lines: string[] = [];
      writeFileSync(join(folder, 'assets/a.js'), `"${noise(120_000)}"`);
      writeFileSync(join(folder, 'assets/x.worker.js'), `"${noise(100_000)}"`);
      expect(checkBudget(folder, (line) => lines.push(line))).toBe(false);
      expect(lines.map((line) => line.slice(0, 15))).toEqual([
        'ok   index.html',
        'FAIL embed.html',
        'ok   guide.html',
        'FAIL assets/x.w',
      ]);
    });

    it('fails a page that brings the sources of presets along', () => {
      const links = Array.from({ length: 40 }, (_, i) => `"https://example.org/${i}"`).join(',');
      writeFileSync(join(folder, 'assets/a.js'), `[${links}]`);
      expect(checkBudget(folder, () => {})).toBe(false);
    });
  });
});
