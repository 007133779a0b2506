import { MAX_TEXT } from '../../models/design/issues';
import { MAX_PINS, NO_PINS, type Pins } from '../../models/design/pins';
import type { Design } from '../../models/design/types';
import { levelOf } from '../../models/workload/rules';
import type { DesignDeps, DesignSlice } from './design-slice';
import { recordChange } from './history';
import { needsModels, type ModelsSlice } from './models-slice';
import type { MapperSlice } from './mapper-slice';
import { pinLetter, titleOf, withMovedPin, withNamedPin, withoutPin, withPin } from './pins';
import type { GetState, SetState } from './slice';
import type { Snapshot } from './snapshot';
import type { UiSlice } from './ui-slice';

/**
 * Designs pinned to be compared. They are part of the work, so that undo, links and the store of the browser hold them; the
 * one that changes are told against is the reference.
 */
export interface PinsSlice {
  /** What the models say of each pinned design, in their order. */
  readonly pinned: readonly Snapshot[];
  /** The snapshots of designs: those that are there already, and new ones. */
  readonly snapshotsOf: (designs: readonly Design[]) => readonly Snapshot[];
  /** Pins the design on screen, or another one such as a point of a frontier. Tells why it cannot. Answers whether it is pinned. */
  readonly pin: (design?: Design) => boolean;
  readonly unpin: (at: number) => void;
  readonly unpinAll: () => void;
  readonly movePin: (from: number, to: number) => void;
  readonly renamePin: (at: number, name: string, gesture?: string) => void;
  readonly setReference: (at: number) => void;
  /** Evaluates the pinned designs once more: what some of them needed has come. */
  readonly evaluatePinnedAgain: () => void;
}

/** The slice, and what it reads and writes of the others'. */
type Seen = PinsSlice &
  ModelsSlice &
  Pick<MapperSlice, 'mapper' | 'wantMapper'> &
  Pick<DesignSlice, 'history' | 'snapshot' | 'announcement'> &
  Pick<UiSlice, 'tell' | 'dismiss' | 'setTab'>;

const NOTICE = 'pins';

export function createPinsSlice(set: SetState<Seen>, get: GetState<Seen>, { evaluate }: DesignDeps): PinsSlice {
  let evaluations = 0;
  const evaluated = (design: Design): Snapshot => {
    if (levelOf(design.assumptions) === 'mapped') get().wantMapper();
    if (needsModels(design)) void get().wantModels();
    // Keys of the design's own snapshots count upwards from one.
    const report = evaluate(design, get().mapper, get().models);
    return { design, report, reported: design, key: --evaluations };
  };
  const change = (pins: Pins, gesture?: string): void => {
    const { history, snapshotsOf } = get();
    const work = { ...history.present, pins };
    set({ history: recordChange(history, work, gesture), pinned: snapshotsOf(pins.designs) });
  };
  const pins = (): Pins => get().history.present.pins;
  const refuse = (text: string): false => {
    const { tell, setTab, dismiss } = get();
    const run = () => {
      setTab('compare');
      dismiss(NOTICE);
    };
    tell({ id: NOTICE, tone: 'info', text, details: [], action: { label: 'Open Compare', run } });
    return false;
  };

  return {
    pinned: [],
    snapshotsOf: (designs) => {
      const { pinned, snapshot } = get();
      const known = [...pinned, snapshot];
      const snapshots = designs.map(
        (design) => known.find((one) => one.design === design && one.reported === design) ?? evaluated(design),
      );
      const isSame = snapshots.length === pinned.length && snapshots.every((one, at) => one === pinned[at]);
      return isSame ? pinned : snapshots;
    },
    pin: (design = get().snapshot.design) => {
      const { designs } = pins();
      const at = designs.indexOf(design);
      if (at >= 0) return refuse(`This design is pinned already, as ${pinLetter(at)}.`);
      if (designs.length >= MAX_PINS) {
        return refuse(`${MAX_PINS} designs are pinned, which is the most: remove one in Compare to pin another.`);
      }
      change(withPin(pins(), design));
      get().dismiss(NOTICE);
      set({ announcement: `${titleOf(design)} pinned as ${pinLetter(designs.length)}` });
      return true;
    },
    unpin: (at) => change(withoutPin(pins(), at)),
    unpinAll: () => change(NO_PINS),
    movePin: (from, to) => change(withMovedPin(pins(), from, to)),
    renamePin: (at, name, gesture) => {
      const { history, pinned } = get();
      const next = withNamedPin(pins(), at, name.slice(0, MAX_TEXT));
      const design = next.designs[at]!;
      set({
        history: recordChange(history, { ...history.present, pins: next }, gesture),
        // A name changes no number.
        pinned: pinned.map((one, index) => (index === at ? { ...one, design, reported: design } : one)),
      });
    },
    setReference: (reference) => change({ ...pins(), reference }),
    evaluatePinnedAgain: () => {
      const { pinned } = get();
      const waits = ({ design }: Snapshot) => levelOf(design.assumptions) === 'mapped' || needsModels(design);
      if (pinned.some(waits)) set({ pinned: pinned.map((one) => (waits(one) ? evaluated(one.design) : one)) });
    },
  };
}

/** The pinned design that changes are told against; null while none is pinned. */
export const selectBaseline = ({ pinned, history }: Pick<Seen, 'pinned' | 'history'>): Snapshot | null =>
  pinned[history.present.pins.reference] ?? null;
