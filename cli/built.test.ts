/** What only the built command line can show: its threads, its files, its pipes. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultDesign } from '../models/design/presets/default-design';

const ROOT = new URL('../', import.meta.url);
const CACHE = fileURLToPath(new URL('node_modules/.cache/', ROOT)); // where a built file still finds its packages

let folder: string;
beforeAll(() => {
  mkdirSync(CACHE, { recursive: true });
  folder = mkdtempSync(join(CACHE, 'cli-test-'));
  const vite = fileURLToPath(new URL('node_modules/vite/bin/vite.js', ROOT));
  const options = ['--config', 'vite.cli.config.ts', '--outDir', join(folder, 'cli'), '--logLevel', 'error'];
  execFileSync(process.execPath, [vite, 'build', ...options], { cwd: ROOT });
  const axes = [{ field: 'matrix.cores', values: Array.from({ length: 4000 }, (_, i) => i + 1) }];
  const space = { base: defaultDesign(), axes, constraints: [], objectives: ['tpot', 'area'] };
  writeFileSync(join(folder, 'space.json'), JSON.stringify(space));
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function ridgeline(words: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'cli/ridgeline.js'), ...words], {
    cwd: folder,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

it('sweeps on threads of its own into a file', () => {
  const { status, stdout, stderr } = ridgeline(['sweep', 'space.json', '--out', 'o.csv', '--workers', '2']);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ rows: 4000, file: 'o.csv' });
  expect(readFileSync(join(folder, 'o.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(4001);
  expect(readdirSync(folder)).not.toContain('o.partial.csv');
});

it.runIf(process.platform !== 'win32')('is a program that starts by its own name', () => {
  const { stdout } = spawnSync(join(folder, 'cli/ridgeline.js'), ['--version'], { encoding: 'utf8' });
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

it('reads standard input and writes JSON into a pipe', () => {
  const { status, stdout } = ridgeline(['evaluate', '-'], JSON.stringify(defaultDesign()));
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ status: 'ok' });
});

it.each([
  [['evaluate', 'none.json'], 'none.json: there is no such file or folder\n'],
  [['evaluate', '.'], '.: is a folder, not a file\n'],
  [['sweep', 'space.json', '--out', 'none/o.csv'], 'none/o.partial.csv: there is no such file or folder\n'],
])('%j is refused in one line', (words, message) => {
  expect(ridgeline(words)).toEqual({ status: 2, stdout: '', stderr: message });
});

it.runIf(existsSync('/dev/zero'))('reads no more than it should of a file without end', () => {
  const { status, stderr } = ridgeline(['evaluate', '/dev/zero']);
  expect([status, stderr]).toEqual([2, '/dev/zero: has more than 64 MB, the most that is read\n']);
});

it.runIf(existsSync('/bin/sh'))('says nothing when its reader has gone away', () => {
  const command = `{ "${process.execPath}" cli/ridgeline.js list fields; echo $? > status; } | true`;
  const { stderr } = spawnSync('/bin/sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
  expect([readFileSync(join(folder, 'status'), 'utf8'), stderr]).toEqual(['0\n', '']);
});
