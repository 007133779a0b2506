import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';
import { chunkGroups, workerGroups } from './scripts/chunk-groups.mjs';

const FIRST_LOAD = /(rolldown-runtime|page-common|models-(start|common|app)|loader)-[\w-]+\.js$/;

export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es', rolldownOptions: { output: { codeSplitting: { groups: workerGroups() } } } },
  // Its script finds its WebAssembly beside itself, which bundling ahead for development would break.
  optimizeDeps: { exclude: ['highs'] },
  build: {
    target: 'es2023',
    manifest: true,
    // What the page has loaded by then need not be named beside every file that may come later.
    modulePreload: { resolveDependencies: (_, files) => files.filter((file) => !FIRST_LOAD.test(file)) },
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: { index: 'index.html', embed: 'embed.html', guide: 'guide.html' },
      output: {
        codeSplitting: { groups: chunkGroups() },
      },
    },
  },
  preview: { host: '127.0.0.1', port: 4173 },
  test: {
    environment: 'node',
    include: ['{models,workers,src,cli,bench,scripts}/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, 'e2e/**', 'dist*/**'],
    testTimeout: 20_000,
  },
});
