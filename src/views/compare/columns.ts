import { firstOfSame } from '../../../models/design/comparison/same';
import type { Pins } from '../../../models/design/pins';
import { pinLetter, titleOf } from '../../state/pins';
import type { Snapshot } from '../../state/snapshot';

/** One design of the comparison. */
export interface ComparedColumn {
  /** `A`, `B` ... of those pinned; `Now` of the design on screen. */
  readonly letter: string;
  readonly title: string;
  readonly snapshot: Snapshot;
  /** Position among the pinned designs; null: not pinned. */
  readonly pin: number | null;
  readonly isOnScreen: boolean;
  /** Letter of an earlier one with the same inputs. */
  readonly sameAs: string | null;
}

export const ON_SCREEN_LETTER = 'Now';

/** The pinned designs in their order, and the one on screen where it is none of them. */
export function columnsOf(pinned: readonly Snapshot[], onScreen: Snapshot): readonly ComparedColumn[] {
  const first = firstOfSame([...pinned, onScreen].map(({ design }) => design));
  const shown = first[pinned.length]!;
  const columns = pinned.map((snapshot, pin): ComparedColumn => {
    const sameAs = first[pin] === pin ? null : pinLetter(first[pin]!);
    const title = titleOf(snapshot.design);
    return { letter: pinLetter(pin), title, snapshot, pin, isOnScreen: pin === shown, sameAs };
  });
  if (shown < pinned.length) return columns;
  const title = titleOf(onScreen.design);
  const now = { letter: ON_SCREEN_LETTER, title, snapshot: onScreen, pin: null, isOnScreen: true, sameAs: null };
  return [...columns, now];
}

/** What keeps numbers from being compared at face value, in sentences. */
export function caveatsOf(columns: readonly ComparedColumn[], { reference }: Pins): readonly string[] {
  const base = columns[reference];
  if (base === undefined) return [];
  const { design } = base.snapshot;
  const others = (differs: (column: ComparedColumn) => boolean) =>
    columns.filter((column) => column !== base && differs(column)).map(({ letter }) => letter);
  const text = (value: unknown) => JSON.stringify(value);
  const caveats: readonly (readonly [readonly string[], string])[] = [
    [
      others(({ snapshot }) => text(snapshot.design.assumptions) !== text(design.assumptions)),
      `under other assumptions than ${base.letter}: the differences are not of the hardware alone`,
    ],
    [
      others(({ snapshot }) => text(snapshot.design.workload) !== text(design.workload)),
      `with another model than ${base.letter}: what the kinds of models do not share is missing`,
    ],
    [others(({ snapshot }) => snapshot.reported !== snapshot.design), 'still being evaluated'],
  ];
  return caveats.flatMap(([letters, what]) =>
    letters.length === 0 ? [] : [`${listed(letters)} ${letters.length === 1 ? 'is' : 'are'} ${what}.`],
  );
}

function listed(words: readonly string[]): string {
  const last = words.at(-1)!;
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
