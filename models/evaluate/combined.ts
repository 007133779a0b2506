import type { Parallelism, Tokens } from '../workload/lowering/types';
import type { PhaseMemory } from './phase-memory';

/** Parts that only the last step needs, as plain numbers of the design at hand. */
export interface Deployed {
  readonly tokens: Tokens;
  readonly prefill: Parallelism;
  readonly decode: Parallelism;
}

/** Times and memory of one design, kept for explaining it. One such object serves all designs of a runner. */
export interface Combined {
  /** Code of why the design can not be built; 0: it can. */
  reason: number;
  /** Whether what `settle` writes holds until a stage that it reads moves: a pipeline's split depends on times too. */
  holds: boolean;
  chips: number;
  readonly prefillMemory: PhaseMemory;
  readonly decodeMemory: PhaseMemory;
  /** Bytes on the fullest rank of either phase. */
  memoryNeeded: number;
  /** First layer of each pipeline stage; empty where one stage holds all layers. */
  prefillStarts: Int32Array;
  decodeStarts: Int32Array;
  /** Joules of what all ranks do in a phase, without leakage and idle power. */
  prefillJoules: number;
  decodeJoules: number;
  prefillSeconds: number;
  decodeSeconds: number;
  /** Seconds a byte of main-memory traffic takes in each phase: longer when part of it streams from the host. */
  prefillSecondsPerByte: number;
  decodeSecondsPerByte: number;
}

export const NO_STAGES = new Int32Array(0);

export function newCombined(): Combined {
  const empty = (): PhaseMemory => ({ weights: 0, cache: 0, live: 0 });
  return {
    reason: 0,
    holds: false,
    chips: 0,
    prefillMemory: empty(),
    decodeMemory: empty(),
    memoryNeeded: 0,
    prefillStarts: NO_STAGES,
    decodeStarts: NO_STAGES,
    prefillJoules: 0,
    decodeJoules: 0,
    prefillSeconds: 0,
    decodeSeconds: 0,
    prefillSecondsPerByte: 0,
    decodeSecondsPerByte: 0,
  };
}
