/** Which fields mean something for a kind of workload: what forms and lists show. All of them can be set all the same. */
import type { WorkloadKind } from '../workload/types';
import type { Field } from './field-types';
import type { Design } from './types';

const PARALLELISM = ['tensor', 'pipeline', 'expert'].map((name) => `deployment.${name}Parallel`);

/** What only a model has that writes token by token, or that is split over chips. */
const OF_DECODERS: ReadonlySet<string> = new Set([
  'deployment.decodeBatch',
  'deployment.promptTokens',
  'deployment.outputTokens',
  'deployment.beams',
  ...PARALLELISM,
  'format.kv',
  'format.communication',
  'format.state',
  'efficiency.link',
  ...[
    'causalMask',
    'slidingWindow',
    'embeddingAsGather',
    'headForLastTokenOnly',
    'expectedExperts',
    'decodeActivationsOnChip',
    'meanTimePerToken',
    'pipelineMicrobatches',
    'bestCollectiveAlgorithm',
    'payloadHeldPerRank',
    'collectiveOverlap',
    'collectiveStartSeconds',
  ].map((id) => `assumptions.${id}`),
]);

/** One chip sends nothing, but the interfaces of its links take area. */
const TAKES_AREA = /\.(linkType|bandwidth)$/;

const OF_TABLES: ReadonlySet<string> = new Set(['assumptions.fusedElementwise']);

/** Whether a field changes anything about designs of a kind of workload. */
export function concerns({ id, part }: Pick<Field, 'id' | 'part'>, kind: WorkloadKind): boolean {
  if (kind === 'decoder') return !OF_TABLES.has(id);
  return !OF_DECODERS.has(id) && (part !== 'network' || TAKES_AREA.test(id));
}

/** Whether a form of the design shows a field: also one that keeps the design from being built, so that it can be reset. */
export function isShown(field: Field, design: Design): boolean {
  if (concerns(field, design.workload.kind)) return true;
  return PARALLELISM.includes(field.id) && field.get(design) !== 1;
}
