/**
 * Holds the built app to its size: what a page loads before it can draw, and each worker, all gzipped.
 * What the app imports with import() is not counted: that is where provenance and rare charts belong. The embed draws
 * nothing until the models that its entry imports so are there, and they count.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = { 'index.html': 150_000, 'embed.html': 80_000, 'guide.html': 120_000 };
const COUNTS_DYNAMIC_IMPORTS = new Set(['embed.html']);
const WORKER_BUDGET_BYTES = 60_000;
/** How the bundler names a worker's own file: what a worker imports later may import that file in turn. */
const WORKER_FILE = /\.worker-[\w-]+\.js$/;
/** A first load holds few links; presets' sources would bring hundreds. */
const MAX_LINKS_IN_FIRST_LOAD = 30;

const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*(["'`])(\.{1,2}\/[^"'`]+\.js)\1/g;
const DYNAMIC_IMPORT = /\bimport\(\s*(["'`])(\.{1,2}\/[^"'`]+\.js)\1/g;
const ENTRY_SCRIPT = /<script\b[^>]*\bsrc="([^"]+\.js)"/g;
const PRELOADED = /<link\b[^>]*\brel="modulepreload"[^>]*\bhref="([^"]+\.js)"/g;

/**
 * @param {string} file path inside the build
 * @param {string} text
 * @param {RegExp} pattern
 */
function importsOf(file, text, pattern) {
  return [...text.matchAll(pattern)].map((match) => posix.join(posix.dirname(file), match[2] ?? ''));
}

/**
 * The files and all that they import statically.
 * @param {readonly string[]} entries
 * @param {(file: string) => string} read
 * @returns {string[]}
 */
export function staticClosure(entries, read) {
  const seen = new Set(entries);
  for (const file of seen) for (const imported of importsOf(file, read(file), STATIC_IMPORT)) seen.add(imported);
  return [...seen];
}

/**
 * The scripts that a page asks for by itself.
 * @param {string} html
 */
export function scriptsOfPage(html) {
  return [ENTRY_SCRIPT, PRELOADED].flatMap((pattern) =>
    [...html.matchAll(pattern)].map((match) => posix.normalize(match[1] ?? '')),
  );
}

/**
 * Entries among the scripts that the pages' manifest does not list: workers are bundled apart from the pages.
 * @param {readonly string[]} scripts
 * @param {ReadonlySet<string>} listed
 * @param {(file: string) => string} read
 */
export function workerEntries(scripts, listed, read) {
  const apart = scripts.filter((file) => !listed.has(file));
  const imported = new Set(
    apart.flatMap((file) => [STATIC_IMPORT, DYNAMIC_IMPORT].flatMap((how) => importsOf(file, read(file), how))),
  );
  return apart.filter((file) => WORKER_FILE.test(file) || !imported.has(file));
}

/**
 * @param {string} folder of the build
 * @returns {boolean} whether everything is within its budget
 */
export function checkBudget(folder, say = console.log) {
  /** @param {string} file */
  const read = (file) => readFileSync(join(folder, file), 'utf8');
  /** @param {readonly string[]} files */
  const gzippedBytes = (files) => files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);
  /** @type {Record<string, { readonly file: string }>} */
  const manifest = JSON.parse(read('.vite/manifest.json'));
  const listed = new Set(Object.values(manifest).map(({ file }) => file));
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.js'));

  let allOk = true;
  /**
   * @param {string} what
   * @param {readonly string[]} files
   * @param {number} budget
   */
  const hold = (what, files, budget) => {
    const bytes = gzippedBytes(files);
    const ok = files.length > 0 && bytes <= budget;
    if (!ok) allOk = false;
    const kilobytes = `${(bytes / 1000).toFixed(1)} kB of ${budget / 1000} kB gzip`;
    say(`${ok ? 'ok  ' : 'FAIL'} ${what}: ${kilobytes} in ${files.length} file${files.length === 1 ? '' : 's'}`);
  };

  for (const [page, budget] of Object.entries(BUDGET_BYTES)) {
    const first = staticClosure(scriptsOfPage(read(page)), read);
    const awaited = COUNTS_DYNAMIC_IMPORTS.has(page)
      ? first.flatMap((file) => importsOf(file, read(file), DYNAMIC_IMPORT))
      : [];
    const files = staticClosure([...first, ...awaited], read);
    hold(page, files, budget);
    const links = new Set(files.flatMap((file) => read(file).match(/https?:\/\/[^\s"'`\\)]+/g) ?? [])).size;
    if (links <= MAX_LINKS_IN_FIRST_LOAD) continue;
    allOk = false;
    say(`FAIL ${page}: ${links} links in the first load; sources of presets belong in a chunk loaded when asked for`);
  }
  for (const worker of workerEntries(scripts, listed, read)) {
    hold(worker, staticClosure([worker], read), WORKER_BUDGET_BYTES);
  }
  return allOk;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = join(dirname(import.meta.dirname), 'dist');
  if (existsSync(join(folder, '.vite/manifest.json'))) process.exitCode = checkBudget(folder) ? 0 : 1;
  else {
    console.error('There is no build to measure: npm run build');
    process.exitCode = 1;
  }
}
