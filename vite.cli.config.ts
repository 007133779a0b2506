import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** `npx ridgeline` starts the file itself, which each build writes anew. */
const executable: Plugin = {
  name: 'executable',
  writeBundle({ dir }) {
    chmodSync(join(dir!, 'ridgeline.js'), 0o755);
  },
};

export default defineConfig({
  publicDir: false,
  plugins: [executable],
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist-cli',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      // The sweep's thread is an entry of its own, since `new Worker` needs a file to start from.
      input: { ridgeline: 'cli/main.ts', 'sweep.worker': 'cli/sweep.worker.ts' },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        banner: (chunk) => (chunk.name === 'ridgeline' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
});
