/**
 * Finds a Chromium for the browser tests: CHROMIUM_PATH, else an installed one, else Debian's package when root on
 * Debian, else Playwright's download. Each try is announced and limited in time.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome-for-testing',
  'chrome',
  'chrome-headless-shell',
];

const USUAL_PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/opt/chrome-for-testing',
  '/opt/chrome',
  '/usr/lib/chromium',
];

const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const VERSION_SECONDS = 20;
const PACKAGE_LIST_SECONDS = 120;
const PACKAGE_SECONDS = 300;
const DOWNLOAD_SECONDS = 300;

const WHAT_TO_INSTALL =
  'No Chromium for the browser tests. Install one (Debian: apt-get install chromium; elsewhere: Chromium, Google Chrome ' +
  'or "npx playwright install chromium"), or set CHROMIUM_PATH to the program of an installed one.';

/** @typedef {Record<string, string | undefined>} Env */

/**
 * Whether the program says what version it is. A package that only points to another one does not.
 * @param {string} path
 */
function runs(path) {
  if (process.platform === 'win32') return true;
  const { status } = spawnSync(path, ['--version'], { timeout: VERSION_SECONDS * 1000, stdio: 'ignore' });
  return status === 0;
}

/** @param {Env} env */
export function candidates(env) {
  const folders = [...(env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''), ...USUAL_PLACES];
  const programs = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...new Set([...programs, ...APPLICATIONS])];
}

/**
 * A Chromium that is already there, or undefined.
 * A wrong CHROMIUM_PATH is an error, since quietly testing with another browser would hide it.
 * @param {Env} [env]
 * @param {{ readonly exists?: (path: string) => boolean, readonly works?: (path: string) => boolean }} [probes]
 */
export function installedChromium(env = process.env, { exists = existsSync, works = runs } = {}) {
  const asked = env.CHROMIUM_PATH;
  if (asked) {
    if (!exists(asked)) throw new Error(`CHROMIUM_PATH is ${asked}, but there is no such file.`);
    if (!works(asked)) throw new Error(`CHROMIUM_PATH is ${asked}, but "${asked} --version" does not succeed.`);
    return asked;
  }
  return candidates(env).find((path) => exists(path) && works(path));
}

/**
 * Runs a command with all its children and ends them when the time is over.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {number} seconds
 * @param {Env} [env]
 * @returns {Promise<{ readonly ok: boolean, readonly why: string }>}
 */
function limited(command, args, seconds, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let output = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, seconds * 1000);
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ ok: false, why: error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
      const lastLines = lines.slice(-3).join('\n  ');
      resolve({ ok: code === 0 && !late, why: late ? `not done after ${seconds} s` : lastLines });
    });
  });
}

function isRootOnDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {(line: string) => void} say */
async function fromDebian(say) {
  say(`Chromium: installing Debian's package (at most ${PACKAGE_LIST_SECONDS + PACKAGE_SECONDS} s) ...`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=60', '-o', 'Acquire::Retries=2'];
  const lists = await limited('apt-get', [...options, 'update'], PACKAGE_LIST_SECONDS, env);
  if (!lists.ok) say(`Chromium: the package lists were not updated: ${lists.why}`);
  const install = await limited(
    'apt-get',
    [...options, 'install', '-y', '--no-install-recommends', 'chromium'],
    PACKAGE_SECONDS,
    env,
  );
  if (!install.ok) say(`Chromium: Debian's package was not installed: ${install.why}`);
  return installedChromium();
}

/** Where Playwright keeps its own Chromium, whether or not it has been downloaded. */
async function playwrightPath() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** @param {(line: string) => void} say */
async function fromPlaywright(say) {
  say(`Chromium: downloading Playwright's (at most ${DOWNLOAD_SECONDS} s) ...`);
  const cli = 'node_modules/@playwright/test/cli.js';
  const download = await limited(process.execPath, [cli, 'install', '--no-shell', 'chromium'], DOWNLOAD_SECONDS);
  if (!download.ok) say(`Chromium: the download failed: ${download.why}`);
  const path = await playwrightPath();
  if (!existsSync(path)) return undefined;
  if (runs(path)) return path;
  say(`Chromium: ${path} does not start; the system may lack libraries that it needs.`);
  return undefined;
}

/**
 * @param {(line: string) => void} [say]
 * @returns {Promise<string>}
 */
export async function findChromium(say = console.log) {
  const installed = installedChromium();
  if (installed !== undefined) return installed;
  const downloadedBefore = await playwrightPath();
  if (existsSync(downloadedBefore) && runs(downloadedBefore)) return downloadedBefore;
  say('Chromium: none installed.');
  const found = (isRootOnDebian() ? await fromDebian(say) : undefined) ?? (await fromPlaywright(say));
  if (found === undefined) throw new Error(WHAT_TO_INSTALL);
  return found;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(`Chromium: ${await findChromium()}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
