import { parseArgs } from 'node:util';
import { COMMON_OPTIONS, type Arguments, type Command, type CommandOption } from './command';
import { done, refused, type Result } from './result';

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** Reads the words after a command's name. A message names the option that is at fault. */
export function readArguments(command: Command, words: readonly string[]): Result<Arguments> {
  const known = [...command.options, ...COMMON_OPTIONS];
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      known.map(({ name, value }) => [name, { type: value === null ? 'boolean' : 'string', multiple: true }] as const),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const problem = optionProblem(command, known, token, values);
    if (problem !== null) return refused(problem);
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? '']);
  }
  if (values.has('help')) return done(argumentsOf(positionals, values));
  const problem = positionalProblem(command, positionals);
  return problem === null ? done(argumentsOf(positionals, values)) : refused(problem);
}

function optionProblem(
  command: Command,
  known: readonly CommandOption[],
  token: OptionToken,
  values: ReadonlyMap<string, readonly string[]>,
): string | null {
  const option = known.find(({ name }) => name === token.name && token.rawName.startsWith('--'));
  if (option === undefined) {
    return `${token.rawName}: unknown option; ridgeline ${command.name} --help lists the options`;
  }
  const name = `--${option.name}`;
  if (option.value === null) return token.value === undefined ? null : `${name}: takes no value`;
  if (option.repeats !== true && values.has(option.name)) return `${name}: must be given once`;
  const isMissing = token.value === undefined || (token.inlineValue === false && token.value.startsWith('--'));
  return isMissing ? `${name}: needs a value, ${option.value}` : null;
}

function positionalProblem({ name, takes, positionals }: Command, given: readonly string[]): string | null {
  const usage = `usage: ridgeline ${[name, takes].join(' ').trim()}`;
  if (given.length < positionals.min) return `${name}: an argument is missing; ${usage}`;
  if (given.length > positionals.max) return `${given[positionals.max]!}: one argument too many; ${usage}`;
  return null;
}

function argumentsOf(positionals: readonly string[], values: ReadonlyMap<string, readonly string[]>): Arguments {
  return {
    positionals,
    text: (name) => values.get(name)?.at(-1),
    all: (name) => values.get(name) ?? [],
    has: (name) => values.has(name),
  };
}

/** The whole number of an option within a range, or `fallback` when it was not given. */
export function wholeOption(
  args: Arguments,
  name: string,
  range: { readonly min: number; readonly max: number },
  fallback: number,
): Result<number> {
  const text = args.text(name);
  if (text === undefined) return done(fallback);
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= range.min && value <= range.max) return done(value);
  return refused(`--${name}: must be a whole number from ${range.min} to ${range.max}, not ${JSON.stringify(text)}`);
}

/** One of a list of names, or `fallback` when the option was not given. */
export function choiceOption<T extends string>(
  args: Arguments,
  name: string,
  choices: readonly T[],
  fallback: T,
): Result<T> {
  const text = args.text(name);
  if (text === undefined) return done(fallback);
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return done(found);
  return refused(`--${name}: must be one of ${choices.join(', ')}, not ${JSON.stringify(text)}`);
}

/** A refusal of the first of these options that was given, where it would have no effect; null where none was. */
export function idleOption(args: Arguments, names: readonly string[], where: string): string | null {
  const given = names.find((name) => args.has(name));
  return given === undefined ? null : `--${given}: has no effect on ${where}`;
}

/** The parts of `a,b,c`; undefined when the option was not given. */
export function listOption(args: Arguments, name: string): readonly string[] | undefined {
  return args
    .text(name)
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
