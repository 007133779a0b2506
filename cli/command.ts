import type { CliIo } from './io';

export interface CommandOption {
  /** Without dashes. */
  readonly name: string;
  /** What stands for the value in the usage text; null: the option is a switch. */
  readonly value: string | null;
  readonly help: string;
  readonly repeats?: true;
}

/** The words of a command line after the command, checked against the command's own options. */
export interface Arguments {
  readonly positionals: readonly string[];
  /** The value of an option, undefined when it was not given. */
  text(name: string): string | undefined;
  /** All values of an option that repeats. */
  all(name: string): readonly string[];
  has(name: string): boolean;
}

/** How a command ended: 0 done, 1 the answer is 'no', 130 interrupted; or what is wrong with its input, exit status 2. */
export type Outcome = { readonly exit: 0 | 1 | 130 } | { readonly refused: string };

export interface Command {
  readonly name: string;
  /** Positional arguments as the usage text shows them. */
  readonly takes: string;
  readonly positionals: { readonly min: number; readonly max: number };
  readonly summary: string;
  readonly details?: string;
  readonly options: readonly CommandOption[];
  readonly run: (args: Arguments, io: CliIo) => Promise<Outcome>;
}

/** Options that every command has. */
export const COMMON_OPTIONS: readonly CommandOption[] = [
  { name: 'json', value: null, help: 'Print JSON, also on a terminal' },
  { name: 'table', value: null, help: 'Print tables, also into a file or pipe' },
  { name: 'help', value: null, help: 'Print this text' },
];
