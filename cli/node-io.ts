import { execFile } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { nodePort } from '../workers/node-port';
import type { CliIo, InputFile, OutputFile, TextOutput } from './io';
import { done, refused, type Result } from './result';

/** Reference files have some hundred kilobytes, spaces of many models some megabytes. */
const MAX_INPUT_BYTES = 64_000_000;
/** Models are read whole, their stored tensors included. */
const MAX_MODEL_BYTES = 512_000_000;
const PIECE_BYTES = 1 << 20;

export const nodeIo: CliIo = {
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  readText: async (path) => {
    const read = await readInput(path, MAX_INPUT_BYTES);
    return read.ok ? done(read.value.toString('utf8')) : read;
  },
  readBytes: (path) => readInput(path, MAX_MODEL_BYTES),
  openFile,
  writeText: (path, text) => guarded(path, () => (writeFileSync(path, text), null)),
  createFile,
  spawnSweepWorker: () => nodePort(new Worker(new URL('./sweep.worker.js', import.meta.url))),
  runApart,
  processors: availableParallelism(),
  now: () => performance.now(),
  onInterrupt(listener) {
    process.on('SIGINT', listener);
    return () => process.off('SIGINT', listener);
  },
};

function runApart(words: readonly string[]): Promise<Result<string>> {
  return new Promise((settle) => {
    execFile(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...words], (error, out, complaint) => {
      settle(error === null ? done(out) : refused(complaint.trim() === '' ? error.message : complaint.trim()));
    });
  });
}

function outputOf(stream: NodeJS.WriteStream): TextOutput {
  return {
    isTerminal: stream.isTTY,
    write: (text) => void stream.write(text),
  };
}

function guarded<T>(path: string, work: () => T): Result<T> {
  try {
    return done(work());
  } catch (error) {
    return refused(`${path}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EISDIR') return 'is a folder, not a file';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'access is not permitted';
  if (code === 'ENOSPC') return 'no space is left on the device';
  return `can not be used (${code === '' ? 'unknown error' : code})`;
}

function tooLarge(path: string, limit: number): { readonly ok: false; readonly message: string } {
  return refused(`${path}: has more than ${limit / 1e6} MB, the most that is read`);
}

async function readInput(path: string, limit: number): Promise<Result<Buffer>> {
  return path === '-' ? readStandardInput(limit) : readFile(path, limit);
}

/** In pieces up to the limit: pipes and devices do not say how much they hold. */
function readFile(path: string, limit: number): Result<Buffer> {
  const read = guarded(path, () => {
    const file = openSync(path, 'r');
    try {
      return readUpTo(file, limit);
    } finally {
      closeSync(file);
    }
  });
  if (!read.ok) return read;
  return read.value === null ? tooLarge(path, limit) : done(read.value);
}

function readUpTo(file: number, limit: number): Buffer | null {
  if (fstatSync(file).size > limit) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const chunk = Buffer.alloc(PIECE_BYTES);
    const length = readSync(file, chunk);
    if (length === 0) return Buffer.concat(chunks);
    bytes += length;
    if (bytes > limit) return null;
    chunks.push(chunk.subarray(0, length));
  }
}

function openFile(path: string): Result<InputFile> {
  return guarded(path, () => {
    const file = openSync(path, 'r');
    return {
      bytes: fstatSync(file).size,
      read: (offset, length) => readPart(file, offset, length),
      close: () => closeSync(file),
    };
  });
}

function readPart(file: number, offset: number, length: number): Result<Uint8Array> {
  if (length > MAX_MODEL_BYTES)
    return refused(`has ${length / 1e6} MB to read; at most ${MAX_MODEL_BYTES / 1e6} MB are`);
  const part = Buffer.alloc(length);
  for (let at = 0; at < length;) {
    const read = readSync(file, part, at, length - at, offset + at);
    if (read === 0) return refused('ends before its last element');
    at += read;
  }
  return done(part);
}

async function readStandardInput(limit: number): Promise<Result<Buffer>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    const buffer = chunk as Buffer;
    bytes += buffer.length;
    if (bytes > limit) return tooLarge('standard input', limit);
    chunks.push(buffer);
  }
  return done(Buffer.concat(chunks));
}

/** `points.csv` is `points.partial.csv` until it is whole. */
export function partialName(path: string): string {
  return path.replace(/(\.[^./\\]*)?$/, (extension) => `.partial${extension}`);
}

function createFile(path: string): Result<OutputFile> {
  const partial = partialName(path);
  const opened = guarded(partial, () => openSync(partial, 'w'));
  if (!opened.ok) return opened;
  const file = opened.value;
  return done({
    append: (text) =>
      guarded(partial, () => {
        const bytes = Buffer.from(text);
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
        return null;
      }),
    finish: () =>
      guarded(path, () => {
        closeSync(file);
        renameSync(partial, path);
        return null;
      }),
    keepPartial: () => {
      closeSync(file);
      return partial;
    },
  });
}
