/** Which base set a design computes with. Each set is frozen once released. */
export const ASSUMPTION_SET_IDS = ['ridgeline@1', 'genz-0.0.16', 'scalesim-3.0', 'zigzag-3.8'] as const;
export type AssumptionSetId = (typeof ASSUMPTION_SET_IDS)[number];

/**
 * `roofline`: MACs / peak against bytes / bandwidth. `array`: folds of a systolic array, traffic of the best tile.
 * `mapped`: the best loop nest of each product over all memories.
 */
export const FIDELITY_LEVELS = ['roofline', 'array', 'mapped'] as const;
export type FidelityLevel = (typeof FIDELITY_LEVELS)[number];

/** Every effect that a set decides, by name. Booleans say whether the effect counts, numbers are coefficients. */
export interface Switches {
  readonly causalMask: boolean;
  readonly slidingWindow: boolean;
  readonly embeddingAsGather: boolean;
  readonly headForLastTokenOnly: boolean;
  readonly expectedExperts: boolean;
  readonly expertStragglers: boolean;
  readonly vectorWork: boolean;
  readonly vectorOverlap: boolean;
  readonly quantiseActivations: boolean;
  readonly dequantiseOnce: boolean;
  readonly fusedAttention: boolean;
  readonly fusedElementwise: boolean;
  readonly decodeActivationsOnChip: boolean;
  readonly onChipTrafficSerial: boolean;
  readonly peakPerFormat: boolean;
  readonly meanTimePerToken: boolean;
  readonly activationMemory: boolean;
  readonly pipelineMicrobatches: boolean;
  readonly bestCollectiveAlgorithm: boolean;
  readonly payloadHeldPerRank: boolean;
  readonly collectiveOverlap: number;
  readonly collectiveStartSeconds: number;
  readonly loadOverlap: boolean;
  readonly drainOverlap: boolean;
  readonly edgeFoldsShrink: boolean;
  readonly coreGrid: boolean;
  readonly windowReuse: boolean;
  readonly blockScales: boolean;
  readonly sharedMemoryTiles: boolean;
  readonly partialSumReadBack: boolean;
  readonly cyclesOffByOne: boolean;
  readonly skewCountedTwice: boolean;
  readonly loadingCounts: boolean;
  readonly loadingBelowMinimum: boolean;
}

export type SwitchId = keyof Switches;

export interface SwitchEntry {
  readonly label: string;
  /** `product`: it changes what is reported of a single matrix product, and nothing about a whole design. */
  readonly scope: 'design' | 'product';
}

export interface SwitchDocumentation {
  /** What counts when the switch is on (or what the number means), in one or two sentences. */
  readonly meaning: string;
  readonly source: string;
}

/** A user's choice: a base set, the level of fidelity, and single switches set otherwise. */
export interface AssumptionChoice {
  readonly base: AssumptionSetId;
  readonly level: FidelityLevel;
  readonly overrides: Partial<Switches>;
}

export interface AssumptionSet {
  readonly id: AssumptionSetId;
  readonly label: string;
  /** Which lowering turns the workload into operators: tools differ in structure, not only in coefficients. */
  readonly lowering: 'default' | 'genz';
  readonly levels: readonly FidelityLevel[];
  readonly switches: Switches;
}
