import { designFromPresets } from '../../models/design/presets/design-from-presets';
import type { Design } from '../../models/design/types';
import { shown } from '../../models/design/value-rules';
import { compileDesign } from '../../models/evaluate/compile';
import { explain } from '../../models/evaluate/explain/explain-program';
import { scheduleReasons } from '../../models/evaluate/explain/explain-schedules';
import { scheduleMetricIds } from '../../models/evaluate/metrics/metrics';
import { findHardwarePreset } from '../../models/hardware/presets/presets';
import { designFrom } from '../../models/design/from-presets';
import { DATA_VERSION } from '../../models/workload/presets/llm-preset';
import { findModelPreset } from '../../models/workload/presets/models';
import type { Workload } from '../../models/workload/types';
import { createProductMapper } from '../../models/mapping/product-mapper';
import { createScratchpadScheduler } from '../../models/scheduling/scratchpad-scheduler';
import type { Arguments, Command } from '../command';
import type { CliIo } from '../io';
import { checkDesign, loadDesign, loadJson } from '../load';
import { print } from '../output';
import { reportJson } from '../report-json';
import { SPILLS_OPTION } from '../spills-option';
import { reportText } from '../report-text';
import { done, refused, type Result } from '../result';
import { setAssumptions, setField } from '../set-field';

export const evaluateCommand: Command = {
  name: 'evaluate',
  takes: '<design.json | link | ->',
  positionals: { min: 0, max: 1 },
  summary: 'One design: metrics, operators, memory, energy, area',
  details: 'Exits 1 when the design does not fit or can not be built. Changes are made in the order they are given.',
  options: [
    { name: 'hardware', value: 'ID', help: 'Start from this accelerator; with --model instead of a file' },
    { name: 'model', value: 'ID | FILE', help: 'Start from this model: a preset, or what import wrote to a file' },
    { name: 'assumptions', value: 'ID', help: 'Which effects are counted and how' },
    {
      name: 'set',
      value: 'FIELD=VALUE',
      help: 'Change a field, such as deployment.decodeBatch=32 or format.expert.weight=mxfp4',
      repeats: true,
    },
    SPILLS_OPTION,
  ],
  async run(args, io) {
    const design = await designOf(args, io);
    if (!design.ok) return { refused: design.message };
    const mapper = createProductMapper();
    const program = compileDesign(design.value, args.has('spills') ? scheduleMetricIds() : []);
    const scheduler = createScratchpadScheduler();
    const report = {
      ...explain(program, 0, { mapper, scheduler }),
      schedules: scheduleReasons(design.value, program.schedules, scheduler),
    };
    print(io, args, {
      json: () => reportJson(design.value, report, mapper),
      text: () => reportText(design.value, report, mapper),
    });
    return { exit: report.status === 'infeasible' ? 1 : 0 };
  },
};

/** The design that the arguments ask for, with all changes, checked as a whole. */
async function designOf(args: Arguments, io: CliIo): Promise<Result<Design>> {
  const start = await startOf(args, io);
  if (!start.ok) return start;
  const assumptions = args.text('assumptions');
  let design = assumptions === undefined ? start : setAssumptions(start.value, assumptions);
  for (const assignment of args.all('set')) {
    if (design.ok) design = setField(design.value, assignment);
  }
  return design.ok ? checkDesign(design.value) : design;
}

async function startOf(args: Arguments, io: CliIo): Promise<Result<Design>> {
  const [source] = args.positionals;
  const [hardware, model] = [args.text('hardware'), args.text('model')];
  if (source === undefined) return presetPair(hardware, model, io);
  const extra = hardware === undefined ? 'model' : 'hardware';
  if (hardware === undefined && model === undefined) return loadDesign(io, source);
  return refused(`--${extra}: can not be given together with a design (${source})`);
}

async function presetPair(hardware: string | undefined, model: string | undefined, io: CliIo): Promise<Result<Design>> {
  if (hardware === undefined && model === undefined) {
    return refused('evaluate: needs a design file, a link, or --hardware ID --model ID');
  }
  const machine = hardware === undefined ? undefined : findHardwarePreset(hardware);
  if (hardware === undefined || machine === undefined) {
    return refused(`--hardware: ${unknownId('an accelerator', hardware)}; ridgeline list hardware shows them`);
  }
  if (model !== undefined && /\.json$/i.test(model)) {
    const workload = await loadJson(io, model);
    if (!workload.ok) return workload;
    const origin = { preset: hardware, dataVersion: DATA_VERSION };
    // Of any shape until the design is checked as a whole.
    return checkDesign(
      designFrom(machine.build(), workload.value as Workload, { accelerator: origin, workload: null }),
    );
  }
  if (model === undefined || findModelPreset(model) === undefined) {
    return refused(`--model: ${unknownId('a model', model)}; ridgeline list models shows them`);
  }
  return done(designFromPresets(hardware, model)!);
}

function unknownId(what: string, given: string | undefined): string {
  return given === undefined
    ? `is missing; it must be the id of ${what}`
    : `must be the id of ${what}, not ${shown(given)}`;
}
