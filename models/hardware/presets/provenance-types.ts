/** `assumption`: chosen by us because nothing was found, and shown as the user's to change. */
export type Basis = 'sourced' | 'derived' | 'assumption';
export type FieldConfidence = 'high' | 'medium' | 'low';

export interface FieldProvenance {
  readonly basis: Basis;
  readonly sources: readonly string[];
  readonly confidence: FieldConfidence;
  readonly note: string | null;
}

export interface PresetRemarks {
  /** What other sources say instead. */
  readonly conflicts: readonly string[];
  readonly notes: readonly string[];
}
