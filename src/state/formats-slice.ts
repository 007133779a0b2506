import type { GetState, SetState } from './slice';

/** What the reader does with number formats apart from the design: own ones, and those that are compared. */
export interface FormatsSlice {
  /** Ids of formats that the reader described; form and axes offer them. */
  readonly ownFormats: readonly string[];
  /** Ids of formats that are shown beside each other, in the order in which they were chosen. */
  readonly comparedFormats: readonly string[];
  /** Adds a described format and compares it. */
  readonly addFormat: (id: string) => void;
  readonly removeFormat: (id: string) => void;
  readonly compareFormat: (id: string, isCompared: boolean) => void;
}

/** More lines than this are not told apart. */
export const MOST_COMPARED = 8;
const COMPARED_AT_FIRST = ['int8', 'fp8_e4m3', 'int4', 'mxfp4', 'nvfp4', 'nf4'];

export function createFormatsSlice(set: SetState<FormatsSlice>, get: GetState<FormatsSlice>): FormatsSlice {
  const compareFormat = (id: string, isCompared: boolean) =>
    set(({ comparedFormats }) => {
      const others = comparedFormats.filter((other) => other !== id);
      return { comparedFormats: isCompared ? [...others, id].slice(-MOST_COMPARED) : others };
    });
  return {
    ownFormats: [],
    comparedFormats: COMPARED_AT_FIRST,
    addFormat: (id) => {
      set(({ ownFormats }) => ({ ownFormats: [...ownFormats.filter((other) => other !== id), id] }));
      get().compareFormat(id, true);
    },
    removeFormat: (id) => {
      set(({ ownFormats }) => ({ ownFormats: ownFormats.filter((other) => other !== id) }));
      get().compareFormat(id, false);
    },
    compareFormat,
  };
}
