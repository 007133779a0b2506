import type { Distribution } from '../../../models/formats/error/distributions';
import type { LabQuestion } from '../../../models/formats/lab/question';
import type { FormatLab } from '../../state/format-lab';
import type { OpenTensor } from '../../state/tensor-file';

/** What the reader set of the tensor to be measured. */
export interface SourceDraft {
  readonly distribution: Distribution;
  readonly seed: number;
  readonly rows: number;
  readonly columns: number;
  /** How many times larger outlier channels are; 1: there are none. */
  readonly outlierFactor: number;
  readonly outlierEvery: number;
  readonly rotation: number | null;
  /** Takes the place of a random tensor. */
  readonly own: OpenTensor | null;
}

/** What the panels that measure share: the worker, and the tensor, which stays chosen from panel to panel. */
export interface LabPanelProps {
  readonly lab: FormatLab;
  readonly draft: SourceDraft;
  readonly onDraft: (draft: SourceDraft) => void;
}

export const FIRST_SOURCE: SourceDraft = {
  distribution: 'gaussian',
  seed: 1,
  rows: 128,
  columns: 1024,
  outlierFactor: 1,
  outlierEvery: 128,
  rotation: null,
  own: null,
};

export const DISTRIBUTION_LABELS: Readonly<Record<Distribution, string>> = {
  gaussian: 'Gaussian',
  laplace: 'Laplace',
  student_t5: 'Student t, 5 degrees',
  student_t3: 'Student t, 3 degrees',
  uniform: 'Uniform',
};

export function questionOf(draft: SourceDraft): Pick<LabQuestion, 'source' | 'rotation'> {
  const { distribution, seed, rows, columns, outlierFactor, outlierEvery, rotation, own } = draft;
  if (own !== null) return { source: { kind: 'tensor', values: own.values, columns: own.columns }, rotation };
  const outliers = outlierFactor === 1 ? null : { every: outlierEvery, factor: outlierFactor };
  return { source: { kind: 'random', distribution, seed, rows, columns, outliers }, rotation };
}
