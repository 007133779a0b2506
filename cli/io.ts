import type { WorkerPort } from '../workers/port';
import type { Result } from './result';

export interface TextOutput {
  /** Whether a person reads it: tables instead of JSON, and progress. */
  readonly isTerminal: boolean;
  write(text: string): void;
}

/** A file being written. Nothing stands under its final name before `finish`. */
export interface OutputFile {
  append(text: string): Result<null>;
  finish(): Result<null>;
  /** Leaves what was written under a name that says so, and returns that name. */
  keepPartial(): string;
}

/** A file that is read in parts. */
export interface InputFile {
  readonly bytes: number;
  /** Exactly `length` bytes; refused where the file has fewer, or where it is too much to read at once. */
  read(offset: number, length: number): Result<Uint8Array>;
  close(): void;
}

/** Everything that commands need of the world, so that tests can stand in for it. */
export interface CliIo {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  /** The text of a file, or of standard input for `-`. Refuses what is too large before reading it. */
  readText(path: string): Promise<Result<string>>;
  /** The bytes of a file, or of standard input for `-`. Refuses what is too large before reading it. */
  readBytes(path: string): Promise<Result<Uint8Array>>;
  /** Opens a file of any size to read parts of it. */
  openFile(path: string): Result<InputFile>;
  writeText(path: string, text: string): Result<null>;
  createFile(path: string): Result<OutputFile>;
  /** Starts a thread that serves sweeps. */
  spawnSweepWorker(): WorkerPort;
  /** Runs a command line in a process of its own; what it printed, or what it complained of. */
  runApart(words: readonly string[]): Promise<Result<string>>;
  /** Processors that this program may use. */
  readonly processors: number;
  /** Milliseconds since some moment. */
  now(): number;
  /** Calls back when the user asks to stop; the result takes the request back. */
  onInterrupt(listener: () => void): () => void;
}
