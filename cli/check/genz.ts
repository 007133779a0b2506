/**
 * `ridgeline check genz`: the assumption set `genz-0.0.16` against runs of GenZ-LLM-Analyzer 0.0.16 itself.
 *
 * Prefill and decode cases are designs. A mixed (chunked) step and a round of speculative decoding are lists of operator
 * rows. All of them run through the engine.
 */
import type { Design } from '../../models/design/types';
import { layerKinds } from '../../models/workload/layer-kinds';
import { lowerChunkedStep, stepTokens, type ChunkedStep } from '../../models/workload/lowering/genz/chunked';
import { microbatch } from '../../models/workload/lowering/genz/shards';
import { expectedTokensPerRound, speculativeRoundSeconds } from '../../models/workload/lowering/genz/speculative';
import { resolveRules } from '../../models/workload/rules';
import { parseGenzCase, type GenzCase, type Speculation } from './genz-cases';
import { compareGenz, NOT_COMPARED } from './genz-compare';
import { evaluatePhase, evaluateStep, type Evaluated } from './genz-evaluate';
import { memoryQuantities, operatorQuantities, timeQuantities, type Batching } from './genz-quantities';
import {
  judgeCase,
  readCases,
  unreadableCase,
  unsupportedCase,
  valueAt,
  type CaseResult,
  type CheckSuite,
  type RawCase,
  type SuiteOptions,
  type SuiteOutcome,
} from './suite';

export const genzSuite: CheckSuite = { id: 'genz', run };

function run(casesJson: unknown, options: SuiteOptions): SuiteOutcome {
  const cases = readCases(casesJson, options);
  if (typeof cases === 'string') return { kind: 'badInput', message: cases };
  const models = valueAt(casesJson, 'models');
  const results = cases.map((raw) => runCase(raw, models, options));
  const known = new Set(results.flatMap((result) => result.fields));
  const unknown = options.fields?.find((field) => !known.has(field));
  if (unknown !== undefined) return { kind: 'badInput', message: `--fields: no case has a field "${unknown}"` };
  return { kind: 'done', cases: results, notCompared: NOT_COMPARED };
}

function runCase(raw: RawCase, models: unknown, options: SuiteOptions): CaseResult {
  const parsed = parseGenzCase(raw.body, models);
  if ('unreadable' in parsed) return unreadableCase(raw.id, raw.group, parsed.unreadable);
  if ('unsupported' in parsed) return unsupportedCase(raw.id, raw.group, parsed.unsupported);
  const predicted = predict(parsed);
  const comparisons = compareGenz(predicted, valueAt(raw.body, 'expected'), options.fields);
  return judgeCase(raw.id, raw.group, comparisons, predicted);
}

type Predicted = Readonly<Record<string, unknown>>;

const MS = 1e3;
const MIB = 2 ** 20;

function predict(parsed: GenzCase): Predicted {
  switch (parsed.kind) {
    case 'prefill':
    case 'decode':
      return predictPhase(parsed);
    case 'chunked':
      return predictStep(parsed.design, parsed.step);
    case 'speculative':
      return predictSpeculation(parsed.design, parsed.speculation);
  }
}

function predictPhase({ kind, design }: Extract<GenzCase, { kind: 'prefill' | 'decode' }>): Predicted {
  const { prefillBatch: batch, beams, promptTokens, prefillParallelism } = design.deployment;
  const prompts = microbatch(batch, prefillParallelism.pipeline);
  const rows = kind === 'prefill' ? Number(promptTokens) : 1;
  const sequences = kind === 'prefill' ? prompts : prompts * beams;
  return outcome(evaluatePhase(design, kind), design, batch, { sequences, prompts, rows, promptRows: rows });
}

function predictStep(design: Design, step: ChunkedStep): Predicted {
  const { prompt, all } = stepTokens(step);
  const evaluated = evaluateStep(design, lower(design, step));
  // However many requests an item of the decoding list stands for, the tool counts one token for it.
  const served = prompt + step.decoding.length;
  return outcome(evaluated, design, served, { sequences: 1, prompts: 1, rows: all, promptRows: prompt });
}

function lower({ workload, deployment, assumptions }: Design, step: ChunkedStep) {
  if (workload.kind !== 'decoder') throw new Error('the cases of this suite are decoders');
  const layers = layerKinds(workload, []);
  return lowerChunkedStep(workload, layers, deployment.prefillParallelism, step, resolveRules(assumptions));
}

/** A split that can not be made has no answer; a design that does not fit is answered with its memory alone. */
function outcome(evaluated: Evaluated, design: Design, served: number, batching: Batching): Predicted {
  if (!evaluated.possible) return { status: 'error' };
  const { pipeline } = design.deployment.prefillParallelism;
  const memory = memoryQuantities(evaluated, pipeline);
  const { weights_MiB, kv_cache_MiB } = memory;
  const fits = memory.memory_per_chip_MiB * MIB <= evaluated.capacity;
  if (!fits && !design.deployment.offload) return { status: 'error', weights_MiB, kv_cache_MiB };
  const latency = evaluated.seconds * MS;
  return {
    status: 'ok',
    latency_ms: latency,
    throughput_per_s: (1000 * served) / latency,
    is_offload: !fits,
    ...memory,
    ...timeQuantities(evaluated.rows),
    operators: evaluated.rows.filter((row) => row.repeat !== 0).map((row) => operatorQuantities(row, batching)),
  };
}

/** The full model verifies after prompt and output; the draft model decodes there, without beams. */
function predictSpeculation(design: Design, { draft, acceptance, drafted }: Speculation): Predicted {
  const { prefillBatch: batch, promptTokens, outputTokens, prefillParallelism } = design.deployment;
  const { pipeline } = prefillParallelism;
  const sequences = microbatch(batch, pipeline);
  const past = Number(promptTokens) + Number(outputTokens);
  const step = { sequences, prompts: [{ past, tokens: drafted }], decoding: [] };
  const verified = evaluateStep(design, lower(design, step));
  const drafting = evaluatePhase({ ...design, workload: draft }, 'decode');
  if (!verified.possible || !drafting.possible) return { status: 'error' };
  const rounds = Math.floor(batch / sequences);
  const latency = speculativeRoundSeconds(verified.seconds, drafting.seconds, drafted, pipeline, rounds) * MS;
  const tokens = expectedTokensPerRound(drafted, acceptance);
  const needed = verified.weights + verified.cache + drafting.weights + drafting.cache;
  return {
    status: needed <= verified.capacity ? 'ok' : 'error',
    is_offload: false,
    latency_ms: latency,
    throughput_per_s: (1000 * batch * tokens) / latency,
    tokens_generated: tokens,
  };
}
