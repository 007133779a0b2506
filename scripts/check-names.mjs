/**
 * Names of peer tools stand in the models only where their ways of counting live: in models/assumptions, and in the
 * lowering written for that tool. Everything else reads switches, so that no model asks "which tool am I?". Presets may
 * cite a tool as the source of a value.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOTS = ['models', 'workers'];
const PEERS = [
  { folder: 'genz', pattern: /genz/i },
  { folder: 'scalesim', pattern: /scale-?sim/i },
  { folder: 'zigzag', pattern: /zigzag/i },
];
const LOWERINGS = ['models/workload/lowering', 'models/cost'];

/**
 * Whether a file may name the peer: all of models/assumptions, presets, a folder or file called after the tool among the
 * lowerings, the registry of lowerings with its type and its loader, and unit tests.
 * @param {string} path with forward slashes
 * @param {string} folder
 * @param {string} line
 */
function mayName(path, folder, line) {
  if (path.startsWith('models/assumptions/') || /^models\/.*\/presets\//.test(path)) return true;
  if (/\.(test|test-support)\.tsx?$/.test(path)) return true;
  const room = LOWERINGS.find((lowering) => path.startsWith(`${lowering}/`));
  if (room === undefined) return false;
  const rest = path.slice(room.length + 1);
  if (rest.startsWith(`${folder}/`) || new RegExp(`^${folder}(-[a-z0-9-]+)?\\.ts$`).test(rest)) return true;
  return /^(index|registry|lowerings|load)\.ts$/.test(rest) && !line.trim().startsWith('if');
}

/**
 * @param {string} path with forward slashes
 * @param {string} text
 * @returns {string[]} one sentence for each line that names a peer out of place
 */
export function misplacedNames(path, text) {
  return text
    .split('\n')
    .flatMap((line, at) =>
      PEERS.filter(({ folder, pattern }) => pattern.test(line) && !mayName(path, folder, line)).map(
        ({ folder }) => `${path}:${at + 1} names ${folder}: ${line.trim().slice(0, 100)}`,
      ),
    );
}

function main() {
  const files = ROOTS.filter((root) => existsSync(root)).flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(root, name).split(sep).join('/')),
  );
  const misplaced = files.toSorted().flatMap((file) => misplacedNames(file, readFileSync(file, 'utf8')));
  for (const sentence of misplaced) console.error(sentence);
  console.log(`Names of peer tools: ${files.length} files, ${misplaced.length} out of place`);
  process.exitCode = misplaced.length === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main();
