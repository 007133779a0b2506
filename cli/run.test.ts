import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { run } from './cli.test-support';
import { COMMANDS } from './commands/registry';

describe('usage', () => {
  it.each([[[]], [['help']], [['--help']]])('%j lists every command', async (words) => {
    const { exit, out } = await run(words);
    expect(exit).toBe(0);
    const width = Math.max(...COMMANDS.map(({ name }) => name.length));
    for (const { name, summary } of COMMANDS) expect(out).toContain(`  ${name.padEnd(width)}  ${summary}\n`);
  });

  it.each(COMMANDS.map(({ name }) => name))('explains %s and each of its options', async (name) => {
    const { exit, out } = await run(['help', name]);
    expect(exit).toBe(0);
    expect(await run([name, '--help'])).toEqual({ exit, out, err: '', written: {} });
    for (const option of COMMANDS.find((one) => one.name === name)!.options) expect(out).toContain(`--${option.name} `);
  });

  it('prints the version', async () => {
    expect(await run(['--version'])).toMatchObject({ exit: 0, out: `${packageJson.version}\n` });
  });

  it.each([
    [['frobnicate'], 'frobnicate: unknown command; ridgeline help lists the commands\n'],
    [['help', 'me'], 'me: unknown command; ridgeline help lists the commands\n'],
    [['-x'], '-x: unknown option; ridgeline help lists the commands\n'],
    [['evaluate', '--frob'], '--frob: unknown option; ridgeline evaluate --help lists the options\n'],
    [['evaluate', '-h'], '-h: unknown option; ridgeline evaluate --help lists the options\n'],
    [['evaluate', '--json=1'], '--json: takes no value\n'],
    [['evaluate', '--model'], '--model: needs a value, ID | FILE\n'],
    [['evaluate', '--model', '--json'], '--model: needs a value, ID | FILE\n'],
    [['evaluate', '--model', 'a', '--model', 'b'], '--model: must be given once\n'],
    [['evaluate', 'a', 'b'], 'b: one argument too many; usage: ridgeline evaluate <design.json | link | ->\n'],
    [
      ['check', 'genz'],
      'check: an argument is missing; usage: ridgeline check <genz | scalesim | zigzag | formats | cosma> <cases.json | ->\n',
    ],
    [['evaluate', '--a\u001b[31m\nb'], '--a?[31m?b: unknown option; ridgeline evaluate --help lists the options\n'],
  ])('%j is refused', async (words, message) => {
    expect(await run(words)).toEqual({ exit: 2, out: '', err: message, written: {} });
  });
});
