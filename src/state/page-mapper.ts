import { MappingKeys } from '../../models/mapping/mapping-keys';
import { createProductMapper } from '../../models/mapping/product-mapper';
import { SEARCHING, type Machine, type Product, type ProductAnswer } from '../../models/evaluate/mapped/product-mapper';
import { rowMapper } from '../../models/evaluate/mapped/row-mapper';
import { browserPort } from '../../workers/browser-port';
import { MAPPING_JOB_ID, type MappingJobInput } from '../../workers/mapping-job-id';
import type { PageMapper } from './mapper-slice';
import { workerRunner, type WorkerRunner } from './worker-runner';

/** A layer takes some ten milliseconds; a worker that says nothing for so long is gone. */
const SILENCE_MS = 60_000;

/** Answers kept; the oldest goes first. */
const MOST_ANSWERS = 20_000;

export type MappingRunner = WorkerRunner<MappingJobInput, readonly ProductAnswer[]>;

/** The mapper of the page: loop nests are found by a worker, which starts with the first question. */
export function browserPageMapper(onAnswers: () => void): PageMapper {
  const runner: MappingRunner = workerRunner({ jobId: MAPPING_JOB_ID, startWorker, silenceMs: SILENCE_MS });
  return createPageMapper(runner, onAnswers);
}

/**
 * A mapper that never keeps the page waiting: what it does not know yet is `SEARCHING`, and `onAnswers` is called when it is
 * worth asking again. Questions of one moment go to the worker together and take the place of those it is at: the design has
 * moved on. Where no worker answers, they are answered on this thread.
 */
export function createPageMapper(runner: MappingRunner, onAnswers: () => void): PageMapper {
  const keys = new MappingKeys();
  const local = createProductMapper();
  const answers = new Map<string, ProductAnswer>();
  const keep = (key: string, answer: ProductAnswer): ProductAnswer => {
    if (answers.size >= MOST_ANSWERS) answers.delete(answers.keys().next().value!);
    answers.set(key, answer);
    return answer;
  };
  let wanted = new Map<string, MappingJobInput[number]>();
  let rounds = 0;
  let isMissing = false;

  const ask = async (): Promise<void> => {
    const asked = [...wanted];
    wanted = new Map();
    const round = ++rounds;
    if (round > 1) runner.cancel();
    const answer = await runner.run(asked.map(([, question]) => question));
    if (round !== rounds && !answer.ok) return;
    asked.forEach(([key, { product, machine }], index) => {
      keep(key, (answer.ok ? answer.value[index] : undefined) ?? local.map(product, machine));
    });
    onAnswers();
  };
  const search = (key: string, product: Product, machine: Machine): ProductAnswer => {
    if (wanted.size === 0) queueMicrotask(() => void ask());
    wanted.set(key, { product, machine });
    isMissing = true;
    return SEARCHING;
  };
  const mapper = rowMapper((product, machine) => {
    const key = keys.of(product, machine);
    return answers.get(key) ?? search(key, product, machine);
  });
  const whole: PageMapper['whole'] = (question) => {
    isMissing = false;
    const answer = question(mapper);
    return isMissing ? null : answer;
  };
  return { ...mapper, whole };
}

function startWorker() {
  const worker = new Worker(new URL('../../workers/mapping.worker.ts', import.meta.url), {
    type: 'module',
    name: 'mapping',
  });
  return browserPort(worker);
}
