import { shown } from '../../models/design/value-rules';
import { listOption } from '../arguments';
import { cosmaSuite } from '../check/cosma';
import { formatsSuite } from '../check/formats';
import { genzSuite } from '../check/genz';
import { scalesimSuite } from '../check/scalesim';
import { failureLines, predictionLines, summarise, type CheckSuite } from '../check/suite';
import { zigzagSuite } from '../check/zigzag';
import type { Command } from '../command';
import { loadJson } from '../load';
import { jsonLine } from '../output';
import { printable } from '../result';

const SUITES: readonly CheckSuite[] = [genzSuite, scalesimSuite, zigzagSuite, formatsSuite, cosmaSuite];
const NAMES = SUITES.map(({ id }) => id).join(' | ');

export const checkCommand: Command = {
  name: 'check',
  takes: `<${NAMES}> <cases.json | ->`,
  positionals: { min: 2, max: 2 },
  summary: 'A file of reference cases against the models; exits 1 when a case fails',
  details: 'Prints a line for each failing case, then one line of JSON with the counts.',
  options: [
    { name: 'groups', value: 'A,B', help: 'Only the cases of these groups' },
    { name: 'fields', value: 'A,B', help: 'Compare only these fields' },
    { name: 'predictions', value: 'FILE', help: 'Write what is predicted of each case, one JSON line a case' },
  ],
  async run(args, io) {
    const [name = '', path = ''] = args.positionals;
    const suite = SUITES.find(({ id }) => id === name);
    if (suite === undefined) return { refused: `check: the suite must be one of ${NAMES}, not ${shown(name)}` };
    const json = await loadJson(io, path);
    if (!json.ok) return { refused: json.message };
    const outcome = suite.run(json.value, { groups: listOption(args, 'groups'), fields: listOption(args, 'fields') });
    if (outcome.kind === 'badInput') return { refused: outcome.message };
    const predictions = args.text('predictions');
    if (predictions !== undefined) {
      const lines = predictionLines(outcome.cases).map((line) => `${line}\n`);
      const written = io.writeText(predictions, lines.join(''));
      if (!written.ok) return { refused: written.message };
    }
    const summary = summarise(suite.id, outcome);
    for (const line of failureLines(outcome.cases)) io.stdout.write(`${printable(line)}\n`);
    io.stdout.write(jsonLine(summary));
    return { exit: summary.failed > 0 ? 1 : 0 };
  },
};
