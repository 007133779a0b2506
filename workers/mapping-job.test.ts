import { expect, it } from 'vitest';
import { designFromPresets } from '../models/design/presets/design-from-presets';
import { explainDesign } from '../models/evaluate/explain/explain';
import type { ProductAnswer } from '../models/evaluate/mapped/product-mapper';
import { rowMapper } from '../models/evaluate/mapped/row-mapper';
import { createProductMapper } from '../models/mapping/product-mapper';
import { WorkerHost } from './host';
import { createMappingJob } from './mapping-job';
import { MAPPING_JOB_ID, type MappingJobInput } from './mapping-job-id';

const SMALL = { mostNodes: 60, mostStates: 20, mostEvaluations: 4, mostChoices: 1, mostOthers: 0, mostAnswers: 1000 };
const host = new WorkerHost([createMappingJob(createProductMapper(SMALL))]);
const ask = (input: unknown) => host.run(1, MAPPING_JOB_ID, structuredClone(input), () => undefined);

/** All that a design asks of a mapper. */
function questionsOf(machine: string, model: string, format = 'bf16'): MappingJobInput {
  const questions: MappingJobInput[number][] = [];
  const mapper = createProductMapper(SMALL);
  const design = designFromPresets(machine, model)!;
  explainDesign(
    {
      ...design,
      formats: design.formats.map((rule) => ({ ...rule, format })),
      assumptions: { ...design.assumptions, level: 'mapped' },
    },
    {
      mapper: rowMapper((product, on) => {
        questions.push({ product, machine: on });
        return mapper.map(product, on);
      }),
    },
  );
  return questions;
}

it.each([
  ['tpu-v4', 'resnet-50', 'bf16'],
  ['eyeriss-like', 'mobilenet-v2', 'int8'],
  ['gemmini-16', 'llama-3.2-1b', 'int8'],
])('answers all that a design of %s with %s in %s asks', async (machine, model, format) => {
  const questions = questionsOf(machine, model, format);
  const answer = await ask(questions);
  if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
  const direct = createProductMapper(SMALL);
  expect(questions.length).toBeGreaterThan(5);
  expect(answer.value as readonly ProductAnswer[]).toEqual(
    questions.map(({ product, machine: on }) => direct.map(product, on)),
  );
});

it.each([
  ['no list', {}],
  ['a product of no size', [{ ...questionsOf('tpu-v4', 'resnet-50')[0]!, product: { m: 0 } }]],
])('refuses %s', async (_, input) => {
  expect((await ask(input)).kind).toBe('refused');
});
