import type { Layer } from '../types';
import type { ConfigReader } from './reader';

/** What a family of model types makes of a config file, apart from the sizes that all families share. */
export interface FamilyLayers {
  readonly layers: readonly Layer[];
  /** Rows of a learned position table. */
  readonly learnedPositions?: number;
}

export interface Family {
  /** Names of hidden size, number of layers and longest context in this family's files. */
  readonly fields: { readonly hiddenSize: string; readonly layers: string; readonly context: string };
  /** Whether the table and the head are one when the file does not say. */
  readonly tied: boolean;
  readonly defaults: Readonly<Record<string, number>>;
  readonly read: (reader: ConfigReader, hiddenSize: number, layers: number) => FamilyLayers;
}

export const USUAL_FIELDS = {
  hiddenSize: 'hidden_size',
  layers: 'num_hidden_layers',
  context: 'max_position_embeddings',
} as const;
