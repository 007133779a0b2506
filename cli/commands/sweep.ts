import type { Space } from '../../models/design/types';
import { compile } from '../../models/evaluate/compile';
import type { Program } from '../../models/evaluate/program';
import { METRIC_INDEX, scheduleMetricIds } from '../../models/evaluate/metrics/metrics';
import { createProductMapper } from '../../models/mapping/product-mapper';
import { Runner } from '../../models/evaluate/runner';
import { createScratchpadScheduler } from '../../models/scheduling/scratchpad-scheduler';
import type { RunOutcome } from '../../workers/leased-run';
import { WorkerPool } from '../../workers/pool';
import type { Range } from '../../workers/ranges';
import type { SweepResult, SweepWant } from '../../workers/sweep-want';
import type { Arguments, Command, Outcome } from '../command';
import type { CliIo, OutputFile } from '../io';
import { loadSpace } from '../load';
import { print } from '../output';
import { progressLine } from '../progress';
import type { Result } from '../result';
import { SPILLS_OPTION } from '../spills-option';
import { readSweepOptions, shardRange, wantOf, type SweepOptions } from '../sweep-options';
import { columnIds, rowText, type RowText } from '../sweep-rows';
import { summaryJson, summaryText, type SweepSummary } from '../sweep-summary';
import { streamedSweep } from '../sweep-task';

/** Short texts are collected cheaply; one of a whole lease is not. */
const ROWS_AT_ONCE = 1024;

export const sweepCommand: Command = {
  name: 'sweep',
  takes: '<space.json | link | -> --out FILE.{csv,jsonl}',
  positionals: { min: 1, max: 1 },
  summary: 'All designs of a space, or its frontier, to a file',
  details:
    'Rows are in order of index, and the same for any number of workers. Ctrl-C keeps what is done in FILE.partial.csv.\n' +
    'Exits 1 when no design fits within the constraints.',
  options: [
    { name: 'out', value: 'FILE', help: 'Where the rows go; the ending says how: .csv or .jsonl' },
    { name: 'keep', value: 'all|frontier', help: 'Every design, or only those that no other beats; all unless given' },
    { name: 'workers', value: 'N', help: 'Threads; as many as processors unless given' },
    SPILLS_OPTION,
    { name: 'shard', value: 'I/N', help: 'Only the I-th of N equal parts of the space' },
  ],
  async run(args, io) {
    const options = readSweepOptions(args, io.processors);
    if (!options.ok) return { refused: options.message };
    const space = await loadSpace(io, args.positionals[0]!);
    if (!space.ok) return { refused: space.message };
    const program = compile(space.value, args.has('spills') ? scheduleMetricIds() : []);
    const range = shardRange(program.size, options.value.shard);
    const want = wantOf(program, options.value.keep, range.to - range.from);
    if (!want.ok) return { refused: want.message };
    const file = io.createFile(options.value.out);
    if (!file.ok) return { refused: file.message };
    const sweep = new FileSweep(io, program, options.value, file.value, range);
    return sweep.run(args, space.value, want.value);
  },
};

/** One sweep into one file. */
class FileSweep {
  readonly #io: CliIo;
  readonly #program: Program;
  readonly #options: SweepOptions;
  readonly #file: OutputFile;
  readonly #range: Range;
  readonly #text: RowText;
  readonly #stop = new AbortController();
  #rows = 0;
  /** Why the file can not be written; once that is known, the sweep stops. */
  #fault: string | null = null;

  constructor(io: CliIo, program: Program, options: SweepOptions, file: OutputFile, range: Range) {
    this.#io = io;
    this.#program = program;
    this.#options = options;
    this.#file = file;
    this.#range = range;
    this.#text = rowText(options.format, program);
  }

  async run(args: Arguments, space: Space, want: SweepWant): Promise<Outcome> {
    const begun = this.#io.now();
    this.#append(this.#text.head);
    const outcome = await this.#evaluate(space, want);
    if (outcome.kind === 'refused') return this.#failed(outcome.reason);
    if (this.#options.keep === 'frontier') this.#appendFrontier(outcome.result);
    if (this.#fault !== null) return this.#failed(this.#fault);
    if (outcome.kind === 'crashed') {
      const { from, to } = outcome.range;
      return this.#failed(`designs ${from} to ${to - 1} could not be evaluated: ${outcome.message}`);
    }
    const partial = outcome.kind === 'cancelled';
    const name = partial ? this.#file.keepPartial() : this.#finish();
    if (name === null) return { refused: this.#fault! };
    const seconds = (this.#io.now() - begun) / 1000;
    const summary: SweepSummary = { ...this.#options, file: name, partial, rows: this.#rows, seconds, outcome };
    print(this.#io, args, { json: () => summaryJson(space, summary), text: () => summaryText(space, summary) });
    if (partial) return { exit: 130 };
    return { exit: outcome.result.counts.admitted > 0 ? 0 : 1 };
  }

  async #evaluate(space: Space, want: SweepWant): Promise<RunOutcome<SweepResult>> {
    const io = this.#io;
    const pool = new WorkerPool({ spawn: () => io.spawnSweepWorker(), size: this.#options.workers });
    const progress = progressLine(io);
    const { task, flush } = streamedSweep({
      space,
      range: this.#range,
      want,
      takeRows: ({ from, columns, status }) => {
        for (let first = 0; first < status.length; first += ROWS_AT_ONCE) {
          const lines: string[] = [];
          const end = Math.min(status.length, first + ROWS_AT_ONCE);
          for (let at = first; at < end; at++) lines.push(this.#text.row(from + at, status[at]!, columns, at));
          this.#append(lines.join(''), lines.length);
        }
      },
    });
    const listenNoMore = io.onInterrupt(() => {
      // A second request finds no listener and ends the program at once.
      listenNoMore();
      this.#stop.abort();
    });
    const outcome = await pool.run(task, { onProgress: progress.show, signal: this.#stop.signal });
    listenNoMore();
    pool.dispose();
    progress.clear();
    flush();
    return outcome;
  }

  /** Workers send only the objectives of the frontier; its few designs are evaluated once more for all metrics. */
  #appendFrontier({ frontier }: SweepResult): void {
    const solvers = { mapper: createProductMapper(), scheduler: createScratchpadScheduler() };
    const runner = new Runner(this.#program, solvers);
    const columns = columnIds(this.#program).map((id) =>
      runner.metrics.subarray(METRIC_INDEX[id], METRIC_INDEX[id] + 1),
    );
    for (const index of frontier?.indices ?? []) {
      const status = runner.evaluate(index);
      this.#append(this.#text.row(index, status, columns, 0), 1);
    }
  }

  #append(text: string, rows = 0): void {
    if (this.#fault !== null) return;
    if (this.#accepted(this.#file.append(text))) this.#rows += rows;
    else this.#stop.abort();
  }

  #finish(): string | null {
    return this.#accepted(this.#file.finish()) ? this.#options.out : null;
  }

  #accepted(result: Result<null>): boolean {
    if (!result.ok) this.#fault = result.message;
    return result.ok;
  }

  #failed(reason: string): Outcome {
    return { refused: `${reason} (${this.#rows} rows are in ${this.#file.keepPartial()})` };
  }
}
