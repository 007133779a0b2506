/**
 * The quantities that GenZ-LLM-Analyzer 0.0.16 reports, from evaluated operator rows: its summary table, its runtime
 * breakdown and its operator list, under its names and in its units (milliseconds, MiB).
 */
import type { CollectiveKind, Place, RowKind } from '../../models/workload/lowering/rows';

/** One evaluated operator row. Sizes and times are of a single layer; `repeat` layers have it. */
export interface OperatorRow {
  readonly name: string;
  readonly kind: RowKind;
  readonly repeat: number;
  readonly macs: number;
  readonly groups: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly queries: number;
  readonly aBytes: number;
  readonly bBytes: number;
  readonly cBytes: number;
  readonly places: readonly [Place, Place, Place];
  readonly collective: CollectiveKind | null;
  readonly ranks: number;
  /** Elements. */
  readonly payload: number;
  readonly payloadBytes: number;
  readonly computeSeconds: number;
  readonly memorySeconds: number;
  readonly collectiveSeconds: number;
  readonly seconds: number;
}

const MIB = 2 ** 20;
const MS = 1e3;

type Part = 'embedding' | 'attentionLinear' | 'attentionCore' | 'ffn' | 'pipeline';

/** Which part of the breakdown an operator belongs to. */
const PART_OF: Readonly<Record<string, Part>> = {
  embeddings: 'embedding',
  Emb_AR: 'embedding',
  classifier: 'embedding',
  classifier_AG: 'embedding',
  QKV: 'attentionLinear',
  'Out Proj': 'attentionLinear',
  'MHA AR': 'attentionLinear',
  Gate: 'ffn',
  'Gate AR': 'ffn',
  'Dispatch A2A': 'ffn',
  'up+gate': 'ffn',
  down: 'ffn',
  'Collect A2A': 'ffn',
  'FFN AR': 'ffn',
  'Message Pass': 'pipeline',
};

function partOf(row: OperatorRow): Part | undefined {
  return row.kind === 'scores' || row.kind === 'values' ? 'attentionCore' : PART_OF[row.name];
}

type Select = (row: OperatorRow) => boolean;

function sum(rows: readonly OperatorRow[], select: Select, of: (row: OperatorRow) => number): number {
  let total = 0;
  for (const row of rows) if (select(row)) total += row.repeat * of(row);
  return total;
}

const seconds = (row: OperatorRow) => row.seconds;
const isCollective: Select = (row) => row.kind === 'collective';
const isCore: Select = (row) => partOf(row) === 'attentionCore';
const isLinear: Select = (row) => row.kind === 'gemm';
const holdsWeights: Select = (row) => row.kind === 'gemm' || row.kind === 'stored';

/** What a phase needs on one chip, in bytes, and its operators. */
export interface PhaseBytes {
  readonly weights: number;
  readonly cache: number;
  readonly rows: readonly OperatorRow[];
}

/** Weights, cache and traffic of one pass over all pipeline stages. */
export function memoryQuantities({ rows, weights, cache }: PhaseBytes, pipeline: number) {
  const operands = (row: OperatorRow) => row.aBytes + row.bBytes + row.cBytes;
  const largest = rows.reduce((most, row) => (row.repeat > 0 ? Math.max(most, operands(row)) : most), 0);
  return {
    weights_MiB: (weights * pipeline) / MIB,
    unused_weights_MiB:
      sum(
        rows,
        (row) => holdsWeights(row) && row.macs === 0,
        (row) => row.bBytes,
      ) / MIB,
    kv_cache_MiB: (cache * pipeline) / MIB,
    memory_per_chip_MiB: (weights + cache) / MIB,
    total_data_MiB: sum(rows, () => true, operands) / MIB,
    max_op_footprint_MiB: largest / MIB,
    total_flops: sum(
      rows,
      () => true,
      (row) => 2 * row.macs,
    ),
  };
}

/** Milliseconds of one pass by the kind of its operators. */
export function timeQuantities(rows: readonly OperatorRow[]) {
  const of = (select: Select) => sum(rows, select, seconds) * MS;
  const part = (wanted: Part, select: Select = () => true) => of((row) => partOf(row) === wanted && select(row));
  const kind = (...kinds: readonly CollectiveKind[]) =>
    of((row) => row.collective !== null && kinds.includes(row.collective));
  const core = of(isCore);
  return {
    attn_ms: core,
    linear_ms: of(isLinear),
    comm_ms: of(isCollective),
    runtime_breakdown_ms: {
      Embedding: part('embedding'),
      MHA: part('attentionLinear') + core,
      FFN: part('ffn'),
      Collective: of(isCollective),
      LA_layers: core,
      QKVO_layers: part('attentionLinear', isLinear),
      FFN_layers: part('ffn', isLinear),
      // The tool has no softmax, and state-space layers are not compared.
      Softmax: 0,
      AR_time: kind('allReduce', 'allGather'),
      A2A_time: kind('allToAll'),
      Send_Recv_time: kind('sendReceive'),
      Mamba_time: 0,
    },
  };
}

const TYPE_OF: Partial<Readonly<Record<RowKind, string>>> = {
  gemm: 'GEMM',
  stored: 'GEMM',
  scores: 'Logit',
  values: 'Attend',
  collective: 'Sync',
};

const COLLECTIVE_NAME: Readonly<Record<CollectiveKind, string>> = {
  allReduce: 'AllReduce',
  allGather: 'AllGather',
  allToAll: 'All2All',
  sendReceive: 'MessagePass',
};

/** How the tokens of a pass fall into sequences, which operator rows no longer tell. */
export interface Batching {
  readonly sequences: number;
  /** Sequences that read the cache of a prompt: beams of one request share it. */
  readonly prompts: number;
  /** Tokens of one sequence, and those of them that belong to a prompt. */
  readonly rows: number;
  readonly promptRows: number;
}

/** One operator as the tool lists it. */
export function operatorQuantities(row: OperatorRow, batching: Batching) {
  return {
    name: row.name,
    type: TYPE_OF[row.kind] ?? row.kind,
    repeat: row.repeat,
    ...shapeOf(row, batching),
    flops: 2 * row.macs,
    in_bytes: row.aBytes,
    w_bytes: row.bBytes,
    out_bytes: row.cBytes,
    loc: row.places,
    sync: syncOf(row),
    bound: boundOf(row),
    compute_ms: row.computeSeconds * MS,
    memory_ms: row.memorySeconds * MS,
    comm_ms: row.collectiveSeconds * MS,
    latency_ms: row.seconds * MS,
  };
}

function shapeOf(row: OperatorRow, batching: Batching) {
  const { sequences, prompts } = batching;
  if (row.collective !== null) {
    const rows = row.name === 'Emb_AR' ? batching.promptRows : batching.rows;
    return { dims: [sequences, rows, row.payload / (sequences * rows)] };
  }
  if (row.kind === 'gemm' || row.kind === 'stored') {
    return { B: sequences, rows: row.m / sequences, K: row.k, N: row.n };
  }
  const batch = row.name.endsWith(' Pre') ? prompts : sequences;
  const kvHeads = row.groups / batch;
  const scores = row.kind === 'scores';
  return {
    B: batch,
    H: (kvHeads * row.m) / row.queries,
    Mq: row.queries,
    Nkv: scores ? row.n : row.k,
    Dh: scores ? row.k : row.n,
    Hkv: kvHeads,
  };
}

/** The tool counts one node in a transfer between two stages. */
function syncOf(row: OperatorRow) {
  if (row.collective === null) return null;
  const nodes = row.collective === 'sendReceive' ? 1 : row.ranks;
  return { collective: COLLECTIVE_NAME[row.collective], nodes, bytes: row.payloadBytes };
}

/** The tool's label: whatever has no compute counts as a collective. */
function boundOf(row: OperatorRow): string {
  if (row.computeSeconds === 0) return 'Collective';
  return row.computeSeconds > row.memorySeconds ? 'Compute' : 'Memory';
}
