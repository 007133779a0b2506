/**
 * Everything that CI runs, in order: each gate counts as one test beside the unit and browser tests themselves.
 * A gate that fails does not stop the others, except those that need its result. The last line is the sum.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { findChromium } from './find-chromium.mjs';
import { countPlaywright, countVitest } from './test-counts.mjs';

const RESULTS = 'test-results';
const UNIT_REPORT = `${RESULTS}/unit.json`;
const BROWSER_REPORT = `${RESULTS}/e2e.json`;
const GATE_MINUTES = 15;

/**
 * @typedef {object} Gate
 * @property {string} name
 * @property {readonly string[]} command arguments of Node
 * @property {string} [needs] a gate without which this one says nothing
 * @property {() => Promise<Record<string, string>>} [environment]
 * @property {{ readonly file: string, readonly count: (report: unknown) => import('./test-counts.mjs').Counts }} [report]
 */

/** @type {readonly Gate[]} */
const GATES = [
  { name: 'lint', command: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  { name: 'format', command: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  { name: 'types', command: ['scripts/typecheck.mjs'] },
  { name: 'import rules', command: ['scripts/check-imports.mjs'] },
  { name: 'names of peer tools', command: ['scripts/check-names.mjs'] },
  {
    name: 'unit tests',
    command: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${UNIT_REPORT}`,
    ],
    report: { file: UNIT_REPORT, count: countVitest },
  },
  { name: 'build', command: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'] },
  { name: 'bundle budget', command: ['scripts/bundle-budget.mjs'], needs: 'build' },
  {
    name: 'command line build',
    command: ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn'],
  },
  { name: 'command line starts', command: ['dist-cli/ridgeline.js', '--version'], needs: 'command line build' },
  {
    name: 'browser tests',
    command: ['node_modules/@playwright/test/cli.js', 'test'],
    needs: 'build',
    environment: async () => ({ CHROMIUM_PATH: await findChromium(), E2E_PORT: String(await freePort()) }),
    report: { file: BROWSER_REPORT, count: countPlaywright },
  },
];

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * @param {readonly string[]} args
 * @param {Record<string, string>} environment
 * @returns {Promise<boolean>}
 */
function succeeds(args, environment) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
    const timer = setTimeout(() => {
      console.log(`Ended after ${GATE_MINUTES} minutes.`);
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 5000).unref();
    }, GATE_MINUTES * 60_000);
    child.on('error', () => resolve(false));
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}

/**
 * @param {Gate} gate
 * @returns {Promise<{ readonly ok: boolean, readonly passed: number, readonly failed: number }>}
 */
async function run(gate) {
  let ok = false;
  try {
    ok = await succeeds(gate.command, (await gate.environment?.()) ?? {});
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
  }
  if (!gate.report) return { ok, passed: 0, failed: 0 };
  if (!existsSync(gate.report.file)) return { ok: false, passed: 0, failed: 0 };
  const { passed, failed } = gate.report.count(JSON.parse(readFileSync(gate.report.file, 'utf8')));
  if (passed + failed === 0) console.log('No test was run.');
  return { ok: ok && failed === 0 && passed > 0, passed, failed };
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

/** @type {string[]} */
const failedGates = [];
let passed = 0;
let failed = 0;
for (const gate of GATES) {
  console.log(`\n== ${gate.name}`);
  if (gate.needs !== undefined && failedGates.includes(gate.needs)) {
    console.log(`Not run, since this gate failed: ${gate.needs}`);
    failedGates.push(gate.name);
    failed++;
    continue;
  }
  const started = performance.now();
  const result = await run(gate);
  passed += result.passed + (result.ok ? 1 : 0);
  failed += result.failed + (result.ok ? 0 : 1);
  if (!result.ok) failedGates.push(gate.name);
  console.log(
    `== ${gate.name}: ${result.ok ? 'passed' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
}

console.log(failedGates.length === 0 ? '\nAll gates passed.' : `\nFailed gates: ${failedGates.join(', ')}`);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
