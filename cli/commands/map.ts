import { LATENCIES, type Latency } from '../../models/cost/loop-nest/evaluate';
import { OBJECTIVES } from '../../models/mapping/objective';
import type { Misfit } from '../../models/mapping/misfit';
import { formatQuantity, type Quantity } from '../../models/units';
import { choiceOption } from '../arguments';
import { valueAt } from '../check/suite';
import type { Arguments, Command, Outcome } from '../command';
import type { CliIo } from '../io';
import { loadJson } from '../load';
import { type MapReport, type MapRequest, runMap } from '../map';
import { casesText, isNoWorse, mapCases } from '../map-cases';
import { isFault, readHardware, readLayer, readUnrolling } from '../map-json';
import { pairs, print, section } from '../output';
import { done, printable, refused, type Result } from '../result';

export const mapCommand: Command = {
  name: 'map',
  takes: '<layer.json | -> | --cases FILE',
  positionals: { min: 0, max: 1 },
  summary: 'The best loop nest for a layer on a machine, with its proof or gap; exits 1 when nothing fits',
  details:
    'Files: einsum with dims and precisions; memories with ports and energies in pJ, from the innermost outwards.',
  options: [
    { name: 'hardware', value: 'FILE', help: 'The machine (required)' },
    { name: 'objective', value: OBJECTIVES.join('|'), help: 'What is minimised; energy unless given' },
    { name: 'latency', value: LATENCIES.join('|'), help: 'Which latency counts; stalled unless given' },
    { name: 'cases', value: 'FILE', help: 'Instead of a layer: ZigZag cases, the mapper beside what that tool found' },
    { name: 'mapping', value: 'FILE', help: 'spatial_mapping and memory_operand_links; else the mapper chooses' },
  ],
  async run(args, io) {
    const cases = args.text('cases');
    if (cases !== undefined) return runCases(cases, args, io);
    const request = await readRequest(args, io);
    if (!request.ok) return { refused: request.message };
    const answer = runMap(request.value);
    if (answer.kind === 'refused') return { refused: answer.message };
    if (answer.kind === 'mapped') {
      print(io, args, { json: () => answer.report, text: () => reportText(answer.report) });
      return { exit: 0 };
    }
    const text = answer.kind === 'notFound' ? 'No nest was found within the budget.\n' : misfitText(answer.misfits);
    print(io, args, { json: () => answer, text: () => text });
    return { exit: 1 };
  },
};

/** Exits 1 when the mapper is worse than the tool in any case. */
async function runCases(path: string, args: Arguments, io: CliIo): Promise<Outcome> {
  const json = await loadJson(io, path);
  if (!json.ok) return { refused: json.message };
  const answer = mapCases(json.value, () => io.now());
  if (answer.kind === 'refused') return { refused: answer.message };
  print(io, args, { json: () => answer.cases, text: () => casesText(answer.cases) });
  return { exit: answer.cases.every(isNoWorse) ? 0 : 1 };
}

async function readRequest(args: Arguments, io: CliIo): Promise<Result<MapRequest>> {
  const objective = choiceOption(args, 'objective', OBJECTIVES, 'energy');
  if (!objective.ok) return objective;
  const latency = choiceOption<Latency>(args, 'latency', LATENCIES, 'stalled');
  if (!latency.ok) return latency;
  const path = args.text('hardware');
  if (args.positionals.length === 0) return refused('map: needs the file of a layer, or --cases FILE');
  if (path === undefined) return refused('--hardware: is missing; it names the file of the machine');
  const layerJson = await loadJson(io, args.positionals[0] ?? '');
  if (!layerJson.ok) return layerJson;
  const hardwareJson = await loadJson(io, path);
  if (!hardwareJson.ok) return hardwareJson;
  const mappingPath = args.text('mapping');
  const mappingJson = mappingPath === undefined ? done(undefined) : await loadJson(io, mappingPath);
  if (!mappingJson.ok) return mappingJson;
  const mapping: unknown = Array.isArray(mappingJson.value) ? mappingJson.value[0] : mappingJson.value;
  const layer = readLayer(layerJson.value, valueAt(mapping, 'memory_operand_links'));
  if (isFault(layer)) return refused(`layer.${layer.fault}`);
  const hardware = readHardware(hardwareJson.value);
  if (isFault(hardware)) return refused(`hardware.${hardware.fault}`);
  const given = valueAt(mapping, 'spatial_mapping');
  const unrolling = given === undefined ? null : readUnrolling(given);
  if (unrolling !== null && isFault(unrolling)) return refused(`mapping.${unrolling.fault}`);
  const choices = { objective: objective.value, latency: latency.value };
  return done({ layer, hardware, unrolling, ...choices, shouldStop: () => false });
}

function show(value: number, quantity: Quantity): string {
  return formatQuantity(value, quantity, 6).text.replaceAll('\u00a0', ' ');
}

function reportText(report: MapReport): string {
  const { cycles, gap, isProven, spatialChoices } = report;
  const within = gap <= 1e-12 ? 'proven' : `within ${(100 * gap).toPrecision(3)} % of the least possible`;
  const optimum = isProven || spatialChoices === null ? within : `${within} for the spatial choices tried`;
  const energy = Object.entries(report.joulesPerMemory).map(
    ([name, joules]) => [name, show(joules, 'joules')] as const,
  );
  const rows: (readonly [string, string])[] = [
    ['Objective', report.objective === 'energy' ? 'energy' : `${report.objective}, latency ${report.latency}`],
    ['Optimum', `${optimum}, over orders of ${report.orders}`],
    ['Energy', show(report.joules, 'joules')],
    ['Cycles', `${show(cycles.complete, 'cycles')} (ideal ${show(cycles.ideal, 'cycles')})`],
    ['Without stalls', show(cycles.withoutStalls, 'cycles')],
    ['Stalls', show(cycles.stalls, 'cycles')],
    ['On-loading', show(cycles.onload, 'cycles')],
    ['Off-loading', show(cycles.offload, 'cycles')],
    ['Utilisation', show(report.utilisation, 'ratio')],
  ];
  if (spatialChoices !== null) rows.push(['Spatial choices', `${spatialChoices.tried} of ${spatialChoices.all} tried`]);
  const energies = pairs([['MACs', show(report.macJoules, 'joules')], ...energy]);
  return pairs(rows) + section('Energy', energies) + section('Loop nest, outermost first', report.text);
}

function misfitText(misfits: readonly Misfit[]): string {
  return misfits
    .map(({ memory, bitsAvailable, bitsMissing, needs, changes }) => {
      const parts = needs.map(({ operand, bits }) => `${operand} ${bits}`).join(', ');
      const ways = changes.map((change) =>
        change.kind === 'capacity'
          ? `give ${change.memory} ${change.bits} bits`
          : `unroll ${change.dim} by ${change.factor} along ${change.array}`,
      );
      return printable(
        `${memory}: ${bitsMissing} bits short of what every nest needs there (${parts} of ${bitsAvailable}); ${ways.join(', or ')}`,
      );
    })
    .map((line) => `${line}\n`)
    .join('');
}
