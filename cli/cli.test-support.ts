/** A world for commands that exists only in memory. */
import { expose } from 'comlink';
import { MessageChannel } from 'node:worker_threads';
import { WorkerHost } from '../workers/host';
import { nodeEndpoint } from '../workers/node-port';
import { parseSweepSpace } from '../workers/parse-space';
import type { WorkerPort } from '../workers/port';
import { createSweepEngine } from '../workers/sweep-engine';
import { createSweepJob } from '../workers/sweep-job';
import type { CliIo } from './io';
import { done, refused } from './result';
import { runCli } from './run';

export interface World {
  /** Standard input is `-`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly binaries?: Readonly<Record<string, Uint8Array>>;
  readonly terminal?: boolean;
  /** Asks the command to stop as soon as it listens. */
  readonly interrupted?: boolean;
  /** Appending to a file fails. */
  readonly diskFull?: boolean;
  /** No thread can be started. */
  readonly threadless?: boolean;
}

export interface Finished {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  /** Files written, by their final or partial name. */
  readonly written: Readonly<Record<string, string>>;
}

/** Runs one command line to its end. */
export async function run(words: readonly string[], world: World = {}): Promise<Finished> {
  const texts = { out: '', err: '' };
  const written: Record<string, string> = {};
  const exit = await runCli(words, ioOf(world, texts, written));
  return { exit, ...texts, written };
}

/** What a command printed as JSON, in the form that the test expects. */
export async function runJson<T = ReturnType<typeof JSON.parse>>(
  words: readonly string[],
  world: World = {},
): Promise<T> {
  return JSON.parse((await run(words, world)).out) as T;
}

function ioOf(world: World, texts: { out: string; err: string }, written: Record<string, string>): CliIo {
  const { files = {}, terminal = false, interrupted = false, diskFull = false, threadless = false } = world;
  return {
    stdout: { isTerminal: terminal, write: (text) => void (texts.out += text) },
    stderr: { isTerminal: terminal, write: (text) => void (texts.err += text) },
    readText: async (path) => {
      return Object.hasOwn(files, path) ? done(files[path]!) : refused(`${path}: there is no such file or folder`);
    },
    readBytes: async (path) => {
      const bytes = world.binaries?.[path];
      return bytes === undefined ? refused(`${path}: there is no such file or folder`) : done(bytes);
    },
    openFile: (path) => {
      const bytes = world.binaries?.[path];
      if (bytes === undefined) return refused(`${path}: there is no such file or folder`);
      const read = (offset: number, length: number) => done(bytes.slice(offset, offset + length));
      return done({ bytes: bytes.length, read, close: () => undefined });
    },
    writeText: (path, text) => {
      written[path] = text;
      return done(null);
    },
    createFile: (path) => {
      const partial = `${path}.partial`;
      written[partial] = '';
      return done({
        append: (text) => {
          if (diskFull) return refused(`${partial}: no space is left on the device`);
          written[partial] += text;
          return done(null);
        },
        finish: () => {
          written[path] = written[partial]!;
          delete written[partial];
          return done(null);
        },
        keepPartial: () => partial,
      });
    },
    spawnSweepWorker: () => {
      if (threadless) throw new Error('no threads here');
      return sweepPort();
    },
    runApart: async (words) => {
      const { exit, out, err } = await run(words, { ...world, terminal: false });
      return exit === 0 ? done(out) : refused(err);
    },
    processors: 2,
    now: () => performance.now(),
    onInterrupt: (listener) => {
      if (interrupted) queueMicrotask(listener);
      return () => undefined;
    },
  };
}

/** A worker on this thread that gets its work in messages all the same. */
function sweepPort(): WorkerPort {
  const { port1, port2 } = new MessageChannel();
  expose(new WorkerHost([createSweepJob(createSweepEngine(parseSweepSpace))]), nodeEndpoint(port2));
  return { endpoint: nodeEndpoint(port1), onFailure: () => undefined, terminate: () => port1.close() };
}
