/** Checks every TypeScript project, two at a time, again only what has changed. A room that has no files yet passes. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const PROJECTS = ['models', 'workers', 'src', 'node', 'tests'];
const AT_ONCE = 2;
const NO_INPUTS = 'TS18003';
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/**
 * @param {string} project
 * @returns {Promise<boolean>}
 */
function check(project) {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    // What a run found out is kept beside the sources, so that the next one looks at what has changed.
    const kept = ['--incremental', '--tsBuildInfoFile', `.cache/typecheck/${project}.json`];
    const child = spawn(process.execPath, [tsc, '-p', `tsconfig.${project}.json`, '--pretty', 'false', ...kept]);
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const empty = output.includes(NO_INPUTS);
      const ok = code === 0 || empty;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${project} (${seconds} s)${empty ? ', no files yet' : ''}`);
      if (!ok) console.log(output.trimEnd());
      resolve(ok);
    });
  });
}

const waiting = [...PROJECTS];
let allOk = true;
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
      if (!(await check(project))) allOk = false;
    }
  }),
);
process.exitCode = allOk ? 0 : 1;
