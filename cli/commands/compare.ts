import packageJson from '../../package.json' with { type: 'json' };
import type { Design } from '../../models/design/types';
import { compareDesigns, type NamedDesign } from '../../models/evaluate/comparison/comparison';
import { comparisonData } from '../../models/evaluate/comparison/comparison-data';
import { explainDesign } from '../../models/evaluate/explain/explain';
import { createProductMapper } from '../../models/mapping/product-mapper';
import type { Command } from '../command';
import { comparedDesigns } from '../compare-sources';
import { comparisonCsv, comparisonText } from '../compare-text';
import { print } from '../output';

const LETTERS = 'ABCDEFG';

export const compareCommand: Command = {
  name: 'compare',
  takes: '<design.json | link | HARDWARE+MODEL> ...',
  positionals: { min: 1, max: LETTERS.length },
  summary: 'Designs side by side: inputs that differ, metrics with ratios, where time and energy go',
  details:
    'Designs are called A, B ... in their order. A link brings the designs that are pinned in it, before its own.\n' +
    'HARDWARE+MODEL are presets, such as tpu-v4+llama-3.1-8b. Exits 1 when one of the designs can not be built.',
  options: [
    { name: 'reference', value: 'LETTER', help: 'Design that ratios refer to; A when not given' },
    { name: 'all', value: null, help: 'Also print inputs that do not differ' },
    { name: 'csv', value: null, help: 'Print one table of all metrics and inputs as CSV' },
  ],
  async run(args, io) {
    const designs = await comparedDesigns(args.positionals, io);
    if (!designs.ok) return { refused: designs.message };
    const letter = (args.text('reference') ?? 'A').toUpperCase();
    const reference = LETTERS.slice(0, designs.value.length).indexOf(letter);
    if (reference < 0 || letter.length !== 1) {
      return { refused: `--reference: must be one of ${[...LETTERS.slice(0, designs.value.length)].join(', ')}` };
    }
    const mapper = createProductMapper();
    const named = designs.value.map((design, at): NamedDesign => {
      return { letter: LETTERS[at]!, title: titleOf(design), design, report: explainDesign(design, { mapper }) };
    });
    const comparison = compareDesigns(named, reference);
    if (args.has('csv')) io.stdout.write(comparisonCsv(comparison));
    else {
      print(io, args, {
        json: () => ({ version: packageJson.version, ...comparisonData(comparison) }),
        text: () => comparisonText(comparison, args.has('all')),
      });
    }
    return { exit: named.some(({ report }) => report.status === 'infeasible') ? 1 : 0 };
  },
};

function titleOf({ name, accelerator, workload }: Design): string {
  return name === '' ? `${accelerator.name}, ${workload.name}` : name;
}
