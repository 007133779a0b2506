import packageJson from '../package.json' with { type: 'json' };
import { readArguments } from './arguments';
import { COMMON_OPTIONS, type Command, type CommandOption } from './command';
import { COMMANDS } from './commands/registry';
import type { CliIo } from './io';
import { printable } from './result';

const REFUSED = 2;

/** Runs one command line and returns the exit status. */
export async function runCli(words: readonly string[], io: CliIo): Promise<number> {
  const [first, ...rest] = words;
  if (first === '--version') {
    io.stdout.write(`${packageJson.version}\n`);
    return 0;
  }
  if (first === undefined || first === '--help') {
    io.stdout.write(overview());
    return 0;
  }
  if (first === 'help') return help(rest[0], io);
  const command = COMMANDS.find(({ name }) => name === first);
  if (command === undefined) return refuse(io, unknownCommand(first));
  const args = readArguments(command, rest);
  if (!args.ok) return refuse(io, args.message);
  if (args.value.has('help')) return help(command.name, io);
  const outcome = await command.run(args.value, io);
  return 'refused' in outcome ? refuse(io, outcome.refused) : outcome.exit;
}

function unknownCommand(name: string): string {
  const what = name.startsWith('-') ? 'option' : 'command';
  return `${name}: unknown ${what}; ridgeline help lists the commands`;
}

function refuse(io: CliIo, message: string): number {
  io.stderr.write(`${printable(message)}\n`);
  return REFUSED;
}

function help(name: string | undefined, io: CliIo): number {
  const command = COMMANDS.find((one) => one.name === name);
  if (name !== undefined && command === undefined) return refuse(io, unknownCommand(name));
  io.stdout.write(command === undefined ? overview() : usage(command));
  return 0;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}

function overview(): string {
  return `ridgeline ${packageJson.version}: hardware design-space explorer

Usage: ridgeline <command> [options]

${columns([
  ...COMMANDS.map(({ name, summary }) => [name, summary] as const),
  ['help', 'This text; with the name of a command, its arguments and options'],
])}
Tables on a terminal, JSON with --json or when standard output is not a terminal. - is standard input.
Exit status: 0 done; 1 the answer is 'no'; 2 bad usage or input; 130 interrupted.
`;
}

function optionRow({ name, value, help: text, repeats }: CommandOption): readonly [string, string] {
  return [`--${name}${value === null ? '' : ` ${value}`}`, `${text}${repeats === true ? ' (repeats)' : ''}`];
}

function usage({ name, takes, summary, details, options }: Command): string {
  const about = details === undefined ? summary : `${summary}\n\n${details}`;
  return `Usage: ridgeline ${`${name} ${takes}`.trim()} [options]

${about}

${columns([...options, ...COMMON_OPTIONS].map(optionRow))}`;
}
