import { existsSync } from 'node:fs';
import { defineConfig } from 'vite';

/** The sweep's thread is an entry of its own, since `new Worker` needs a file to start from. */
const SWEEP_WORKER = 'cli/sweep.worker.ts';

export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist-cli',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: {
        ridgeline: 'cli/main.ts',
        ...(existsSync(SWEEP_WORKER) ? { 'sweep.worker': SWEEP_WORKER } : {}),
      },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        banner: (chunk) => (chunk.name === 'ridgeline' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
});
