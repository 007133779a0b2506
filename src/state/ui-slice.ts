import type { SetState } from './slice';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const TABS = ['roofline', 'explore', 'dataflow', 'formats', 'scratchpad', 'compare'] as const;
export type Tab = (typeof TABS)[number];

/** A dialog over the page; one at a time. `arrays` is `machines` with those that are arrays only. */
export type Dialog = 'machines' | 'arrays' | 'models' | 'help' | 'palette';

/** Something that the page tells in a bar above its content. */
export interface Notice {
  /** A notice replaces the one with the same id. */
  readonly id: string;
  readonly tone: 'info' | 'problem';
  readonly text: string;
  /** Further sentences, such as what an import left out. */
  readonly details: readonly string[];
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

export interface UiSlice {
  readonly theme: Theme;
  readonly tab: Tab;
  readonly dialog: Dialog | null;
  /** On small screens the design stands in a sheet that opens over the charts. */
  readonly designSheetOpen: boolean;
  readonly hoveredOperator: string | null;
  readonly selectedOperator: string | null;
  /** Whose bytes the roofline counts: id of a memory, or all of them; null: main memory. */
  readonly rooflineTier: string | null;
  readonly notices: readonly Notice[];
  /** Labels of fields whose text on screen is not valid, by field id: the last valid result is shown greyed. */
  readonly invalidDrafts: Readonly<Record<string, string>>;
  readonly setTheme: (theme: Theme) => void;
  readonly setTab: (tab: Tab) => void;
  readonly openDialog: (dialog: Dialog | null) => void;
  readonly setDesignSheetOpen: (open: boolean) => void;
  readonly hoverOperator: (id: string | null) => void;
  readonly selectOperator: (id: string | null) => void;
  readonly setRooflineTier: (tier: string | null) => void;
  readonly tell: (notice: Notice) => void;
  readonly dismiss: (noticeId: string) => void;
  readonly setInvalidDraft: (fieldId: string, label: string | null) => void;
}

export function createUiSlice(set: SetState<UiSlice>): UiSlice {
  return {
    theme: 'system',
    tab: 'roofline',
    dialog: null,
    designSheetOpen: false,
    hoveredOperator: null,
    selectedOperator: null,
    rooflineTier: null,
    notices: [],
    invalidDrafts: {},
    setTheme: (theme) => set({ theme }),
    setTab: (tab) => set({ tab }),
    openDialog: (dialog) => set({ dialog }),
    setDesignSheetOpen: (designSheetOpen) => set({ designSheetOpen }),
    hoverOperator: (hoveredOperator) => set({ hoveredOperator }),
    selectOperator: (selectedOperator) => set({ selectedOperator }),
    setRooflineTier: (rooflineTier) => set({ rooflineTier }),
    tell: (notice) => set(({ notices }) => ({ notices: [...notices.filter(({ id }) => id !== notice.id), notice] })),
    dismiss: (noticeId) => set(({ notices }) => ({ notices: notices.filter(({ id }) => id !== noticeId) })),
    setInvalidDraft: (fieldId, label) =>
      set(({ invalidDrafts }) => {
        if (label !== null) return { invalidDrafts: { ...invalidDrafts, [fieldId]: label } };
        if (!(fieldId in invalidDrafts)) return {};
        return { invalidDrafts: Object.fromEntries(Object.entries(invalidDrafts).filter(([id]) => id !== fieldId)) };
      }),
  };
}
