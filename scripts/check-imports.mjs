/** Runs the import rules over the rooms that exist. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const ROOMS = ['models', 'workers', 'src', 'cli', 'bench', 'e2e', 'scripts'];
const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';

const { status } = spawnSync(
  process.execPath,
  [
    cruiser,
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err-long',
    ...ROOMS.filter((room) => existsSync(room)),
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
